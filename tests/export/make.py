"""Short ways to make what exports take."""

from typing import Any

from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationId,
    Article,
    ArticleId,
    Color,
    Dialect,
    Issue,
    IssueDetail,
    IssueId,
    Link,
    NoteText,
    Placement,
    Section,
    Selector,
    SourceId,
    Span,
)


def issue(**changes) -> Issue:
    values: dict[str, Any] = {
        "id": IssueId(1),
        "source_id": SourceId(1),
        "source": "海边周刊",
        "path": "/issues/3.md",
        "title": "海边周刊 第 3 期",
        "number": 3,
        "date": "2023-10-15",
        "dialect": Dialect.WEEKLY,
        "unread": 1,
        "total": 1,
        "added_at": "2024-01-01T00:00:00Z",
    }
    return Issue(**(values | changes))


def article(**changes) -> Article:
    values: dict[str, Any] = {
        "id": ArticleId(7),
        "issue_id": IssueId(1),
        "ordinal": 0,
        "label": "",
        "title": "灯塔怎样工作",
        "title_shown": True,
        "section": 0,
        "section_title": "技术",
        "author": "海边",
        "handle": "@seaside",
        "date": "2023-10-14",
        "links": (Link("https://example.org/a", "https://example.org/a", "原文"),),
        "tags": ("sea/light",),
        "note_count": 1,
        "read": False,
        "starred": True,
        "later": False,
        "downloaded": True,
        "downloaded_title": "灯塔手册",
        "text": "灯塔每十秒闪一次。",
    }
    return Article(**(values | changes))


def annotation(number: int = 1, body: str = "想去看看", quote: str | None = None, **changes) -> Annotation:
    values: dict[str, Any] = {
        "id": AnnotationId(number),
        "article_id": ArticleId(7),
        "issue_id": IssueId(1),
        "note": NoteText(body, "1", "2023-12-09"),
        "placement": Placement.ARTICLE if quote is None else Placement.BLOCK,
        "color": Color.YELLOW if quote else None,
        "selector": Selector(quote, "", "", number, number + 4) if quote else None,
        "anchor": AnchorState.KEPT,
        "tags": (),
        "origin": None,
        "conflict": False,
        "deleted": False,
        "created_at": "2024-01-01T00:00:00Z",
        "updated_at": "2024-01-01T00:00:00Z",
    }
    return Annotation(**(values | changes))


def detail(*annotations: Annotation, **changes) -> IssueDetail:
    values: dict[str, Any] = {
        "issue": issue(),
        "sections": (Section("技术", "说明", Span(0, 1)),),
        "articles": (article(),),
        "annotations": annotations,
        "warnings": (),
        "front_matter": {"title": "海边周刊 第 3 期"},
    }
    return IssueDetail(**(values | changes))
