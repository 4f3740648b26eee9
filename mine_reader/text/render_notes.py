"""Notes leave the flow of the page: each is put aside, and what it belongs to is found again in the plain text."""

import re
from collections.abc import Iterator

from mine_reader.model import ParsedArticle, ParsedIssue, Placement, SourceNote, Span

_STAND_INS = range(0xF0000, 0xFFFFE)
_STAND_IN = re.compile("[\U000f0000-\U000ffffd]")
_FILLERS = range(0xE000, 0xF8FF)
_SENTENCE_END = re.compile(r"[。！？!?…；;\n]+[」』”’\"')）】]*|\.[\"')]*\s")
_LOOK_BACK = 2_000
_CLOSERS = "。！？!?…；;.」』”’\"')）】 \t\n"


class MaskedText:
    """A source in which a private-use character stands for each note; every offset stays what it was."""

    def __init__(self, text: str, issue: ParsedIssue | None = None) -> None:
        articles = issue.articles if issue else ()
        notes = sorted((note for article in articles for note in article.notes), key=lambda note: note.span)
        self.text = text
        self._by_start: dict[int, str] = {}
        if not notes:
            return
        self._filler = next((chr(code) for code in _FILLERS if chr(code) not in text), "\ue000")
        used = set(_STAND_IN.findall(text))
        free = (chr(code) for code in _STAND_INS if chr(code) not in used)
        pieces: list[str] = []
        at = 0
        for note, stand_in in zip(notes, free, strict=False):
            if note.span.start < at:
                continue
            pieces += [text[at : note.span.start], stand_in, self._filler * (len(note.span) - 1)]
            self._by_start[note.span.start] = stand_in
            at = note.span.end
        pieces.append(text[at:])
        self.text = "".join(pieces)
        marks = f"[{''.join(self._by_start.values())}]"
        self._stand_ins = re.compile(marks)
        self._first_lines = re.compile(rf"\A(?:[ \t]*{marks}+[ \t\r]*\n)+")
        # Joined to the line above, unless that ends code, a box or a table.
        self._own_line = re.compile(rf"(?<![`~:|])\r?(?:\n[ \t>\r]*){{1,3}}({marks}+)[ \t\r]*(?=\n|\Z)")

    def source(self, span: Span) -> str:
        """Return a stretch to be rendered: one character for each note, none alone on a line."""
        stretch = span.of(self.text)
        if not self._by_start or self._filler not in stretch:
            return stretch
        stretch = self._first_lines.sub(lambda found: "".join(found[0].split()), stretch.replace(self._filler, ""))
        return self._own_line.sub(r"\1", stretch)

    def strip(self, rendered: str) -> str:
        """Return `rendered` without what stands for notes."""
        return self._stand_ins.sub("", rendered) if self._by_start else rendered

    def places(self, plain: str) -> Iterator[tuple[str, int]]:
        """Yield, for each note found in the plain text of a block: what stands for it, and the characters before it.

        White space does not count: it changes when what stands for a note goes.
        """
        at = characters = 0
        for match in self._stand_ins.finditer(plain) if self._by_start else ():
            characters += len("".join(plain[at : match.start()].split()))
            at = match.end()
            yield match[0], characters

    def stand_in(self, note: SourceNote) -> str:
        """Return what stands for `note`, "" if nothing does."""
        return self._by_start.get(note.span.start, "")


class Targets:
    """Collects, block by block, what the notes of an article belong to."""

    def __init__(self, masked: MaskedText, article: ParsedArticle) -> None:
        self._masked = masked
        self._article = article
        self._placement = {masked.stand_in(note): note.placement for note in article.notes}
        self._found: dict[str, Span] = {}
        self._last: Span | None = None

    def block(self, marked: str, text: str, span: Span) -> None:
        """Take in a block that stands at `span`: its plain text with and without what stands for notes."""
        offsets = [offset for offset, character in enumerate(text) if not character.isspace()] if marked else []
        for stand_in, before in self._masked.places(marked):
            inline = before and self._placement.get(stand_in) is Placement.INLINE
            target = _sentence(text, offsets[before - 1] + 1) if inline else None
            if target is not None:
                self._found[stand_in] = Span(span.start + target.start, span.start + target.end)
            elif len(span):
                self._found[stand_in] = span
            elif self._last is not None:
                self._found[stand_in] = self._last
        if len(span):
            self._last = span

    def all(self) -> tuple[Span | None, ...]:
        """Return the target of each note of the article, in order."""
        return tuple(
            None if note.placement is Placement.ARTICLE else self._found.get(self._masked.stand_in(note))
            for note in self._article.notes
        )


def _sentence(text: str, end: int) -> Span | None:
    """Return the sentence that ends at `end`; None if there is none."""
    start = base = max(0, end - _LOOK_BACK)
    before = text[base:end]
    for match in _SENTENCE_END.finditer(before, 0, len(before.rstrip(_CLOSERS))):
        start = base + match.end()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Span(start, end) if text[start:end].strip(_CLOSERS) else None
