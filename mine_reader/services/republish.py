"""What a re-published issue changes: which article is which, and three ways of a note. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from mine_reader.anchor import normalised
from mine_reader.model import AnnotationId, ArticleId, NoteText, Origin

_SAME_NOTE = 50.0
_SAME_DELETED = 80.0
"""More, since a note of the file that is taken for a deleted one is not shown."""
_SAME_TITLE = 60.0
_MUCH = 0.5
_SOME = 0.2
"""How much of two texts is the same where they are one article for that alone, or with something else."""
_GRAM = 4
_COMMON = 12
"""Articles that share a stretch of text from which on it says nothing of any of them."""


@dataclass(frozen=True)
class Content:
    """What one article is known by. `key` is its id or its ordinal; `start` its place in the source."""

    key: int
    label: str
    title: str
    text: str
    links: tuple[str, ...]
    start: int

    @cached_property
    def plain(self) -> str:
        """The text as it is compared."""
        return normalised(self.text)


def match_articles(
    old: Sequence[Content], new: Sequence[Content], *, same_source: bool = False
) -> dict[int, ArticleId]:
    """Return which old article (its id) each new one (its ordinal) is.

    By equal text first, then by how much of the text is the same, then by title, links and label, and at last by
    place between neighbours that are known. Where the source is the same and only split anew, place alone decides.
    """
    matcher = _Matcher(old, new)
    if same_source:
        matcher.by(lambda item: item.start)
        return matcher.found
    matcher.by(lambda item: (item.title, item.label, item.text) if item.text.strip() else None)
    matcher.by(lambda item: (item.title, item.text) if item.text.strip() else None)
    matcher.by(lambda item: item.plain or None)
    matcher.by_likeness(_MUCH)
    # What has no text is titled by its label among others, which says nothing of which one it is.
    matcher.by(lambda item: None if item.plain else (item.title.removesuffix(item.label), item.links))
    matcher.by(lambda item: (item.label, item.title) if item.title else None)
    matcher.by(lambda item: item.title or None, only=True)
    matcher.by(lambda item: item.links or None)
    matcher.by_likeness(_SOME)
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

    def by(self, key: Callable[[Content], Hashable | None], *, only: bool = False) -> None:
        """Match equal keys, in order; None matches nothing. `only`: keys that several have match nothing either."""
        old, new = _grouped(self._old.values(), key), _grouped(self._new.values(), key)
        for value, there in new.items():
            if value is not None and not (only and (len(there) > 1 or len(old.get(value, ())) > 1)):
                for old_key, new_key in zip(old.get(value, ()), there, strict=False):
                    self._take(old_key, new_key)

    def by_likeness(self, least: float) -> None:
        """Match texts that are much alike, the most alike first, and those that stand alike first among equals."""
        for _, old, new in sorted(_alike(self._old, self._new, least), reverse=True):
            if -old in self._old and -new in self._new:
                self._take(-old, -new)

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


def _grouped(items: Iterable[Content], key: Callable[[Content], Hashable | None]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item.key)
    return groups


def _grams(item: Content) -> set[str]:
    return {item.plain[at : at + _GRAM] for at in range(max(1, len(item.plain) - _GRAM + 1))} - {""}


def _alike(old: Mapping[int, Content], new: Mapping[int, Content], least: float) -> Iterator[tuple[float, int, int]]:
    """Yield how alike the texts of two articles are (0 to 1), and both keys, negative so that the first sort last.

    That at least so much of one is in the other is enough, so that an article that lost or gained a half is alike.
    """
    # Tuples of numbers: to go through as many lists, the garbage collector would stop all threads.
    holders: dict[str, tuple[int, ...]] = {}
    sizes: Counter[int] = Counter()
    for item in old.values():
        for gram in _grams(item):
            known = holders.get(gram, ())
            if len(known) <= _COMMON:
                holders[gram] = (*known, item.key)
    holders = {gram: keys for gram, keys in holders.items() if len(keys) <= _COMMON}
    for keys in holders.values():
        sizes.update(keys)
    for item in new.values():
        grams = [gram for gram in _grams(item) if gram in holders]
        shared = Counter(key for gram in grams for key in holders.get(gram, ()))
        for key, count in shared.items():
            if count >= least * min(sizes[key], len(grams)):
                yield 2 * count / (sizes[key] + len(grams)), -key, -item.key


def _ratio(old: str, new: str) -> float:
    """Return how alike two texts are, from 0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - most imports change nothing, and no start needs it

    return fuzz.ratio(old, new)


def _akin(old: Content, new: Content) -> bool:
    if old.label and old.label == new.label:
        return True
    return bool(next(_alike({0: old}, {0: new}, _SOME), None)) or _ratio(old.title, new.title) >= _SAME_TITLE


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
