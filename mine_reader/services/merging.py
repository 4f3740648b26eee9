"""What another library knows of an issue that is here, too: marks, tags and notes are added, nothing is taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from mine_reader.model import Annotation, Article, ArticleId, IssueId
from mine_reader.model.saved import SavedIssue
from mine_reader.store import Connection, annotations, queries, state, transfer, versions

_MARKS = ("read", "starred", "later")


@dataclass(frozen=True, slots=True)
class Merged:
    """Whether anything was added, and how many notes found no article."""

    changed: bool
    left_out: int


def merge_issue(db: Connection, issue_id: IssueId, saved: SavedIssue, now: str) -> Merged:
    """Add to an issue what is known of it elsewhere; articles are the same that have the same text."""
    here = queries.articles_of(db, issue_id)
    held = annotations.of_issue(db, issue_id)
    texts = transfer.add_texts(db, issue_id, saved.texts)
    changed = False
    left_out = 0
    for article in saved.detail.articles:
        notes = [note for note in saved.detail.annotations if note.article_id == article.id and not note.deleted]
        twin = _twin(article, here)
        if twin is None:
            left_out += len(notes)
            continue
        changed |= _merge_marks(db, twin, article)
        there = [note for note in held if note.article_id == twin.id]
        for note in notes:
            changed |= _merge_note(db, twin.id, there, note, saved, texts, now)
    versions.drop_unused_texts(db, issue_id)
    return Merged(changed, left_out)


def _twin(article: Article, here: Sequence[Article]) -> Article | None:
    same = [other for other in here if other.text == article.text]
    return min(same, key=lambda other: abs(other.ordinal - article.ordinal), default=None)


def _merge_marks(db: Connection, twin: Article, article: Article) -> bool:
    changed = False
    for name in _MARKS:
        if getattr(article, name) and not getattr(twin, name):
            state.mark(db, [twin.id], name, on=True)
            changed = True
    if article.downloaded and not twin.downloaded:
        state.set_downloaded(db, twin.id, article.downloaded_title or "")
        changed = True
    if article.local_file and not twin.local_file:
        state.set_local_file(db, twin.id, article.local_file)
        changed = True
    for tag in article.tags:
        changed |= bool(state.tag(db, "article", [twin.id], tag, on=True))
    return changed


def _merge_note(  # noqa: PLR0917 - one line calls it
    db: Connection,
    article_id: ArticleId,
    there: Sequence[Annotation],
    note: Annotation,
    saved: SavedIssue,
    texts: Sequence[int],
    now: str,
) -> bool:
    twin = next((other for other in there if _same_origin(other, note) or _same(other, note)), None)
    if twin is None:
        transfer.add_note(db, article_id, note, saved.notes[note.id], texts, keep_id=False)
        return True
    if twin.deleted:
        return False
    changed = False
    if twin.origin is not None and twin.note == twin.origin.note != note.note:
        annotations.set_note(db, twin.id, note.note, now)
        changed = True
    if note.color and not twin.color:
        annotations.recolor(db, [twin.id], note.color, now)
        changed = True
    for tag in note.tags:
        changed |= bool(state.tag(db, "annotation", [twin.id], tag, on=True))
    return changed


def _same_origin(one: Annotation, other: Annotation) -> bool:
    """Return whether both are the same note of the same file."""
    return bool(one.origin and other.origin and one.origin.ordinal is not None) and one.origin == other.origin


def _same(one: Annotation, other: Annotation) -> bool:
    places = [(note.selector.exact, note.selector.start) if note.selector else None for note in (one, other)]
    return not one.deleted and one.note == other.note and places[0] == places[1]
