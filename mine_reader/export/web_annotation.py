"""Annotations in the W3C's Web Annotation format (JSON-LD), as Hypothesis and others read and write it.

Positions count code points of the article's plain text. https://www.w3.org/TR/annotation-model/
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mine_reader.export.contract import Json, notes_by_article
from mine_reader.model import Annotation, Article, Color, Issue, IssueDetail, NoteText, Selector, Status

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OWN = "minereader"
_LEVEL = re.compile(r"[0-9](?:-[0-9])?")
_LISTS = ("items", "annotations", "rows")


@dataclass(frozen=True, slots=True)
class Place:
    """The article that an annotation of ours is on."""

    source: str
    issue: str
    label: str
    title: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """An annotation of a document: where it stands, as far as that is known, and what it says.

    A selector without a position has -1 for it.
    """

    url: str
    place: Place | None
    note: NoteText
    tags: tuple[str, ...]
    color: Color | None
    selector: Selector | None
    created: datetime | None
    modified: datetime | None


def export_annotations(details: Iterable[IssueDetail]) -> str:
    """Return a JSON-LD document with all annotations of these issues."""
    items = [item for detail in details for item in _items(detail)]
    document = {
        "@context": [CONTEXT, {_OWN: "urn:minereader:"}],
        "id": "urn:minereader:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _items(detail: IssueDetail) -> Iterator[Json]:
    groups = notes_by_article(detail.annotations)
    for article in detail.articles:
        for note in groups.get(article.id, ()):
            yield _item(detail.issue, article, note)


def _item(issue: Issue, article: Article, note: Annotation) -> Json:
    bodies = [_body("commenting", note.note.body) | {"format": "text/markdown"}] if note.note.body else []
    bodies += [_body("tagging", tag) for tag in note.tags]
    status = note.note.status.value if note.note.status else None
    return {
        "id": f"urn:minereader:annotation:{note.id}",
        "type": "Annotation",
        "motivation": "commenting" if note.note.body else "highlighting",
        "created": note.created_at,
        "modified": note.updated_at,
        "body": bodies,
        "target": _target(article, note.selector),
        f"{_OWN}:article": {
            "source": issue.source,
            "issue": issue.title,
            "label": article.label,
            "title": article.title,
            "ordinal": article.ordinal,
        },
        f"{_OWN}:note": {"level": note.note.level, "date": note.note.date, "status": status},
        f"{_OWN}:color": note.color.value if note.color else None,
    }


def _body(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _target(article: Article, selector: Selector | None) -> Json:
    source = article.links[0].url if article.links else f"urn:minereader:article:{article.id}"
    if selector is None:
        return {"source": source}
    quote = {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    return {
        "source": source,
        "selector": [
            {"type": "TextQuoteSelector"} | quote,
            {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
        ],
    }


def is_annotations(document: object) -> bool:
    """Return whether a JSON document looks like annotations."""
    return any(isinstance(item, dict) and "target" in item for item in _found(document)) or (
        isinstance(document, dict) and CONTEXT in _many(document.get("@context"))
    )


def load_annotations(document: object) -> Iterator[ForeignNote | None]:
    """Return the annotations of a document one after the other, None for one that says nothing usable."""
    for item in _found(document):
        yield _load(item) if isinstance(item, dict) else None


def _found(document: object) -> list[object]:
    if isinstance(document, list):
        return document
    while isinstance(document, dict) and isinstance(document.get("first"), dict):
        document = document["first"]
    if not isinstance(document, dict):
        return []
    for name in _LISTS:
        if isinstance(document.get(name), list):
            return list(document[name])
    return [document] if "target" in document or "Annotation" in _many(document.get("type")) else []


def _load(item: Json) -> ForeignNote | None:
    target = next((one for one in _many(item.get("target")) if isinstance(one, (dict, str))), None)
    found = target if isinstance(target, dict) else {"source": target}
    source = found.get("source") or found.get("id") or item.get("uri")
    url = _text(source.get("id") if isinstance(source, dict) else source)
    place = _place(item.get(f"{_OWN}:article"))
    selector = _selector(_many(found.get("selector")))
    note, tags = _note(item)
    if (not url and place is None) or (selector is None and not note.body):
        return None
    own_color = item.get(f"{_OWN}:color", "yellow" if selector else None)
    return ForeignNote(
        url=url,
        place=place,
        note=note,
        tags=tags,
        color=Color(own_color) if isinstance(own_color, str) and own_color in set(Color) else None,
        selector=selector,
        created=_moment(item.get("created")),
        modified=_moment(item.get("modified") or item.get("updated")),
    )


def _place(value: object) -> Place | None:
    if not isinstance(value, dict):
        return None
    ordinal = value.get("ordinal")
    source, issue, label, title = (_text(value.get(name)) for name in ("source", "issue", "label", "title"))
    return Place(source, issue, label, title, ordinal if isinstance(ordinal, int) else -1)


def _note(item: Json) -> tuple[NoteText, tuple[str, ...]]:
    """Return what an annotation says; `text` and `tags` are Hypothesis's own names."""
    texts, tags = [_text(item.get("bodyValue")), _text(item.get("text"))], _many(item.get("tags"))
    for body in _many(item.get("body")):
        value = body.get("value") if isinstance(body, dict) else body
        if isinstance(body, dict) and body.get("purpose") == "tagging":
            tags = [*tags, value]
        else:
            texts.append(_text(value))
    own = item.get(f"{_OWN}:note")
    values = own if isinstance(own, dict) else {"date": _text(item.get("created"))[:10]}
    status = _text(values.get("status"))
    note = NoteText(
        body="\n\n".join(text for text in (one.strip() for one in texts) if text),
        level=level if _LEVEL.fullmatch(level := _text(values.get("level"))) else None,
        date=_day(_text(values.get("date"))),
        status=Status(status) if status in set(Status) else None,
    )
    return note, tuple(dict.fromkeys(name for name in (_text(tag).strip() for tag in tags) if name))


def _selector(values: list[object]) -> Selector | None:
    selectors = {str(one.get("type")): one for one in values if isinstance(one, dict)}
    quote, position = selectors.get("TextQuoteSelector", {}), selectors.get("TextPositionSelector", {})
    exact = _text(quote.get("exact"))
    if not exact.strip():
        return None
    start, end = position.get("start"), position.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end < 2**53):
        start = end = -1
    return Selector(exact, _text(quote.get("prefix")), _text(quote.get("suffix")), start, end)


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC)


def _many(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode().replace("\0", "").replace("\r\n", "\n")
