"""The JSON contract: the dictionaries of issues, articles and notes. Their names only ever grow."""

import json
import os.path
from collections.abc import Iterable, Mapping, Sequence

from mine_reader.model import Annotation, Article, ArticleId, IssueDetail
from mine_reader.model.address import address

Json = dict[str, object]


def note_dict(annotation: Annotation) -> Json:
    """Return a note, or a highlight without one (its `text` is empty)."""
    note = annotation.note
    return {
        "id": annotation.id,
        "article": annotation.article_id,
        "level": note.level,
        "text": note.body,
        "date": note.date,
        "status": note.status.value if note.status else None,
        "quote": annotation.selector.exact if annotation.selector else None,
        "color": annotation.color.value if annotation.color else None,
        "tags": list(annotation.tags),
        "anchor": annotation.anchor.value,
    }


def whole_note_dict(annotation: Annotation) -> Json:
    """Return a note with what only an export needs."""
    selector, origin = annotation.selector, annotation.origin
    return note_dict(annotation) | {
        "address": address(annotation.id),
        "placement": annotation.placement.value,
        "prefix": selector.prefix if selector else None,
        "suffix": selector.suffix if selector else None,
        "start": selector.start if selector else None,
        "end": selector.end if selector else None,
        "imported": bool(origin),
        "conflict": annotation.conflict,
        "created": annotation.created_at,
        "updated": annotation.updated_at,
    }


def article_dict(article: Article, notes: Iterable[Annotation], *, text: bool = True) -> Json:
    """Return an article with its notes; `text` False leaves its text out, as lists do."""
    found: Json = {
        "id": article.id,
        "issue": article.issue_id,
        "label": article.label,
        "title": article.title,
        "section": article.section_title,
        "author": article.author,
        "handle": article.handle,
        "date": article.date,
    }
    if text:
        found["text"] = article.text or ""
    return found | {
        "links": [{"url": link.url, "label": link.label} for link in article.links],
        "notes": [note_dict(note) for note in notes if not note.deleted],
        "tags": list(article.tags),
        "read": article.read,
        "starred": article.starred,
        "later": article.later,
        "downloaded": {"title": article.downloaded_title} if article.downloaded else None,
        "updated": article.updated,
        "removed": article.removed_at,
    }


def issue_dict(detail: IssueDetail) -> Json:
    """Return an issue with all its articles."""
    issue = detail.issue
    notes = notes_by_article(detail.annotations)
    return {
        "id": issue.id,
        "source": issue.source,
        "path": os.path.abspath(issue.path) if issue.path else None,  # noqa: PTH100 - Path.resolve follows links
        "title": issue.title,
        "number": issue.number,
        "date": issue.date,
        "dialect": issue.dialect.value,
        "sections": [{"title": s.title, "description": s.description} for s in detail.sections],
        "articles": [article_dict(article, notes.get(article.id, ())) for article in detail.articles],
        "warnings": [str(warning) for warning in detail.warnings],
    }


def export_json(details: Iterable[IssueDetail]) -> str:
    """Return a JSON document of issues with everything that is known of them."""
    issues = [_whole_issue_dict(detail) for detail in details]
    return json.dumps({"version": 1, "issues": issues}, ensure_ascii=False, indent=2) + "\n"


def _whole_issue_dict(detail: IssueDetail) -> Json:
    notes = notes_by_article(detail.annotations)
    articles = [
        article_dict(article, ())
        | {
            "notes": [whole_note_dict(note) for note in notes.get(article.id, ())],
            "local_file": article.local_file,
        }
        for article in detail.articles
    ]
    front_matter = json.loads(json.dumps(dict(detail.front_matter), default=str))
    return issue_dict(detail) | {"articles": articles, "front_matter": front_matter, "added": detail.issue.added_at}


def notes_by_article(annotations: Iterable[Annotation]) -> Mapping[ArticleId, Sequence[Annotation]]:
    """Group annotations that are not deleted by article, each group in the order given."""
    groups: dict[ArticleId, list[Annotation]] = {}
    for annotation in annotations:
        if not annotation.deleted:
            groups.setdefault(annotation.article_id, []).append(annotation)
    return groups
