"""Annotations and their rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mine_reader.errors import NotFoundError
from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationFilter,
    AnnotationId,
    AnnotationKinds,
    ArticleId,
    Color,
    FoundAnnotations,
    IssueId,
    NoteText,
    Origin,
    Placement,
    Selector,
    Status,
)
from mine_reader.store.database import Connection, Row
from mine_reader.store.queries import ISSUE_ORDER, TAG_IDS
from mine_reader.store.values import clean, clean_or_none, json_ids, row_id

_LIVE = "annotation AS n JOIN article AS a ON a.id = n.article_id JOIN live_issue AS i ON i.id = a.issue_id"
_SELECT = f"""
SELECT n.*, a.issue_id, a.title AS article_title,
    (SELECT json_group_array(name) FROM (
        SELECT t.name FROM annotation_tag AS x JOIN tag AS t ON t.id = x.tag_id
        WHERE x.annotation_id = n.id ORDER BY t.folded)) AS tags
FROM {_LIVE}
"""
_ORDER = f"ORDER BY {ISSUE_ORDER}, a.ordinal, n.span_start IS NOT NULL, n.span_start, n.id"


_DAY = "coalesce(n.date, substr(n.created_at, 1, 10))"
_CONDITIONS = (
    ("article_id", "a.id = :article_id"),
    ("issue_id", "i.id = :issue_id"),
    ("source_id", "i.source_id = :source_id"),
    ("level", "n.level = :level"),
    ("color", "n.color = :color"),
    ("status", "n.status = :status"),
    ("anchor", "n.anchor = :anchor"),
    ("since", f"{_DAY} >= :since"),
    ("until", f"{_DAY} <= :until"),
)


def listing(db: Connection, which: AnnotationFilter) -> FoundAnnotations:
    """Return annotations: newest issue first, then in document order."""
    found = ["n.deleted_at IS NULL"]
    values: dict[str, object] = {}
    if which.todo:
        found.append("n.todo = 1")
    for name, sql in _CONDITIONS:
        value = getattr(which, name)
        if value is not None:
            found.append(sql)
            values[name] = row_id(value) if isinstance(value, int) else value
    if which.tag is not None:
        found.append(f"n.id IN (SELECT annotation_id FROM annotation_tag WHERE tag_id IN ({TAG_IDS}))")
        values["tag"] = which.tag.casefold()
    rows = db.execute(f"{_SELECT} WHERE {' AND '.join(found)} {_ORDER}", values)
    pairs = [(_annotation(row), str(row["article_title"])) for row in rows]
    if which.text.strip():
        pairs = [(one, title) for one, title in pairs if one.says(which.text, title)]
    return FoundAnnotations(tuple(one for one, _ in pairs), {one.article_id: title for one, title in pairs})


def annotated_issues(db: Connection) -> frozenset[IssueId]:
    """Return the issues that have annotations."""
    rows = db.execute(f"SELECT DISTINCT i.id FROM {_LIVE} WHERE n.deleted_at IS NULL")
    return frozenset(IssueId(row[0]) for row in rows)


def kinds(db: Connection) -> AnnotationKinds:
    """Return which levels and tags there are to choose from."""
    levels = db.execute(
        f"SELECT DISTINCT n.level FROM {_LIVE} WHERE n.deleted_at IS NULL AND n.level IS NOT NULL ORDER BY 1"
    )
    tags = db.execute(
        f"SELECT DISTINCT t.name FROM {_LIVE} JOIN annotation_tag AS x ON x.annotation_id = n.id "
        "JOIN tag AS t ON t.id = x.tag_id WHERE n.deleted_at IS NULL ORDER BY t.folded"
    )
    return AnnotationKinds(tuple(row[0] for row in levels), tuple(row[0] for row in tags))


def of_issue(db: Connection, issue_id: IssueId) -> tuple[Annotation, ...]:
    """Return the annotations of an issue in document order, and the deleted ones that its file has notes of."""
    rows = db.execute(f"{_SELECT} WHERE i.id = ? AND (n.deleted_at IS NULL OR n.from_file = 1) {_ORDER}", (issue_id,))
    return tuple(map(_annotation, rows))


def all_of_issue(db: Connection, issue_id: IssueId) -> tuple[Annotation, ...]:
    """Return also those deleted ones of an issue that can only come back by undo."""
    return tuple(map(_annotation, db.execute(f"{_SELECT} WHERE i.id = ? {_ORDER}", (issue_id,))))


def by_id(db: Connection, ids: Sequence[AnnotationId]) -> tuple[Annotation, ...]:
    """Return these annotations in the order asked for; NotFoundError."""
    rows = db.execute(
        f"{_SELECT} WHERE n.deleted_at IS NULL AND n.id IN (SELECT value FROM json_each(?))", (json_ids(ids),)
    )
    found = {row["id"]: _annotation(row) for row in rows}
    missing = next((id_ for id_ in ids if id_ not in found), None)
    if missing is not None:
        raise NotFoundError(kind="note", id=missing)
    return tuple(found[id_] for id_ in ids)


def _note(row: Mapping[str, object], prefix: str = "") -> NoteText:
    status = row[f"{prefix}status"]
    return NoteText(
        body=str(row[f"{prefix}body"]),
        level=row[f"{prefix}level"],  # type: ignore[arg-type]
        date=row[f"{prefix}date"],  # type: ignore[arg-type]
        status=None if status is None else Status(str(status)),
    )


def _annotation(row: Mapping[str, object]) -> Annotation:
    values = dict(row)
    selector = None
    if values["exact"] is not None:
        selector = Selector(*(values[name] for name in ("exact", "prefix", "suffix", "span_start", "span_end")))  # type: ignore[arg-type]
    origin = Origin(_note(values, "file_"), values["file_ordinal"]) if values["from_file"] else None  # type: ignore[arg-type]
    return Annotation(
        id=AnnotationId(values["id"]),  # type: ignore[arg-type]
        article_id=ArticleId(values["article_id"]),  # type: ignore[arg-type]
        issue_id=IssueId(values["issue_id"]),  # type: ignore[arg-type]
        note=_note(values),
        placement=Placement(str(values["placement"])),
        color=Color(str(values["color"])) if values["color"] else None,
        selector=selector,
        anchor=AnchorState(str(values["anchor"])),
        # Most have none.
        tags=() if values["tags"] == "[]" else tuple(json.loads(str(values["tags"]))),
        origin=origin,
        conflict=bool(values["conflict"]),
        deleted=values["deleted_at"] is not None,
        created_at=str(values["created_at"]),
        updated_at=str(values["updated_at"]),
        text_changed=values["made_text"] is not None,
    )


def add(
    db: Connection,
    article_id: ArticleId,
    note: NoteText,
    *,
    placement: Placement,
    now: str,
    color: Color | None = None,
    selector: Selector | None = None,
) -> AnnotationId:
    """Add an annotation and return its id."""
    cursor = db.execute(
        "INSERT INTO annotation (article_id, body, placement, color, anchor, created_at, updated_at) "
        "VALUES (?, '', ?, ?, ?, ?, ?)",
        (article_id, placement, color, AnchorState.KEPT, now, now),
    )
    new_id = AnnotationId(cursor.lastrowid or 0)
    set_note(db, new_id, note, now)
    if selector is not None:
        set_selector(db, new_id, selector, AnchorState.KEPT)
    return new_id


def set_placed_by_file(db: Connection, annotation_id: AnnotationId) -> None:
    """Let it stand where its file has it."""
    db.execute("UPDATE annotation SET placed_by_file = 1 WHERE id = ?", (annotation_id,))


def set_note(db: Connection, annotation_id: AnnotationId, note: NoteText, now: str) -> None:
    """Set what the note says."""
    db.execute(
        "UPDATE annotation SET body = ?, level = ?, date = ?, status = ?, updated_at = ? WHERE id = ?",
        (clean(note.body), clean_or_none(note.level), clean_or_none(note.date), note.status, now, annotation_id),
    )


def set_origin(db: Connection, annotation_id: AnnotationId, origin: Origin) -> None:
    """Set which note of the file it is, as it was last imported."""
    note = origin.note
    db.execute(
        "UPDATE annotation SET from_file = 1, file_body = ?, file_level = ?, file_date = ?, file_status = ?, "
        "file_ordinal = ? WHERE id = ?",
        (clean(note.body), note.level, note.date, note.status, origin.ordinal, annotation_id),
    )


def set_selector(
    db: Connection,
    annotation_id: AnnotationId,
    selector: Selector | None,
    state: AnchorState,
    *,
    made: Selector | None = None,
) -> None:
    """Set where it is made; `made` is the selector by which it is looked for later (None: this one)."""
    first = made or selector
    db.execute(
        "UPDATE annotation SET made_exact = ?, made_prefix = ?, made_suffix = ?, made_text = NULL, made_start = NULL, "
        "sought_exact = NULL, sought_prefix = NULL, sought_suffix = NULL WHERE id = ?",
        (*((first.exact, first.prefix, first.suffix) if first else (None,) * 3), annotation_id),
    )
    move(db, annotation_id, selector, state)


def move(db: Connection, annotation_id: AnnotationId, selector: Selector | None, state: AnchorState) -> None:
    """Set where it stands now; as what it was made stays."""
    now = selector
    db.execute(
        "UPDATE annotation SET exact = ?, prefix = ?, suffix = ?, span_start = ?, span_end = ?, anchor = ? "
        "WHERE id = ?",
        (*((now.exact, now.prefix, now.suffix, now.start, now.end) if now else (None,) * 5), state, annotation_id),
    )


def attach(db: Connection, annotation_id: AnnotationId, selector: Selector) -> None:
    """Let it stand where the user says; from now on it is looked for by that, and keeps what it was made on."""
    db.execute(
        "UPDATE annotation SET sought_exact = ?, sought_prefix = ?, sought_suffix = ?, placed_by_file = 0 WHERE id = ?",
        (selector.exact, selector.prefix, selector.suffix, annotation_id),
    )
    move(db, annotation_id, selector, AnchorState.KEPT)


def placed_by_file(db: Connection, issue_id: IssueId) -> frozenset[AnnotationId]:
    """Return the annotations of an issue that stand where its file has them, not where the user set them."""
    rows = db.execute(
        "SELECT n.id FROM annotation AS n JOIN article AS a ON a.id = n.article_id "
        "WHERE a.issue_id = ? AND n.placed_by_file = 1",
        (issue_id,),
    )
    return frozenset(AnnotationId(row["id"]) for row in rows)


def sought_selectors(db: Connection, issue_id: IssueId) -> dict[AnnotationId, Selector]:
    """Return by what the annotations of an issue are looked for: as they were made or put by hand, where they are."""
    rows = db.execute(
        "SELECT n.id, n.sought_exact, n.sought_prefix, n.sought_suffix, n.made_exact, n.made_prefix, n.made_suffix, "
        "n.span_start, n.span_end FROM annotation AS n JOIN article AS a ON a.id = n.article_id "
        "WHERE a.issue_id = ? AND n.exact IS NOT NULL",
        (issue_id,),
    )
    return {AnnotationId(row["id"]): _sought(row) for row in rows}


@dataclass(frozen=True, slots=True)
class Misplaced:
    """An annotation whose quote is not where it should be; the text of its article, and by what it is looked for."""

    id: AnnotationId
    text: str
    sought: Selector


def misplaced(db: Connection, ids: Sequence[AnnotationId]) -> tuple[Misplaced, ...]:
    """Return those of `ids` that are not where their quotes stand, as undo leaves them after a re-publication."""
    rows = db.execute(
        "SELECT n.*, a.text FROM annotation AS n JOIN article AS a ON a.id = n.article_id "
        "WHERE n.exact IS NOT NULL AND n.anchor <> 'detached' AND n.id IN (SELECT value FROM json_each(?)) "
        "AND substr(a.text, n.span_start + 1, length(n.exact)) <> n.exact",
        (json_ids(ids),),
    )
    return tuple(Misplaced(AnnotationId(row["id"]), row["text"], _sought(row)) for row in rows)


def _sought(row: Row) -> Selector:
    return _quote(row, "made" if row["sought_exact"] is None else "sought")


def _quote(row: Row, name: str) -> Selector:
    exact, prefix, suffix = (row[f"{name}_{part}"] for part in ("exact", "prefix", "suffix"))
    return Selector(exact, prefix, suffix, row["span_start"], row["span_end"])


def anchor_counts(db: Connection, issue_id: IssueId) -> dict[AnchorState, int]:
    """Return how many annotations of an issue stand how to its text; those on whole articles are not counted."""
    rows = db.execute(
        "SELECT n.anchor, count(*) AS number FROM annotation AS n JOIN article AS a ON a.id = n.article_id "
        "WHERE a.issue_id = ? AND n.exact IS NOT NULL AND n.deleted_at IS NULL GROUP BY n.anchor",
        (issue_id,),
    )
    return {AnchorState(row["anchor"]): row["number"] for row in rows}


def set_place(db: Connection, annotation_id: AnnotationId, article_id: ArticleId, placement: Placement) -> None:
    """Move it to another article."""
    db.execute(
        "UPDATE annotation SET article_id = ?, placement = ? WHERE id = ?", (article_id, placement, annotation_id)
    )


def set_conflict(db: Connection, annotation_id: AnnotationId, *, on: bool) -> None:
    """Set whether it was changed both here and in the file."""
    db.execute("UPDATE annotation SET conflict = ? WHERE id = ?", (on, annotation_id))


def recolor(db: Connection, ids: Sequence[AnnotationId], color: Color | None, now: str) -> None:
    """Set the colour."""
    db.execute(
        "UPDATE annotation SET color = ?, updated_at = ? WHERE id IN (SELECT value FROM json_each(?)) "
        "AND color IS NOT ?",
        (color, now, json_ids(ids), color),
    )


def delete(db: Connection, ids: Sequence[AnnotationId], now: str) -> None:
    """Delete, keeping the rows for undo and the round trip."""
    db.execute(
        "UPDATE annotation SET deleted_at = ? WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL",
        (now, json_ids(ids)),
    )


def remove(db: Connection, annotation_id: AnnotationId) -> None:
    """Remove what the file deleted, so that it may come back with the file."""
    db.execute("DELETE FROM annotation_tag WHERE annotation_id = ?", (annotation_id,))
    db.execute("DELETE FROM annotation WHERE id = ?", (annotation_id,))
