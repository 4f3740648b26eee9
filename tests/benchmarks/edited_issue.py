"""An issue that is edited at random, and knows where each of its characters came from."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from mine_reader.model import Dialect, ParsedIssue, PartKind, RenderedPart, Span
from mine_reader.text.prepare import prepare

_MARKED = re.compile(r"\s*(?:```|:::|[|>#]|---)")
_BEGINNING = re.compile(r"\s*(?:[-*+]|\d+[.、)])?\s*")
_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?]+|\.(?=\s)|(?=\r?\n)|$)")
_FULL, _HALF = "，。：；！？（）", ",.:;!?()"
_WIDTHS = (re.compile(f"[{_FULL}]"), re.compile(r"(?<=[一-鿿])[,.:;!?](?=[一-鿿]|$)", re.MULTILINE))
_NUMBER = re.compile(r"\d+")
_LINK_TARGET = re.compile(r"(?<=\]\()[^)\s]*")
_LETTERS = "甲乙丙丁戊己庚辛测试改写另外因此 abcdefg 0123"


@dataclass(frozen=True, slots=True)
class Place:
    """A character on the page: the ordinal of its article and its index in the article's text."""

    article: int
    index: int


class EditedIssue:
    """The source of an issue; every character has an id that it keeps wherever it goes."""

    def __init__(self, text: str, name: str, rng: random.Random) -> None:
        self._rng = rng
        self._next = count()
        self.name = name
        self.text = text if text.endswith("\n") else text + "\n"
        self.ids = [next(self._next) for _ in self.text]
        self.altered: set[int] = set()
        """Ids of characters that look otherwise now."""
        self.issue: ParsedIssue
        self.page: list[list[int]]
        """For each article, the ids of the characters of its text; -1 for white space."""
        self._read()

    def edit(self) -> None:
        """Make one round of edits."""
        self._edit_sentences()
        self._widths()
        self._move_articles()
        self._number_and_title()
        if self._rng.random() < 0.5:
            self._line_ends()
        self._read()

    def article_keys(self) -> list[int]:
        """Return what tells each article from the others for ever: the id of its first character."""
        return [self.ids[article.span.start] for article in self.issue.articles]

    def places(self) -> dict[int, Place]:
        """Return where on the page each character stands."""
        return {
            id_: Place(ordinal, index)
            for ordinal, ids in enumerate(self.page)
            for index, id_ in enumerate(ids)
            if id_ >= 0
        }

    def _read(self) -> None:
        self.issue, parts = prepare(self.text, self.name)
        self.page = [[]] * len(self.issue.articles)
        for part in parts:
            if part.kind is PartKind.ARTICLE:
                self.page[part.index] = self._ids_of(part)

    def _ids_of(self, part: RenderedPart) -> list[int]:
        from rapidfuzz.distance import Indel

        ids = [-1] * len(part.text)
        for block in part.blocks:
            # Targets of links are not on the page; what is like them there must not be taken for them.
            source = _LINK_TARGET.sub(lambda match: "\0" * len(match[0]), block.source.of(self.text))
            shown = block.text.of(part.text)
            there = [at for at, char in enumerate(source) if not char.isspace()]
            visible = [at for at, char in enumerate(shown) if not char.isspace()]
            left, right = "".join(source[at] for at in there), "".join(shown[at] for at in visible)
            for op in Indel.opcodes(left, right):
                if op.tag == "equal":
                    for offset in range(op.src_end - op.src_start):
                        target = block.text.start + visible[op.dest_start + offset]
                        ids[target] = self.ids[block.source.start + there[op.src_start + offset]]
        return ids

    def _replace(self, start: int, end: int, text: str) -> None:
        self.ids[start:end] = [next(self._next) for _ in text]
        self.text = self.text[:start] + text + self.text[end:]

    def _sentences(self) -> list[Span]:
        return [span for article in self.issue.articles for span in self._sentences_of(article.body)]

    def _sentences_of(self, body: Span) -> Iterator[Span]:
        fenced = False
        start = body.start
        for line in body.of(self.text).split("\n"):
            marked = _MARKED.match(line)
            fenced ^= bool(marked and marked[0].endswith("```"))
            if not marked and not fenced and "『" not in line and "』" not in line:
                first = _BEGINNING.match(line)
                for match in _SENTENCE.finditer(line.rstrip("\r"), first.end() if first else 0):
                    yield Span(start + match.start(), start + match.end())
            start += len(line) + 1

    def _edit_sentences(self) -> None:
        sentences = self._sentences()
        texts = [span.of(self.text) for span in sentences]
        size = max(3, len(sentences) // 25)
        for span in sorted(self._rng.sample(sentences, min(size, len(sentences))), reverse=True):
            kind = self._rng.choice(["insert", "delete", "reword", "reword", "reword", "replace", "repeat"])
            if kind == "insert":
                self._replace(span.end, span.end, self._words(self._rng.randint(8, 60)) + "。")
            elif kind == "delete":
                self._replace(span.start, span.end, "")
            elif kind == "replace":
                self._replace(span.start, span.end, self._words(len(span)) + "。")
            elif kind == "repeat":
                self._repeat(span.end, self._rng.choice(texts))
            else:
                self._reword(span)

    def _repeat(self, at: int, text: str) -> None:
        """Put a sentence there that is elsewhere, too; beside itself nobody could tell which is which."""
        if not (self.text.startswith(text, at) or self.text.endswith(text, 0, at)):
            self._replace(at, at, text)

    def _reword(self, span: Span) -> None:
        for _ in range(self._rng.choice([1, 1, 2, 3])):
            at = self._rng.randint(span.start, span.end)
            old = min(span.end - at, self._rng.choice([0, 1, 2, 4, 8]))
            new = self._words(self._rng.choice([0, 1, 2, 4, 8]))
            self._replace(at, at + old, new)
            span = Span(span.start, span.end + len(new) - old)

    def _words(self, size: int) -> str:
        """Return words of the issue in a new order, and some that are in no issue."""
        found = ""
        while len(found) < size:
            at = self._rng.randrange(len(self.text))
            found += self._rng.choice([self.text[at : at + 3], self._rng.choice(_LETTERS) * 2])
        return re.sub(r"[^\w，]", "", found)[:size]

    def _widths(self) -> None:
        """Change the width of the punctuation of one article in ten, at the least of one."""
        bodies = [article.body for article in prepare(self.text, self.name)[0].articles]
        for body in self._rng.sample(bodies, len(bodies) // 10 or 1):
            wide = self._rng.random() < 0.5
            chars = list(self.text)
            for match in _WIDTHS[not wide].finditer(self.text, body.start, body.end):
                at = match.start()
                chars[at] = (_HALF if wide else _FULL)[(_FULL if wide else _HALF).index(match[0])]
                self.altered.add(self.ids[at])
            self.text = "".join(chars)

    def _move_articles(self) -> None:
        """Let articles of a tenth change their places, and new ones come."""
        issue = prepare(self.text, self.name)[0]
        begin = issue.parts[0].span.start
        spans = [part.span for part in issue.parts]
        at = [place for place, part in enumerate(issue.parts) if part.kind is PartKind.ARTICLE]
        pieces = [(span.of(self.text), self.ids[span.start : span.end]) for span in spans]
        for place in sorted(self._rng.sample(at, len(at) // 10 or 1), reverse=True):
            piece = pieces.pop(place)
            pieces.insert(self._rng.choice(at), piece)
        for _ in range(self._rng.randint(0, max(1, len(at) // 50))):
            paragraphs = [self._words(self._rng.randint(30, 120)) for _ in range(3)]
            title = "99" if issue.dialect is Dialect.DIGEST else "新" + self._words(12)
            text = f"### {title}\n\n" + "\n\n".join(paragraphs) + "\n\n"
            pieces.insert(self._rng.choice(at), (text, [next(self._next) for _ in text]))
        self.text = self.text[:begin] + "".join(text for text, _ in pieces)
        self.ids = self.ids[:begin] + [id_ for _, ids in pieces for id_ in ids]

    def _number_and_title(self) -> None:
        issue = prepare(self.text, self.name)[0]
        anew = self._rng.random() < 0.5
        few = set(self._rng.sample(range(len(issue.articles)), min(5, len(issue.articles))))
        for ordinal, article in reversed(list(enumerate(issue.articles))):
            line = "" if article.heading is None else article.heading.of(self.text)
            if article.heading is None or not line.startswith("### "):
                continue
            start = article.heading.start + len("### ")
            end = article.heading.start + len(line.rstrip())
            if issue.dialect is Dialect.DIGEST and (anew or ordinal in few):
                self._replace(start, end, f"{ordinal + 1:02}" if anew else "99")
            elif issue.dialect is Dialect.WEEKLY and ordinal in few and self._rng.random() < 0.3:
                if self._rng.random() < 0.5:
                    self._replace(start, end, self._words(end - start).replace("#", ""))
                else:
                    self._replace(end, end, self._words(3))

    def _line_ends(self) -> None:
        ends = "\n" if "\r\n" in self.text else "\r\n"
        for match in reversed(list(re.finditer(r"\r?\n", self.text))):
            newline = self.ids[match.end() - 1]
            self.ids[match.start() : match.end()] = [newline] if ends == "\n" else [next(self._next), newline]
        self.text = ends.join(re.split(r"\r?\n", self.text))
