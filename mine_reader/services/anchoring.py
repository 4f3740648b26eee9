"""Where annotations are in an issue that was published again. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mine_reader.anchor import Changes, resolve
from mine_reader.model import AnchorState, Annotation, ArticleId, Selector, Span

_MOVED_WITH = 48
"""Characters around a quote that must have gone with it to another article: a sentence may just be repeated there."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """The ordinal of an article, and where in its text an annotation is."""

    article: int
    span: Span
    state: AnchorState


@dataclass(frozen=True, slots=True)
class Anchoring:
    """What the articles of an issue said, by their ids, and what they say now, by their ordinals."""

    old: Mapping[ArticleId, str]
    new: Sequence[str]
    _changes: dict[tuple[ArticleId, int], Changes] = field(default_factory=dict)

    def find(self, item: Annotation, made: Selector, parts: Sequence[int]) -> Anchored | None:
        """Return where an annotation is now, None if that is not sure.

        Its article is, or was split into, `parts`. First its place is followed through what changed around it, then its
        quote as it was made is looked for: in its article, then in the others.
        """
        before, there = item.selector, [at for at in parts if self.new[at]]
        if before is not None and item.anchor is not AnchorState.DETACHED:
            for at in there:
                span = self._followed(item.article_id, at, Span(before.start, before.end), made.exact)
                if span is not None:
                    return self._anchored(at, span, before)
        for at in there:
            found = resolve(self.new[at], made)
            if found is not None and not self._was_another(item, at, found.span):
                return self._anchored(at, found.span, before)
        return self._elsewhere(item, parts)

    def _followed(self, article: ArticleId, at: int, span: Span, quote: str) -> Span | None:
        old, new = self.old.get(article, ""), self.new[at]
        by = _shift(old, new)
        if by is not None and span.start + by >= 0:
            shifted = Span(span.start + by, span.end + by)
            return shifted if shifted.of(new) == span.of(old) else None
        return self._change(article, at).follow(span, quote)

    def _change(self, article: ArticleId, at: int) -> Changes:
        if (article, at) not in self._changes:
            self._changes[article, at] = Changes(self.old.get(article, ""), self.new[at])
        return self._changes[article, at]

    def _was_another(self, item: Annotation, at: int, span: Span) -> bool:
        """Return whether a place is not new to the article, and was not where the annotation is.

        A detached one was nowhere: where it was not found last time, it is not now.
        """
        before, change = item.selector, self._change(item.article_id, at)
        if before is None or item.anchor is AnchorState.DETACHED:
            return change.was_there(span)
        return change.was_elsewhere(span, Span(before.start, before.end))

    def _anchored(self, at: int, span: Span, before: Selector | None) -> Anchored:
        kept = before is not None and (span.start, span.of(self.new[at])) == (before.start, before.exact)
        return Anchored(at, span, AnchorState.KEPT if kept else AnchorState.MOVED)

    def _elsewhere(self, item: Annotation, parts: Sequence[int]) -> Anchored | None:
        """Return where the paragraph went with those around it: to the one other article that has them all now."""
        before, old = item.selector, self.old.get(item.article_id, "")
        if before is None or item.anchor is AnchorState.DETACHED:
            return None
        start = max(0, old.rfind("\n\n", 0, max(0, old.rfind("\n\n", 0, before.start))))
        end = old.find("\n\n", old.find("\n\n", before.end) + 2) if "\n\n" in old[before.end :] else len(old)
        moved = old[start : end if end > before.end else len(old)]
        if len(moved) < before.end - before.start + _MOVED_WITH:
            return None
        places = [(at, text.find(moved)) for at, text in enumerate(self.new) if at not in parts and moved in text]
        if len(places) != 1 or any(moved in text for id_, text in self.old.items() if id_ != item.article_id):
            return None
        at, by = places[0][0], places[0][1] - start
        return Anchored(at, Span(before.start + by, before.end + by), AnchorState.MOVED)


def _shift(old: str, new: str) -> int | None:
    """Return by how much everything moved when the whole of one text is a part of the other."""
    at = new.find(old) if len(new) >= len(old) else old.find(new)
    if at < 0 or not old or not new:
        return None
    return at if len(new) >= len(old) else -at
