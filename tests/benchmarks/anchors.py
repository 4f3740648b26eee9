"""What becomes of annotations when issues are published again: `python -m tests.benchmarks anchors`.

Random annotations on the real issues, rounds of random edits, each imported through the services. The edits know where
every character went; what the library says is compared with that.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mine_reader.model import AnchorState, Annotation, ArticleId, Color, IssueId, ParsedIssue, RenderedPart, Span
from mine_reader.model import SplitOptions as Options
from mine_reader.services import Services, open_services
from mine_reader.services.library import Preparer
from mine_reader.text import decode
from mine_reader.text.prepare import prepare
from tests.benchmarks.edited_issue import EditedIssue, Place
from tests.benchmarks.measure import environment, python, screen
from tests.conftest import SEEDS

_ANNOTATIONS = 2000
_ROUNDS = 10
_SIZES = (4, 80)
_FEW = 0.2
ON_ONE = 500
_LIMIT = 1.0
"""Seconds for re-publishing."""
_STALL = 0.05
"""Seconds that the window may stand still meanwhile."""


class InProcess:
    def prepare(self, text: str, name: str, options: Options) -> tuple[ParsedIssue, tuple[RenderedPart, ...]]:
        return prepare(text, name, options)

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Made:
    """An annotation, and the ids of the visible characters it was made on."""

    annotation: Annotation
    ids: tuple[int, ...]

    @property
    def quote(self) -> str:
        selector = self.annotation.selector
        return "" if selector is None else f"{selector.prefix[-8:]!r} [{selector.exact!r}] {selector.suffix[:8]!r}"


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a quote is: its article and the places from its first character to its last; `changed`: how much of it."""

    article: int
    first: int
    last: int
    changed: float


class Run:
    """One library with the issues, their annotations, and their edits."""

    def __init__(self, seeds: Iterable[Path], folder: Path, rng: random.Random, preparer: Preparer | None) -> None:
        self._rng = rng
        self._folder = folder / "issues"
        self._folder.mkdir()
        self.services: Services = open_services(
            folder / "library.sqlite", preparer=preparer, cache_dir=folder / "cache"
        )
        self.made: dict[IssueId, list[Made]] = {}
        self.issues: dict[IssueId, EditedIssue] = {}
        self.articles: dict[IssueId, dict[int, ArticleId]] = {}
        self.kept_articles: Counter[str] = Counter()
        self.odd_articles: list[str] = []
        for path in seeds:
            issue = EditedIssue(decode(path.read_bytes()).text, path.name, rng)
            self.issues[self.publish(issue)] = issue

    def write(self, issue: EditedIssue) -> Path:
        """Write the file as it is now, for somebody else to import it."""
        file = self._folder / issue.name
        file.write_bytes(issue.text.encode())
        return file

    def publish(self, issue: EditedIssue) -> IssueId:
        file = self.write(issue)
        report = self.services.library.import_paths([file])
        assert len(report.imported) == 1, report
        return report.imported[0].issue_id

    def annotate(self, issue_id: IssueId, number: int) -> None:
        """Highlight random spans, wherever they fall."""
        articles = self.services.library.detail(issue_id).articles
        issue = self.issues[issue_id]
        sizes = [max(0, len(article.text or "") - _SIZES[0] + 1) for article in articles]
        self.articles[issue_id] = {key: article.id for key, article in zip(issue.article_keys(), articles, strict=True)}
        self.made[issue_id] = []
        while len(self.made[issue_id]) < number:
            (article,) = self._rng.choices(articles, sizes)
            text = article.text or ""
            start = self._rng.randrange(len(text) - _SIZES[0] + 1)
            span = Span(start, min(len(text), start + self._rng.randint(*_SIZES)))
            ids = tuple(
                id_
                for id_, char in zip(issue.page[article.ordinal][span.start : span.end], span.of(text), strict=True)
                if not char.isspace()
            )
            if not ids:
                continue
            made = self.services.annotating.add(article.id, span=span, color=Color.YELLOW)
            self.made[issue_id].append(Made(made, ids))

    def rounds(self, number: int) -> Iterator[int]:
        for round_ in range(1, number + 1):
            for issue_id, issue in self.issues.items():
                issue.edit()
                self.publish(issue)
                self._follow_articles(issue_id)
            yield round_

    def _follow_articles(self, issue_id: IssueId) -> None:
        issue, known = self.issues[issue_id], self.articles[issue_id]
        articles = self.services.library.detail(issue_id).articles
        now = dict(zip(issue.article_keys(), articles, strict=False))
        for key, article in now.items():
            if key in known:
                outcome = "themselves" if known[key] == article.id else "others"
            else:
                outcome = "taken for old ones" if article.id in known.values() else "new"
            self.kept_articles[outcome] += 1
            if outcome in ("others", "taken for old ones"):
                self.odd_articles.append(f"{issue.name[:3]} {article.label} {article.title}: {outcome}")
        self.articles[issue_id] = known | {key: article.id for key, article in now.items()}

    def judge(self) -> list[tuple[str, float, Made, str]]:
        """Return for each annotation what became of it, how much of its quote changed, and where it stands now."""
        return [row for issue_id in self.issues for row in self._judge(issue_id)]

    def _judge(self, issue_id: IssueId) -> Iterator[tuple[str, float, Made, str]]:
        issue = self.issues[issue_id]
        detail = self.services.library.detail(issue_id)
        ordinals = {article.id: article.ordinal for article in detail.articles}
        texts = {article.id: article.text or "" for article in detail.articles}
        now = {annotation.id: annotation for annotation in detail.annotations}
        places = issue.places()
        for made in self.made[issue_id]:
            annotation = now[made.annotation.id]
            truth = _truth(made.ids, issue, places)
            outcome = _outcome(annotation, ordinals[annotation.article_id], made.ids, truth, issue)
            where = annotation.selector
            shown = "" if where is None else texts[annotation.article_id][where.start : where.end]
            yield outcome, 1.0 if truth is None else truth.changed, made, shown


def _truth(ids: tuple[int, ...], issue: EditedIssue, places: dict[int, Place]) -> Truth | None:
    there = [places[id_] for id_ in ids if id_ in places]
    if not there:
        return None
    article = Counter(place.article for place in there).most_common(1)[0][0]
    indexes = [place.index for place in there if place.article == article]
    first, last = min(indexes), max(indexes)
    inside = [id_ for id_ in issue.page[article][first : last + 1] if id_ != -1]
    own = set(ids)
    changed = max(len(ids) - len(indexes), sum(id_ not in own for id_ in inside))
    altered = sum(id_ in issue.altered for id_ in ids)
    return Truth(article, first, last, min(1.0, (changed + altered) / len(ids)))


def _outcome(
    annotation: Annotation, ordinal: int, ids: tuple[int, ...], truth: Truth | None, issue: EditedIssue
) -> str:
    if annotation.anchor is AnchorState.DETACHED:
        return "detached"
    if ordinal >= len(issue.page):
        return "left in a removed article"
    where = annotation.selector
    if truth is None or where is None or ordinal != truth.article:
        return "wrong"
    there = issue.page[ordinal]
    found = {at for at in range(where.start, where.end) if there[at] != -1}
    meant = {at for at in range(truth.first, truth.last + 1) if there[at] != -1}
    if truth.changed <= _FEW:
        least = 1.0 if truth.changed == 0 else 0.6
        right = len(found & meant) >= least * len(found | meant)
    else:
        own = set(ids)
        right = 2 * sum(there[at] in own for at in found) >= len(found)
    return str(annotation.anchor) if right else "wrong"


def report(title: str, rows: list[tuple[str, float, Made, str]], least: float | None) -> bool:
    counts = Counter(row[0] for row in rows)
    kept = counts[AnchorState.KEPT] + counts[AnchorState.MOVED]
    share = kept / len(rows) if rows else 1.0
    parts = ", ".join(f"{name} {counts[name]}" for name in sorted(counts))
    enough = least is None or share >= least
    goal = "" if least is None else f" (at least {least:.1%}){'' if enough else '  MISSED'}"
    print(f"{title:36}{len(rows):6}  on their places {share:8.2%}{goal}  {parts}")
    return enough and not counts["wrong"]


def survive(seed: int, *, verbose: bool) -> bool:
    rng = random.Random(seed)  # noqa: S311 (the same edits every time)
    with tempfile.TemporaryDirectory(prefix="mr-") as folder:
        run = Run(real_issues(), Path(folder), rng, InProcess())
        for issue_id in run.issues:
            run.annotate(issue_id, _ANNOTATIONS // len(run.issues))
        wrong = 0
        for round_ in run.rounds(_ROUNDS):
            rows = run.judge()
            now_wrong = [row for row in rows if row[0] == "wrong"]
            wrong += len(now_wrong)
            for row in now_wrong if verbose else ():
                print(f"  round {round_}: wrong, {row[1]:.0%} changed: {row[2].quote} → {row[3]!r}")
        run.services.close()
    print(f"{_ANNOTATIONS} annotations, {_ROUNDS} rounds, seed {seed}: {wrong} on a wrong place in any round")
    untouched = [row for row in rows if row[1] == 0]
    few = [row for row in rows if 0 < row[1] <= _FEW]
    good = report("untouched", untouched, 0.999)
    good &= report(f"up to {_FEW:.0%} of the characters changed", few, 0.95)
    report("more changed", [row for row in rows if row[1] > _FEW], None)
    print("articles, in all rounds:", dict(run.kept_articles))
    for line in run.odd_articles if verbose else ():
        print(f"  {line}")
    for outcome, changed, made, _ in [*untouched, *(few if verbose else ())]:
        if outcome not in (AnchorState.KEPT, AnchorState.MOVED):
            print(f"  {outcome}, {changed:.0%} changed: {made.quote}")
    return good and not wrong


def real_issues() -> list[Path]:
    return sorted(SEEDS.glob("*.txt"))


def time_republishing(seed: int) -> bool:
    """Time the import of the largest file with 500 annotations on it, each time edited anew."""
    rng = random.Random(seed)  # noqa: S311 (as above)
    largest = max(real_issues(), key=lambda path: path.stat().st_size)
    with tempfile.TemporaryDirectory(prefix="mr-") as folder:
        run = Run([largest], Path(folder), rng, None)
        ((issue_id, issue),) = run.issues.items()
        run.annotate(issue_id, ON_ONE)
        seconds = []
        for _ in range(5):
            issue.edit()
            began = time.monotonic()
            run.publish(issue)
            seconds.append(time.monotonic() - began)
        run.services.close()
    median = statistics.median(seconds)
    print(f"re-publishing the largest file with {ON_ONE} annotations, s: median {median:.3f}, max {max(seconds):.3f}")
    return median <= _LIMIT


def watch_window(seed: int) -> bool:
    """Measure how long the window stands still while the issue that it shows is published again."""
    with screen() as display, tempfile.TemporaryDirectory(prefix="mr-") as folder:
        variables = environment(Path(folder)) | display
        found = json.loads(python("-m", "tests.benchmarks.republishing", str(seed), environment=variables).output)
    for name, values in (("until it is said, s", found["seconds"]), ("longest event-loop gap, s", found["gap"])):
        print(f"the same in the open window, {name}: median {statistics.median(values):.3f}, max {max(values):.3f}")
    return bool(statistics.median(found["gap"]) <= _STALL)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help="of the random annotations and edits")
    parser.add_argument("--verbose", action="store_true", help="name what is on a wrong place and what is detached")


def run(options: argparse.Namespace) -> int:
    """Print the figures; return 1 if one misses what it must reach."""
    if not SEEDS.is_dir():
        sys.exit(f"The figures are about the real issues in {SEEDS}, and there are none.")
    good = survive(options.seed, verbose=options.verbose)
    good &= time_republishing(options.seed)
    good &= watch_window(options.seed)
    return 0 if good else 1
