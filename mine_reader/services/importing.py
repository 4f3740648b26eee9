"""Writing what was prepared into the library: a new issue, or a merge with the one that is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mine_reader.anchor import describe, normalised
from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationId,
    ArticleId,
    IssueId,
    Origin,
    ParsedIssue,
    PartKind,
    RenderedPart,
    Selector,
    SourceNote,
    Span,
)
from mine_reader.services.anchoring import Anchored, Anchoring
from mine_reader.services.republish import Act, Content, Filed, Held, Step, match_articles, merge_notes
from mine_reader.store import Connection, StoredArticle, annotations, clean, content, history, versions


@dataclass(frozen=True, slots=True)
class Prepared:
    """An issue, parsed and rendered; texts and targets go by the ordinal of the article."""

    issue: ParsedIssue
    parts: tuple[RenderedPart, ...]

    def texts(self) -> list[str]:
        """Return the plain texts of the articles."""
        texts = [""] * len(self.issue.articles)
        for part in self.parts:
            if part.kind is PartKind.ARTICLE:
                texts[part.index] = clean(part.text)
        return texts

    def targets(self) -> list[tuple[Span | None, ...]]:
        """Return what the notes of each article belong to."""
        targets: list[tuple[Span | None, ...]] = [()] * len(self.issue.articles)
        for part in self.parts:
            if part.kind is PartKind.ARTICLE:
                targets[part.index] = part.targets
        return targets


@dataclass(frozen=True, slots=True)
class _FileNote:
    filed: Filed
    source: SourceNote
    target: Span | None


def write_issue(
    db: Connection,
    issue_id: IssueId,
    prepared: Prepared,
    *,
    now: str,
    same_source: bool = False,
    written: Mapping[AnnotationId, int] | None = None,
    updated_unread: bool = False,
) -> Mapping[AnchorState, int]:
    """Replace the content of an issue, keeping the reader's state; for a new issue there is none.

    `same_source`: only split anew. `written`: see `merge_notes`. `updated_unread`: an article that says something else
    now is not only marked as updated. Returns how the annotations stand to the text now.
    """
    _Writer(db, issue_id, prepared, now, updated_unread=updated_unread).run(same_source=same_source, written=written)
    return annotations.anchor_counts(db, issue_id)


class _Writer:
    def __init__(
        self, db: Connection, issue_id: IssueId, prepared: Prepared, now: str, *, updated_unread: bool
    ) -> None:
        self._db = db
        self._issue_id = issue_id
        self._issue = prepared.issue
        self._texts = prepared.texts()
        self._notes = _file_notes(prepared)
        self._now = now
        self._updated_unread = updated_unread
        self._ids: list[ArticleId] = []
        self._split_off: set[int] = set()
        self._placed_by_file = annotations.placed_by_file(db, issue_id)

    def run(self, *, same_source: bool, written: Mapping[AnnotationId, int] | None) -> None:
        old = content.stored_articles(self._db, self._issue_id)
        self._anchoring = Anchoring({item.id: item.text for item in old}, self._texts)
        history.forget_splits(self._db, self._issue_id)
        held = annotations.all_of_issue(self._db, self._issue_id) if old else ()
        sought = annotations.sought_selectors(self._db, self._issue_id) if old else {}
        known = [_known(item) for item in old if not (same_source and item.removed)]
        matched = match_articles(known, self._new_contents(), same_source=same_source) if known else {}
        if not same_source:
            self._follow_texts({item.id: item for item in old}, matched)
        content.set_issue(self._db, self._issue_id, self._issue)
        self._put_articles(matched)
        if same_source:
            self._split_off = set(range(len(self._texts))) - matched.keys()
        ordinal_of = {article: ordinal for ordinal, article in matched.items()}
        if same_source:
            ordinal_of |= self._absorbed(old, ordinal_of)
        steps = merge_notes([_held(item, ordinal_of) for item in held], [note.filed for note in self._notes], written)
        placed = self._take_notes(steps)
        for item in held:
            if item.id not in placed:
                self._anchor_again(item, sought.get(item.id), ordinal_of)
        gone = [item.id for item in old if item.id not in matched.values()]
        held_by_redo = history.remembered(self._db, "annotation", "article_id") if gone else ()
        for place, article_id in enumerate(gone):
            again = article_id in held_by_redo
            content.drop_article(self._db, article_id, len(self._texts) + place, self._now, held=again)
        versions.drop_unused_texts(self._db, self._issue_id)

    def _follow_texts(self, old: Mapping[ArticleId, StoredArticle], matched: Mapping[int, ArticleId]) -> None:
        """Keep what annotations were made on, and mark the articles that say something else now."""
        changed = {ordinal: old[id_] for ordinal, id_ in matched.items() if old[id_].text != self._texts[ordinal]}
        versions.keep_texts(self._db, self._issue_id, changed.values(), self._now)
        updated = [id_ for ordinal, id_ in matched.items() if self._says_other(old[id_], ordinal)]
        versions.mark_updated(self._db, updated, unread=self._updated_unread)

    def _says_other(self, old: StoredArticle, ordinal: int) -> bool:
        article = self._issue.articles[ordinal]
        retitled = article.title_shown and normalised(old.title) != normalised(clean(article.title))
        return retitled or normalised(old.text) != normalised(self._texts[ordinal])

    def _new_contents(self) -> list[Content]:
        return [
            Content(
                key=ordinal,
                label=clean(article.label),
                title=clean(article.title),
                text=self._texts[ordinal],
                links=tuple(clean(link.canonical) for link in article.links),
                start=article.span.start,
            )
            for ordinal, article in enumerate(self._issue.articles)
        ]

    def _put_articles(self, matched: Mapping[int, ArticleId]) -> None:
        for ordinal, article in enumerate(self._issue.articles):
            title = None if article.section is None else self._issue.sections[article.section].title
            new = content.put_article(
                self._db,
                self._issue_id,
                ordinal,
                article,
                text=self._texts[ordinal],
                section_title=title,
                old=matched.get(ordinal),
            )
            self._ids.append(new)

    def _absorbed(self, old: Sequence[StoredArticle], known: Mapping[ArticleId, int]) -> dict[ArticleId, int]:
        """Return into which article those went that were joined to the one before."""
        starts = [article.span.start for article in self._issue.articles]
        found = {}
        for item in old:
            before = [ordinal for ordinal, start in enumerate(starts) if start <= item.start]
            if item.id not in known and not item.removed and before:
                found[item.id] = before[-1]
        for source, ordinal in found.items():
            content.absorb_state(self._db, source, self._ids[ordinal])
        return found

    def _take_notes(self, steps: Sequence[Step]) -> set[AnnotationId]:
        """Carry the merge out; return the annotations that stand where the file has them."""
        notes = {note.filed.ordinal: note for note in self._notes}
        found: set[AnnotationId] = set()
        for step in steps:
            note = None if step.filed is None else notes[step.filed.ordinal]
            if step.held is None and note is not None:
                self._add(note, conflict=step.conflict)
            elif step.held is not None and note is not None:
                self._update(step, step.held, note)
                if step.held.id in self._placed_by_file:
                    found.add(step.held.id)
            elif step.held is not None:
                self._part(step, step.held)
        return found

    def _add(self, note: _FileNote, *, conflict: bool) -> None:
        article = note.filed.article
        new = annotations.add(
            self._db,
            self._ids[article],
            note.filed.note,
            placement=note.source.placement,
            now=self._now,
            selector=self._selector(note),
        )
        annotations.set_placed_by_file(self._db, new)
        annotations.set_origin(self._db, new, Origin(note.filed.note, note.filed.ordinal))
        annotations.set_conflict(self._db, new, on=conflict)

    def _selector(self, note: _FileNote) -> Selector | None:
        if note.target is None:
            return None
        return describe(self._texts[note.filed.article], note.target)

    def _update(self, step: Step, held: Held, note: _FileNote) -> None:
        if step.act is Act.TAKE:
            annotations.set_note(self._db, held.id, note.filed.note, self._now)
        annotations.set_origin(self._db, held.id, Origin(note.filed.note, note.filed.ordinal))
        if held.id in self._placed_by_file:
            annotations.set_place(self._db, held.id, self._ids[note.filed.article], note.source.placement)
            annotations.set_selector(self._db, held.id, self._selector(note), AnchorState.KEPT)

    def _part(self, step: Step, held: Held) -> None:
        if step.act is Act.REMOVE:
            annotations.remove(self._db, held.id)
        elif held.origin is not None:
            annotations.set_origin(self._db, held.id, Origin(held.origin.note, None))
        if step.conflict:
            annotations.set_conflict(self._db, held.id, on=True)

    def _anchor_again(self, item: Annotation, sought: Selector | None, ordinal_of: Mapping[ArticleId, int]) -> None:
        """Find the text of an annotation that is not in the file."""
        ordinal = ordinal_of.get(item.article_id)
        found = None if sought is None else self._find(item, sought, ordinal)
        if found is not None:
            ordinal = found.article
        if ordinal is None:
            if item.selector is not None and item.anchor is AnchorState.MOVED:  # that was another time
                annotations.move(self._db, item.id, item.selector, AnchorState.KEPT)
            return
        if self._ids[ordinal] != item.article_id:
            annotations.set_place(self._db, item.id, self._ids[ordinal], item.placement)
        if found is not None:
            selector = describe(self._texts[found.article], found.span)
            if (selector, found.state) != (item.selector, item.anchor):
                annotations.move(self._db, item.id, selector, found.state)
        elif sought is not None:
            annotations.move(self._db, item.id, sought, AnchorState.DETACHED)

    def _find(self, item: Annotation, sought: Selector, ordinal: int | None) -> Anchored | None:
        """Return where an annotation is now; in a removed article it stays as it is, unless its text is back."""
        if ordinal is None:
            return self._where_made(item, None) if item.anchor is AnchorState.DETACHED else None
        parts = [ordinal]
        while parts[-1] + 1 in self._split_off:
            parts.append(parts[-1] + 1)
        return self._anchoring.find(item, sought, parts) or self._where_made(item, ordinal)

    def _where_made(self, item: Annotation, ordinal: int | None) -> Anchored | None:
        """Return the place of an annotation in an article that says again what it said when that was made."""
        made = versions.made_on(self._db, item.id)
        if made is None:
            return None
        said, span = made
        same = [at for at, text in enumerate(self._texts) if text == said]
        if ordinal not in same and len(same) != 1:
            return None
        return Anchored(ordinal if ordinal in same else same[0], span, AnchorState.MOVED)


def _file_notes(prepared: Prepared) -> list[_FileNote]:
    targets = prepared.targets()
    found: list[_FileNote] = []
    for ordinal, article in enumerate(prepared.issue.articles):
        for place, note in enumerate(article.notes):
            target = targets[ordinal][place] if place < len(targets[ordinal]) else None
            found.append(_FileNote(Filed(len(found), ordinal, note.note), note, target))
    return found


def _known(item: StoredArticle) -> Content:
    return Content(item.id, item.label, item.title, item.text, item.links, item.start)


def _held(item: Annotation, ordinal_of: Mapping[ArticleId, int]) -> Held:
    return Held(
        id=item.id,
        article=ordinal_of.get(item.article_id),
        note=item.note,
        origin=item.origin,
        deleted=item.deleted,
        touched=item.color is not None or bool(item.tags),
    )
