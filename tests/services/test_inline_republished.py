"""Inline export of an issue that was published again and again, with notes of the reader's in between."""

import random

import pytest

from mine_reader.model import Color, NoteText, Span
from mine_reader.services import open_services
from mine_reader.services.exporting import ExportFormat
from mine_reader.text.prepare import prepare

WORDS = ("灯塔", "每十秒", "闪一次", "a boat", "来了", "with apples", "没人", "订过", "它们", "the wall", "很冷")


class InProcess:
    def prepare(self, text, name, options):
        return prepare(text, name, options)

    def close(self):
        """Nothing to end."""


class Issue:
    """A weekly that is edited at random: articles, paragraphs, sentences, and notes of the file."""

    def __init__(self, rng):
        self.rng = rng
        self.articles = [self.article(number) for number in range(5)]

    def sentence(self):
        return "".join(self.rng.choices(WORDS, k=self.rng.randint(4, 9))) + self.rng.choice("。！.")

    def article(self, number):
        paragraphs = ["".join(self.sentence() for _ in range(3)) for _ in range(self.rng.randint(1, 4))]
        if self.rng.random() < 0.5:
            paragraphs.insert(1, f"1『文件里的话 {number}（2024-01-02）』")
        return [f"### 标题 {number} {self.sentence()}", f"> https://example.org/{number}", *paragraphs]

    def edit(self):
        for _ in range(3):
            article = self.rng.choice(self.articles)
            at = self.rng.randrange(2, len(article))
            act = self.rng.choice(["sentence", "paragraph", "gone", "new", "drop", "move"])
            if act == "sentence" and "『" not in article[at]:
                article[at] = self.sentence() + article[at]
            elif act == "paragraph":
                article.insert(at, self.sentence())
            elif act == "gone" and len(article) > 3:
                del article[at]
            elif act == "new":
                self.articles.insert(self.rng.randrange(6), self.article(self.rng.randrange(100, 999)))
            elif act == "drop" and len(self.articles) > 2:
                self.articles.remove(article)
            elif act == "move":
                self.articles.remove(article)
                self.articles.insert(self.rng.randrange(len(self.articles) + 1), article)

    def text(self):
        return "---\ntitle: 海边周刊 第 3 期\n---\n\n" + "\n\n".join("\n\n".join(a) for a in self.articles) + "\n"


@pytest.fixture
def open_library(tmp_path, clock):
    opened = []

    def open_one(name):
        opened.append(
            open_services(
                tmp_path / f"{name}.sqlite", preparer=InProcess(), clock=clock, cache_dir=tmp_path / f"{name}-cache"
            )
        )
        return opened[-1]

    yield open_one
    for services in opened:
        services.close()


def annotate(services, issue, rng):
    """Add notes on random spans and on articles, edit some, delete some."""
    articles = [one for one in services.library.detail(issue).articles if one.removed_at is None and one.text]
    for number in range(4):
        article = rng.choice(articles)
        start = rng.randrange(len(article.text))
        span = Span(start, min(len(article.text), start + rng.randint(1, 20))) if rng.random() < 0.8 else None
        note = NoteText(f"想法 {number} {rng.random()}", rng.choice(["1", "2", "1-2"]), "2024-02-03")
        services.annotating.add(article.id, span=span, note=note, color=Color.PINK)
    notes = [one for one in services.library.detail(issue).annotations if not one.deleted]
    services.annotating.edit(rng.choice(notes).id, NoteText(f"改过的 {rng.random()}", "3"))
    services.annotating.delete([rng.choice(notes).id])


def said(services, issue):
    detail = services.library.detail(issue)
    there = {one.id for one in detail.articles if one.removed_at is None}
    notes = (note for note in detail.annotations if not note.deleted and note.article_id in there)
    return sorted(str(note.note) for note in notes if note.note.body)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_exported_after_republications_holds_every_note_and_comes_back(open_library, tmp_path, seed):
    rng = random.Random(seed)  # noqa: S311 - the same edits every time
    issue = Issue(rng)
    services = open_library("one")
    file = tmp_path / "in" / "weekly.md"
    file.parent.mkdir()
    for _ in range(4):
        file.write_text(issue.text(), "utf-8")
        (imported,) = services.library.import_paths([file]).imported
        annotate(services, imported.issue_id, rng)
        issue.edit()
    out = tmp_path / "out" / "weekly.md"
    out.parent.mkdir()
    services.exporting.export(ExportFormat.INLINE, out, issue_id=imported.issue_id)

    other = open_library("two")
    (found,) = other.library.import_paths([out]).imported
    assert said(other, found.issue_id) == said(services, imported.issue_id)
    texts = [one.text for one in services.library.detail(imported.issue_id).articles if one.removed_at is None]
    assert [one.text for one in other.library.detail(found.issue_id).articles] == texts
    again = tmp_path / "again.md"
    other.exporting.export(ExportFormat.INLINE, again, issue_id=found.issue_id)
    assert again.read_bytes() == out.read_bytes()
    assert services.backup.check().ok
