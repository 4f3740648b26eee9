"""What a re-published issue changes: which article is which, and three ways of a note. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mine_reader.model import AnnotationId, ArticleId, NoteText, Origin

_SAME_TEXT = 60.0
_SAME_NOTE = 50.0
_SAME_DELETED = 80.0
"""More, since a note of the file that is taken for a deleted one is not shown."""
_IN_PLACE = 40.0
_COMPARED = 2000
_MOST_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class Content:
    """What one article is known by. `key` is its id or its ordinal; `start` its place in the source."""

    key: int
    label: str
    title: str
    text: str
    links: tuple[str, ...]
    start: int


def match_articles(
    old: Sequence[Content], new: Sequence[Content], *, same_source: bool = False
) -> dict[int, ArticleId]:
    """Return which old article (its id) each new one (its ordinal) is.

    By equal text first, then by label and title, by links, by similarity, and at last by place between
    neighbours that are known. Where the source is the same and only split anew, place alone decides.
    """
    matcher = _Matcher(old, new)
    if same_source:
        matcher.by(lambda item: item.start)
        return matcher.found
    matcher.by(lambda item: (item.title, item.text) if item.text.strip() else None)
    matcher.by(lambda item: item.text.strip() or None)
    matcher.by(lambda item: (item.label, item.title) if item.title else None)
    matcher.by(lambda item: item.links or None)
    matcher.by_similarity()
    matcher.by_place()
    return matcher.found


class _Matcher:
    def __init__(self, old: Sequence[Content], new: Sequence[Content]) -> None:
        self._order = [item.key for item in old]
        self._old = {item.key: item for item in old}
        self._new = {item.key: item for item in new}
        self._count = len(new)
        self.found: dict[int, ArticleId] = {}

    def _take(self, old: int, new: int) -> None:
        self.found[new] = ArticleId(old)
        del self._old[old], self._new[new]

    def by(self, key: Callable[[Content], Hashable | None]) -> None:
        """Match equal keys, in order; None matches nothing."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for item in self._old.values():
            waiting[key(item)].append(item.key)
        for item in tuple(self._new.values()):
            value = key(item)
            if value is not None and waiting.get(value):
                self._take(waiting[value].pop(0), item.key)

    def by_similarity(self) -> None:
        """Match texts that are much alike, the most alike first."""
        if len(self._old) * len(self._new) > _MOST_PAIRS:
            return
        scored = [
            (score, -old.key, -new.key)
            for old in self._old.values()
            for new in self._new.values()
            if (score := _likeness(old, new)) >= _SAME_TEXT
        ]
        for _, old_key, new_key in sorted(scored, reverse=True):
            if -old_key in self._old and -new_key in self._new:
                self._take(-old_key, -new_key)

    def by_place(self) -> None:
        """Match what stands alone between the same neighbours and has something in common."""
        gaps: dict[tuple[int, int], list[int]] = defaultdict(list)
        position = {key: n for n, key in enumerate(self._order)}
        for new in self._new:
            before = next((self.found[n] for n in range(new - 1, -1, -1) if n in self.found), None)
            after = next((self.found[n] for n in range(new + 1, self._count) if n in self.found), None)
            start = -1 if before is None else position[before]
            gaps[start, len(self._order) if after is None else position[after]].append(new)
        for (start, end), inside in gaps.items():
            there = [key for key in self._order[start + 1 : end] if key in self._old]
            if len(inside) == len(there) == 1 and _akin(self._old[there[0]], self._new[inside[0]]):
                self._take(there[0], inside[0])


def _ratio(old: str, new: str, least: float = 0) -> float:
    """Return how alike two texts are, from 0 to 100; 0 for less than `least`, which is found out sooner."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - most imports change nothing, and no start needs it

    return fuzz.ratio(old, new, score_cutoff=least)


def _likeness(old: Content, new: Content) -> float:
    return _ratio(old.text[:_COMPARED], new.text[:_COMPARED], _IN_PLACE)


def _akin(old: Content, new: Content) -> bool:
    if old.label and old.label == new.label:
        return True
    return _likeness(old, new) >= _IN_PLACE or _ratio(old.title, new.title) >= _SAME_TEXT


@dataclass(frozen=True, slots=True)
class Held:
    """An annotation of the library. `article` is the ordinal its article has now, None if that is gone.

    `touched`: the user gave it a colour or tags, which counts as an edit when the file drops it.
    """

    id: AnnotationId
    article: int | None
    note: NoteText
    origin: Origin | None
    deleted: bool = False
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """A note that is in the file now."""

    ordinal: int
    article: int
    note: NoteText


class Act(StrEnum):
    """What becomes of an annotation or of a note of the file."""

    KEEP = "keep"  # the library's text stays; it is this note of the file
    TAKE = "take"  # the file's text replaces the library's
    ADD = "add"  # a new annotation from the file
    PART = "part"  # stays, but is in the file no more
    REMOVE = "remove"  # goes, as it went from the file


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of a merge."""

    act: Act
    held: Held | None = None
    filed: Filed | None = None
    conflict: bool = False


def merge_notes(
    held: Sequence[Held], filed: Sequence[Filed], written: Mapping[AnnotationId, int] | None = None
) -> tuple[Step, ...]:
    """Merge three ways: as last imported (`origin`), as in the library, as in the file now.

    Changed on one side: that side wins. On both: the library's note stays, the file's is added, both
    marked. Deleted here stays deleted; deleted in the file goes, unless it was edited here.
    `written`: the notes of the file that were just written from annotations, by their ordinals.
    """
    known = {} if written is None else written
    by_ordinal = {item.ordinal: item for item in filed}
    pairs = {key: by_ordinal[ordinal] for key, ordinal in known.items() if ordinal in by_ordinal}
    pairs |= _pair_notes(
        [item for item in held if item.id not in pairs],
        [item for item in filed if item.ordinal not in known.values()],
    )
    steps: list[Step] = []
    for item in held:
        other = pairs.get(item.id)
        if other is None:
            steps += _left(item)
        else:
            steps += [Step(Act.KEEP, item, other)] if item.id in known else _merged(item, other)
    taken = {item.ordinal for item in pairs.values()}
    steps += [Step(Act.ADD, filed=item) for item in filed if item.ordinal not in taken]
    return tuple(steps)


def _merged(held: Held, filed: Filed) -> list[Step]:
    origin = held.origin.note if held.origin else held.note
    if held.deleted or filed.note in (origin, held.note):
        return [Step(Act.KEEP, held, filed)]
    if held.note == origin:
        return [Step(Act.TAKE, held, filed)]
    return [Step(Act.PART, held, conflict=True), Step(Act.ADD, filed=filed, conflict=True)]


def _left(held: Held) -> list[Step]:
    if held.origin is None or held.origin.ordinal is None:
        return []
    if not held.deleted and held.note == held.origin.note and not held.touched:
        return [Step(Act.REMOVE, held)]
    return [Step(Act.PART, held)]


def _pair_notes(held: Sequence[Held], filed: Sequence[Filed]) -> dict[AnnotationId, Filed]:
    pairs: dict[AnnotationId, Filed] = {}
    known = [item for item in held if item.origin is not None and item.origin.ordinal is not None]
    own = [item for item in held if item not in known and not item.deleted]
    free = {item.ordinal: item for item in filed}

    def exact(
        items: Iterable[Held], held_key: Callable[[Held], Hashable], filed_key: Callable[[Filed], Hashable]
    ) -> None:
        waiting: dict[Hashable, list[Filed]] = defaultdict(list)
        for note in free.values():
            waiting[filed_key(note)].append(note)
        for item in items:
            if item.id not in pairs and waiting[held_key(item)]:
                pairs[item.id] = waiting[held_key(item)].pop(0)
                del free[pairs[item.id].ordinal]

    def origin(item: Held) -> NoteText:
        return item.origin.note if item.origin else item.note

    exact(
        known, lambda h: (h.article, origin(h), h.origin and h.origin.ordinal), lambda f: (f.article, f.note, f.ordinal)
    )
    exact(known, lambda h: (h.article, origin(h)), lambda f: (f.article, f.note))
    exact([h for h in known if not h.deleted], lambda h: (h.article, h.note), lambda f: (f.article, f.note))
    exact(own, lambda h: (h.article, _written(h.note)), lambda f: (f.article, _written(f.note)))
    exact(known, origin, lambda f: f.note)
    _pair_similar([item for item in known if item.id not in pairs], free, pairs)
    return pairs


def _written(note: NoteText) -> NoteText:
    """Return a note as an inline export may have written it."""
    from mine_reader.export import DEFAULT_LEVEL  # noqa: PLC0415 - most imports change nothing

    return replace(note, body=note.body.replace("\r\n", "\n").strip(), level=note.level or DEFAULT_LEVEL)


def _pair_similar(held: Sequence[Held], free: dict[int, Filed], pairs: dict[AnnotationId, Filed]) -> None:
    by_article: dict[int, list[Filed]] = defaultdict(list)
    for note in free.values():
        by_article[note.article].append(note)
    scored = [
        (_ratio(item.origin.note.body, note.note.body), -item.id, -note.ordinal, item, note)
        for item in held
        if item.article is not None and item.origin is not None
        for note in by_article[item.article]
    ]
    for score, _, _, item, note in sorted(scored, key=lambda row: row[:3], reverse=True):
        if score >= (_SAME_DELETED if item.deleted else _SAME_NOTE) and item.id not in pairs and note.ordinal in free:
            pairs[item.id] = free.pop(note.ordinal)
