"""Heavy edits of texts: what an anchor comes back to is what it was made on, or nothing."""

import random
from collections import Counter

import pytest

from mine_reader.anchor import describe, resolve
from mine_reader.model import PartKind, Span
from mine_reader.text import decode
from mine_reader.text.prepare import prepare
from tests.conftest import SEEDS

_TWINS = "\n\n".join(
    f"{name}这一周写了新的文章，地址：https://a.example/posts/{name}-on-quiet-pages，译文：https://b.example/posts/"
    f"{name}-on-quiet-pages。\n值得一读的有三点：排版安静，句子短，{extra}。"
    for name, extra in [
        ("ann", "配图也好看"),
        ("bob", "例子都能运行"),
        ("cho", "结论写在前面"),
        ("dee", "最后附了参考书目"),
        ("eve", "每一段都有小标题"),
    ]
)


class _Edited:
    """A text under edit, which knows for each character where it stood at first (-1: nowhere)."""

    def __init__(self, text: str, rng: random.Random) -> None:
        self.text = text
        self.origins = list(range(len(text)))
        self._rng = rng

    def edit(self) -> None:
        start = self._rng.randrange(len(self.text) + 1)
        end = min(len(self.text), start + self._rng.choice([1, 2, 5, 15, 40, 120, 300]))
        match self._rng.choice(["delete", "insert", "replace", "move", "line", "line"]):
            case "delete":
                self._replace(start, end, "")
            case "insert":
                self._replace(start, start, self._foreign())
            case "replace":
                self._replace(start, end, self._foreign())
            case "move":
                self._move(start, end)
            case "line":
                first = self.text.rfind("\n", 0, start) + 1
                last = self.text.find("\n", start) + 1 or len(self.text)
                if self._rng.random() < 0.5:
                    self._replace(first, last, "")
                else:
                    self._move(first, last)

    def _foreign(self) -> str:
        return "".join(self._rng.choices("甲乙丙丁 xyz，。\n", k=self._rng.choice([1, 3, 15, 60])))

    def _replace(self, start: int, end: int, text: str, origins: list[int] | None = None) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        self.origins[start:end] = [-1] * len(text) if origins is None else origins

    def _move(self, start: int, end: int) -> None:
        text, origins = self.text[start:end], self.origins[start:end]
        self._replace(start, end, "")
        at = self._rng.randrange(len(self.text) + 1)
        self._replace(at, at, text, origins)


def _quote(text: str, rng: random.Random) -> Span:
    start = rng.randrange(len(text) - 1)
    if rng.random() < 0.4:
        ends = [at for at in (text.find(mark, start) for mark in "。\n") if at > start]
        return Span(start, min(ends, default=len(text)))
    return Span(start, min(len(text), start + rng.choice([2, 4, 6, 8, 12, 20, 50, 120])))


def _outcome(text: str, rng: random.Random) -> str:
    span = _quote(text, rng)
    exact = span.of(text)
    if not exact or exact != exact.strip():
        return "skipped"
    edited = _Edited(text, rng)
    for _ in range(rng.choice([1, 2, 3, 6, 12])):
        edited.edit()
    found = resolve(edited.text, describe(text, span))
    if found is None:
        at = edited.text.find(exact)
        around = Span(max(0, at - 64), min(len(edited.text), at + len(exact) + 64))
        origins = edited.origins[around.start : around.end]
        return "lost" if at >= 0 and origins == list(range(span.start - 64, span.end + 64)) else "detached"
    own = sum(span.start <= origin < span.end for origin in edited.origins[found.span.start : found.span.end])
    return "right" if 2 * own >= len(found.span) else f"wrong: {exact!r} → {found.span.of(edited.text)!r}"


def _count(texts: list[str], edits: int) -> Counter[str]:
    rng = random.Random(7)  # noqa: S311 (the same edits every time)
    return Counter(_outcome(rng.choice(texts), rng) for _ in range(edits))


def _assert_none_wrong(outcomes: Counter[str]) -> None:
    assert outcomes["right"] > outcomes.total() / 5
    assert set(outcomes) <= {"right", "detached", "skipped"}


def test_no_anchor_is_wrong_among_twins() -> None:
    _assert_none_wrong(_count([_TWINS], 3_000))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real issues are not here")
def test_no_anchor_is_wrong_in_real_articles() -> None:
    texts = []
    for path in sorted(SEEDS.glob("*.txt")):
        _, parts = prepare(decode(path.read_bytes()).text, path.name)
        texts += [part.text for part in parts if part.kind is PartKind.ARTICLE and len(part.text) > 150]
    _assert_none_wrong(_count(texts, 6_000))
