"""The page of an issue: which stretch is text, section or article, with the user's repairs applied."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mine_reader.model import ParsedArticle, Part, PartKind, Section, Span, SplitOptions
from mine_reader.text.building import Builder, Head, Opening, Region, Source, build, build_text
from mine_reader.text.lines import heading_level
from mine_reader.text.weekly import build_titled


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Begins at `start` and reaches to the next; `build` makes its article."""

    start: int
    kind: PartKind
    section: int | None = None
    build: Builder = build_text


class Pages:
    """Gathers the stretches of a body in order, then makes articles and parts of them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._stretches: list[_Stretch] = []

    def text(self, span: Span, section: int | None = None) -> None:
        """Add text that is no article; what shows nothing goes to the part before it."""
        if self._shows(span) or (not self._stretches and len(span)):
            self._stretches.append(_Stretch(span.start, PartKind.TEXT, section))

    def section(self, index: int, section: Section) -> None:
        """Add the heading and description of a section."""
        self._stretches.append(_Stretch(section.span.start, PartKind.SECTION, index))

    def articles(self, region: Region, openings: Sequence[Opening], section: int | None = None) -> None:
        """Add what openings make of a region; without any the region is one article."""
        if not openings:
            if self._shows(region.span):
                self._stretches.append(_Stretch(region.span.start, PartKind.ARTICLE, section, _whole(region.title)))
            else:
                self.text(region.span, section)
            return
        self.text(Span(region.span.start, openings[0].start), section)
        for index, opening in enumerate(openings):
            end = openings[index + 1].start if index + 1 < len(openings) else region.span.end
            if opening.build is None:
                self.text(Span(opening.start, end), section)
            else:
                self._stretches.append(_Stretch(opening.start, PartKind.ARTICLE, section, opening.build))

    def finish(self, options: SplitOptions) -> tuple[tuple[ParsedArticle, ...], tuple[Part, ...]]:
        """Apply the user's repairs, and make the articles and parts."""
        stretches = self._merged(self._split(options.split_at), frozenset(options.merged))
        articles: list[ParsedArticle] = []
        parts: list[Part] = []
        for index, stretch in enumerate(stretches):
            end = stretches[index + 1].start if index + 1 < len(stretches) else self._source.body.end
            span = Span(stretch.start, end)
            match stretch.kind:
                case PartKind.ARTICLE:
                    parts.append(Part(PartKind.ARTICLE, span, len(articles)))
                    articles.append(replace(stretch.build(self._source, span), section=stretch.section))
                case PartKind.SECTION:
                    parts.append(Part(PartKind.SECTION, span, -1 if stretch.section is None else stretch.section))
                case PartKind.TEXT:
                    parts.append(Part(PartKind.TEXT, span))
        return tuple(articles), tuple(parts)

    def _shows(self, span: Span) -> bool:
        return bool(span.of(self._source.text).strip())

    def _split(self, offsets: Iterable[int]) -> list[_Stretch]:
        stretches = list(self._stretches)
        body, text = self._source.body, self._source.text
        for offset in sorted(set(offsets)):
            if not body.start <= offset < body.end:
                continue
            start = max(text.rfind("\n", 0, offset) + 1, body.start)
            index = bisect_right(stretches, start, key=_start) - 1
            cut = stretches[index]
            if cut.kind is PartKind.SECTION or (cut.start == start and cut.kind is PartKind.ARTICLE):
                continue
            titled = heading_level(text[start : start + 5]) == 3
            article = _Stretch(start, PartKind.ARTICLE, cut.section, build_titled if titled else build_text)
            stretches[index + (cut.start < start) : index + 1] = [article]
        return stretches

    def _merged(self, stretches: list[_Stretch], merged: frozenset[int]) -> list[_Stretch]:
        kept: list[_Stretch] = []
        ordinal = -1
        for index, stretch in enumerate(stretches):
            if stretch.kind is PartKind.ARTICLE:
                ordinal += 1
                joined = ordinal in merged and index > 0 and stretches[index - 1].kind is PartKind.ARTICLE
                if joined:
                    continue
            kept.append(stretch)
        return kept


def _start(stretch: _Stretch) -> int:
    return stretch.start


def _whole(title: str) -> Builder:
    """Return what makes an article of all of a section, titled like it."""

    def built(source: Source, span: Span) -> ParsedArticle:
        return build(source, span, Head(title=title, title_shown=False))

    return built
