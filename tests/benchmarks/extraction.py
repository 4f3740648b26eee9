"""How much of the true text of pages is kept, and how much of what stands around it is let in."""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mine_reader.errors import ContentError
from mine_reader.model.fetching import ParsedPage
from mine_reader.net.page import read_page
from mine_reader.text.plain import visible
from tests.benchmarks.sites import HELD_BACK, Page, pages

KEPT = 0.98
LET_IN = 0.02
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=int, default=2, help="of each template, kind and language")
    parser.add_argument("--set", choices=("all", "known", "held"), default="all", help="which templates")
    parser.add_argument("--failures", action="store_true", help="name what was lost and let in")


@dataclass(frozen=True)
class Result:
    """What became of a page: characters of its text and around it, what of them is there, what is right beside."""

    page: Page
    lost: list[str]
    let_in: list[str]
    title: bool
    author: bool
    date: bool

    @property
    def kept(self) -> float:
        return 1 - _size(self.lost) / _size(self.page.text)

    @property
    def stray(self) -> float:
        return _size(self.let_in) / max(1, _size(self.page.around))

    @property
    def score(self) -> float:
        """Return the harmonic mean of how much of the text is kept and how much of what is there is text."""
        right = _size(self.page.text) - _size(self.lost)
        return 2 * right / (_size(self.page.text) + right + _size(self.let_in))


def _size(words: Iterable[str]) -> int:
    return sum(len(visible(one)) for one in words)


def judge(page: Page) -> Result:
    """Read a page and compare it with what is known of it."""
    try:
        found = read_page(page.html.encode(), "https://a.example/1")
    except ContentError:
        found = ParsedPage("", "", None, "", "")
    words = visible(_ESCAPED.sub(r"\1", found.markdown))
    return Result(
        page,
        [one for one in page.text if visible(one) not in words],
        [one for one in page.around if visible(one) in words],
        found.title == page.title or (page.template == "repository" and page.title in found.title),
        not page.author or found.author == page.author,
        not page.date or (found.date or "").startswith(page.date),
    )


def _line(name: str, results: list[Result]) -> bool:
    """Print what became of some pages; return whether they are as good as they must be."""
    count = len(results)
    kept, stray, score = (sum(getattr(one, what) for one in results) / count for what in ("kept", "stray", "score"))
    title, author, date = (sum(getattr(one, what) for one in results) for what in ("title", "author", "date"))
    good = bool(kept >= KEPT and stray <= LET_IN)
    worst = min(one.kept for one in results)
    print(
        f"{name:26}{count:6}{kept:8.3f}{worst:8.3f}{stray:8.3f}{score:8.3f}"
        f"{title:7}{author:8}{date:6}{'' if good else '  fails'}"
    )
    return good


def _failures(results: list[Result]) -> None:
    for one in results:
        wrong = [what for what in ("title", "author", "date") if not getattr(one, what)]
        if one.lost or one.let_in or wrong:
            print(f"\n{one.page.kind} {one.page.language} {one.page.template}: {' '.join(wrong)}")
            for sign, words in (("-", one.lost), ("+", one.let_in)):
                for line in words[:12]:
                    print(f"    {sign} {line[:110]}")


def run(options: argparse.Namespace) -> int:
    """Print a line for each kind of page; return 1 where one is not as good as it must be."""
    results = [
        judge(page)
        for page in pages(options.pages)
        if options.set == "all" or (page.template in HELD_BACK) == (options.set == "held")
    ]
    kinds: dict[str, list[Result]] = defaultdict(list)
    templates: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        kinds[f"{one.page.kind}, {one.page.language}"].append(one)
        templates[one.page.template].append(one)
    print(f"{'':26}{'pages':>6}{'kept':>8}{'worst':>8}{'let in':>8}{'F1':>8}{'title':>7}{'author':>8}{'date':>6}")
    good = sum([not _line(name, some) for name, some in kinds.items()]) == 0
    print()
    for name, some in templates.items():
        _line(("* " if name in HELD_BACK else "  ") + name, some)
    print()
    _line("all", results)
    if held := [one for one in results if one.page.template in HELD_BACK]:
        _line("templates held back (*)", held)
    if options.failures:
        _failures(results)
    return int(not good)
