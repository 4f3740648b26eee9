"""How much of the true text of pages is kept, and how much of what stands around it is let in."""

import argparse
import re
from collections import defaultdict

from mine_reader.errors import ContentError
from mine_reader.net.page import read_page
from mine_reader.text.plain import visible
from tests.benchmarks.pages import Page, pages

KEPT = 0.98
LET_IN = 0.02
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=int, default=5, help="of each kind and language")


def shares(page: Page) -> tuple[float, float]:
    """Return the share of a page's text that is kept, and of the rest that is let in."""
    try:
        found = read_page(page.html.encode(), "https://a.example/1").markdown
    except ContentError as error:
        print(f"{page.name}: {error}")
        found = ""
    words = visible(_ESCAPED.sub(r"\1", found))
    kept, let_in = ([visible(one) in words for one in some] for some in (page.text, page.around))
    return sum(kept) / len(kept), sum(let_in) / max(1, len(let_in))


def run(options: argparse.Namespace) -> int:
    """Print a line for each kind of page; return 1 where one is not as good as it must be."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for page in pages(options.pages):
        found[page.name].append(shares(page))
    print(f"{'':30}{'pages':>6}{'kept':>8}{'worst':>8}{'let in':>8}")
    failed = False
    for name, values in found.items():
        kept, let_in = (sum(column) / len(values) for column in zip(*values, strict=True))
        bad = kept < KEPT or let_in > LET_IN
        failed |= bad
        worst = min(one for one, _ in values)
        print(f"{name:30}{len(values):6}{kept:8.3f}{worst:8.3f}{let_in:8.3f}{'  fails' if bad else ''}")
    return int(failed)
