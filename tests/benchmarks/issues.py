"""Issues in the shape of real ones: weeklies and digests, their sizes, links and notes distributed as was measured.

In five real issues with 423 articles: three weeklies with 34 articles in 4 to 5 sections, two digests with 70 and 319.
What is made here is both the Markdown and what parsing and rendering make of it, without taking their time;
tests/benchmarks/test_libraries.py compares the two.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from mine_reader.model import (
    Dialect,
    Link,
    NoteText,
    ParsedArticle,
    ParsedIssue,
    PartKind,
    Placement,
    RenderedPart,
    Section,
    SourceNote,
    Span,
)
from tests.benchmarks.words import Prose, Vocabulary

GROUP = 423
_WEEKLIES = 34
_FIRST_DAY = date(2014, 1, 5)
_ENGLISH = 0.1
"""The share of articles that are in English: 1 in 20 of the real ones, more here so that both are searched."""
_NOTES = 3 / 423
_LINKS = (84, 175, 105, 27, 16, 6, 2, 0, 2, 1, 0, 1, 1, 2)
"""How many of the articles have 0, 1, 2 … links."""
_LABELS = ("原文", "项目地址", "译文", "翻译", "传送门", "论文")
_HOSTS = 215
_SEEN_BEFORE = 0.03
_TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Made:
    """An issue: its source, and what is to be read in it."""

    name: str
    text: str
    parsed: ParsedIssue
    parts: tuple[RenderedPart, ...]


@cache
def _vocabulary(language: str) -> Vocabulary:
    return Vocabulary(language)


def group(number: int) -> Iterator[Made]:
    """Yield the five issues of a group of 423 articles; the same ones at every call."""
    rng = random.Random(number)  # noqa: S311
    prose = {language: Prose(_vocabulary(language), rng) for language in ("zh", "en")}
    first, second = sorted(rng.sample(range(6, _WEEKLIES - 6), 2)) if rng.random() < 0.2 else (17, 25)
    digest = rng.randint(230, 319)
    day = _FIRST_DAY + timedelta(days=35 * (number % 100))
    for at, count in enumerate((first, second - first, _WEEKLIES - second)):
        yield _Writer(rng, prose).weekly(number * 3 + at + 1, count, day + timedelta(days=7 * at))
    for at, count in enumerate((digest, GROUP - _WEEKLIES - digest)):
        yield _Writer(rng, prose).digest(number * 2 + at, count, day + timedelta(days=21 + 7 * at))


@dataclass(slots=True)
class _Article:
    """An article while it is written: the text that is shown, and where everything stands."""

    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[SourceNote] = field(default_factory=list)
    targets: list[Span | None] = field(default_factory=list)


class _Writer:
    def __init__(self, rng: random.Random, prose: dict[str, Prose]) -> None:
        self._rng = rng
        self._prose = prose
        self._pieces: list[str] = []
        self._at = 0
        self._articles: list[ParsedArticle] = []
        self._parts: list[RenderedPart] = []

    def _put(self, text: str) -> Span:
        self._pieces.append(text)
        start, self._at = self._at, self._at + len(text)
        return Span(start, self._at)

    def weekly(self, number: int, count: int, day: date) -> Made:
        """Write an issue of sections, each with a few articles."""
        title, sections = f"周刊 第 {number} 期", list[Section]()
        self._put(f"---\ntitle: {title}\ndate: {day}\n---\n\n")
        left = count
        while left:
            here = min(left, self._rng.randint(1, 6))
            name, about = self._prose["zh"].phrase(6), self._prose["zh"].phrase(24)
            start = self._put(f"## {name}\n\n> {about}\n\n").start
            for _ in range(here):
                self._weekly_article(len(sections), day)
            sections.append(Section(name, about, Span(start, self._at)))
            left -= here
        front = {"title": title, "date": str(day)}
        return self._made(f"{day}-{number}.md", title, number, str(day), Dialect.WEEKLY, sections, front)

    def _weekly_article(self, section: int, day: date) -> None:
        prose, article = self._language(), _Article()
        title = prose.phrase(self._rng.triangular(9, 38, 27))
        heading = self._put(f"### {title}\n")
        head = self._put("\n")
        addresses = [self._link(article, "") for _ in range(self._rng.choice((1, 1, 1, 1, 1, 1, 1, 1, 1, 2)))]
        for address in addresses:
            head = Span(head.start, self._put(f"> {address}\n").end)
        self._put("\n")
        self._body(article, prose, min(774, max(16, self._rng.lognormvariate(5.4, 0.8))), 0, day)
        self._finish(article, heading=heading, head=head, title=title, section=section)

    def digest(self, number: int, count: int, day: date) -> Made:
        """Write an issue of numbered posts."""
        for label in range(1, count + 1):
            self._digest_article(f"{label:02}", day)
        name = f"posts-{number:05}.md"
        dates = max(article.date or "" for article in self._articles)
        return self._made(name, name.removesuffix(".md"), None, dates, Dialect.DIGEST, [], {})

    def _digest_article(self, label: str, day: date) -> None:
        prose, article = self._language(), _Article()
        author, handle = self._prose["zh"].phrase(5)[:4].strip(), f"user{self._rng.randrange(400)}"
        posted = str(day - timedelta(days=self._rng.randrange(7)))
        count = self._rng.choices(range(len(_LINKS)), _LINKS)[0]
        heading = self._put(f"### {label}\n")
        head = self._put(f"\n{author} @{handle} {posted}\n")
        if count:
            head = Span(head.start, self._put(f"\n{self._link(article, '')}\n").end)
        self._put("\n")
        self._body(article, prose, min(9120, max(30, self._rng.lognormvariate(6.0, 1.05))), max(0, count - 1), day)
        title = article.texts[0].split("." if prose.language == "en" else "。")[0]
        if len(title) > _TITLE_LENGTH:
            title = title[: _TITLE_LENGTH - 1].rstrip() + "…"
        self._finish(
            article, heading=heading, head=head, title=title, label=label, author=author, handle=handle, date=posted
        )

    def _language(self) -> Prose:
        return self._prose["en" if self._rng.random() < _ENGLISH else "zh"]

    def _body(self, article: _Article, prose: Prose, size: float, links: int, day: date) -> None:
        while size > 0 or not article.texts:
            paragraph = prose.paragraph(min(size, self._rng.lognormvariate(4.0, 1.0)))
            self._paragraph(article, paragraph)
            size -= len(paragraph)
        for _ in range(links):
            label = self._rng.choice(_LABELS)
            self._paragraph(article, f"{label}：{self._link(article, label)}")
        if self._rng.random() < _NOTES:
            self._note(article, day)

    def _paragraph(self, article: _Article, text: str) -> None:
        article.texts.append(text)
        self._put(f"{text}\n\n")

    def _note(self, article: _Article, day: date) -> None:
        body, level = self._prose["zh"].phrase(self._rng.choice((6, 28, 66))), self._rng.choice("112")
        start = self._put(f"{level}『{body}（{day}）』").start
        note = SourceNote(NoteText(body, level, str(day)), Span(start, self._at), Placement.BLOCK)
        self._put("\n\n")
        article.notes.append(note)
        before = sum(len(text) + 2 for text in article.texts[:-1])
        article.targets.append(Span(before, before + len(article.texts[-1])))

    def _link(self, article: _Article, label: str) -> str:
        host = min(int(self._rng.paretovariate(0.7)), _HOSTS)
        if self._rng.random() < _SEEN_BEFORE:
            path = str(int(self._rng.paretovariate(0.7)) % 1000)
        else:
            path = f"{self._rng.getrandbits(4 * self._rng.randint(10, 40)):x}"
        address = f"https://site{host}.example/{path}"
        article.links.append(Link(address, address, label))
        return address

    def _finish(
        self,
        article: _Article,
        *,
        heading: Span,
        head: Span,
        title: str,
        label: str = "",
        section: int | None = None,
        author: str | None = None,
        handle: str | None = None,
        date: str | None = None,
    ) -> None:
        parsed = ParsedArticle(
            title=title,
            span=Span(heading.start, self._at),
            body=Span(head.end, self._at),
            heading=heading,
            head=head,
            label=label,
            title_shown=section is not None,
            section=section,
            author=author,
            handle=handle,
            date=date,
            links=tuple(dict.fromkeys(article.links)),
            notes=tuple(article.notes),
        )
        text, targets = "\n\n".join(article.texts), tuple(article.targets)
        self._parts.append(RenderedPart(PartKind.ARTICLE, len(self._articles), text=text, targets=targets))
        self._articles.append(parsed)

    def _made(
        self,
        name: str,
        title: str,
        number: int | None,
        day: str,
        dialect: Dialect,
        sections: list[Section],
        front_matter: dict[str, str],
    ) -> Made:
        parsed = ParsedIssue(
            dialect=dialect,
            title=title,
            number=number,
            date=day,
            front_matter=front_matter,
            sections=tuple(sections),
            articles=tuple(self._articles),
            parts=(),
            warnings=(),
        )
        return Made(name, "".join(self._pieces), parsed, tuple(self._parts))
