"""What is found is exactly what a plain scan of the library finds."""

import random
import re
import sqlite3
import unicodedata
from contextlib import closing

import pytest

from mine_reader.errors import NotFoundError
from mine_reader.model import AnnotationFilter, ArticleFilter, Color, NoteText, Span
from mine_reader.model.searching import HitKind, Search, SearchOrder
from mine_reader.services import open_services
from mine_reader.services.exporting import ExportFormat
from mine_reader.services.searching import Searching
from mine_reader.store import searching
from mine_reader.text.prepare import prepare
from tests.services.conftest import ISSUE

HARBOUR = """# Harbour 1
date: 2023-11-01
## 海边
### 灯塔怎样工作
灯塔每十秒闪一次。ＧＰＴ－４ 说它闪了。
https://example.org/lamp?utm_source=weekly

### Tides and agents
Twice a day; reagents do not count. 大模型，模型。

### 山里的灯
山上没有海。snake_case 与 C++。
"""


@pytest.fixture
def harbour(folder):
    return folder.put(HARBOUR, "harbour/01.md")


@pytest.fixture
def search(services, harbour):
    def run(query, **more):
        services.searching.catch_up()
        return services.searching.search(query, **more)

    return run


def titles(page):
    return [hit.title for hit in page.hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("灯", {"灯塔怎样工作", "山里的灯"}),
        ("灯塔", {"灯塔怎样工作"}),
        ("塔每十秒", {"灯塔怎样工作"}),
        ("塔十秒", set()),
        ("模型", {"Tides and agents"}),
        ("型模", set()),
        ("型，模", {"Tides and agents"}),
        ("gpt-4", {"灯塔怎样工作"}),
        ("ＡＧＥＮＴ", {"Tides and agents"}),
        ("agent count", {"Tides and agents"}),
        ('"agents do"', set()),
        ('"do not count"', {"Tides and agents"}),
        ("c++", {"山里的灯"}),
        ("c#", set()),
        ("case", {"山里的灯"}),
        ("snake_ca", {"山里的灯"}),
        ("灯 -海", {"灯塔怎样工作"}),
        ("灯塔 OR tides", {"灯塔怎样工作", "Tides and agents"}),
        ("-灯", {"Tides and agents"}),
        ("in:title 灯", {"灯塔怎样工作", "山里的灯"}),
        ("in:title 闪", set()),
        ("https://example.org/lamp", {"灯塔怎样工作"}),
        ("site:example.org", {"灯塔怎样工作"}),
        ("source:harb 海", {"山里的灯"}),
        ("source:nowhere 海", set()),
        ("after:2023-11 灯", {"灯塔怎样工作", "山里的灯"}),
        ("before:2023-11 灯", set()),
        ("is:starred", set()),
        ("has:link", {"灯塔怎样工作"}),
        ("tag:x OR tides", {"Tides and agents"}),
    ],
)
def test_a_search_finds(search, query, found):
    page = search(query)
    assert set(titles(page)) == found
    assert page.total == len(found)
    assert not page.behind


def test_states_and_tags_narrow_a_search(search, services, harbour, folder):
    first, second, third = folder.articles(harbour)
    services.reading.mark([first.id], read=True, starred=True)
    services.reading.tag([third.id], add=["光/山"])
    note = services.annotating.add(second.id, note=NoteText("看一看灯"), color=Color.BLUE, span=Span(0, 5))
    services.annotating.tag([note.id], add=["later"])
    assert titles(search("灯 is:read")) == titles(search("is:starred 灯")) == [first.title]
    assert titles(search("tag:光 灯")) == [third.title]
    assert {hit.kind for hit in search("tag:later").hits} == {HitKind.ARTICLE, HitKind.NOTE}
    assert titles(search("has:highlight is:article")) == [second.title]
    assert titles(search("is:note 灯")) == [second.title]
    assert search("is:unread 灯").total == 2


def test_notes_are_found_by_body_and_by_quote(search, services, harbour, folder):
    article = folder.articles(harbour)[0]
    start = article.text.index("每十秒")
    services.annotating.add(article.id, span=Span(start, start + 3), note=NoteText("夜里去看"))
    page = search("夜里")
    assert [(hit.kind, hit.article_id, hit.snippet) for hit in page.hits] == [(HitKind.NOTE, article.id, "夜里去看")]
    by_quote = [hit for hit in search("每十").hits if hit.kind is HitKind.NOTE]
    assert [hit.snippet for hit in by_quote] == ["每十秒"]
    assert [hit.snippet for hit in search("is:note").hits] == ["夜里去看"]


def test_pages_and_notes_are_counted_apart(search, services, harbour, folder):
    services.annotating.add(folder.articles(harbour)[1].id, note=NoteText("灯和灯"))
    page = search("灯", kind=HitKind.NOTE)
    assert (page.total, len(page.hits)) == (1, 1)
    assert page.counts == {HitKind.ARTICLE: 2, HitKind.PAGE: 0, HitKind.NOTE: 1}


def test_saved_pages_are_told_from_articles(search, services, library_path):
    search("灯")
    with closing(sqlite3.connect(library_path)) as db:
        db.execute("UPDATE source SET kind = 'pages'")
        db.commit()
    services.searching.rebuild()
    assert {hit.kind for hit in search("灯").hits} == {HitKind.PAGE}
    assert titles(search("is:page 灯塔")) == ["灯塔怎样工作"]


def test_an_index_of_other_rules_is_made_anew(search, services, library_path):
    search("灯")
    with closing(sqlite3.connect(library_path)) as db:
        db.execute("UPDATE search_rules SET version = 'old'")
        db.execute("DELETE FROM search_document")
        db.commit()
    assert services.searching.search("灯").behind
    assert search("灯").total == 2


def test_hits_say_where_the_words_are(search):
    hit = search("每十秒").hits[0]
    assert [span.of(hit.snippet) for span in hit.spans] == ["每十秒"]
    assert [span.of(hit.title) for span in search("塔怎").hits[0].title_spans] == ["塔怎"]


def test_the_newest_come_first_and_the_best_when_asked(search, folder):
    folder.put("# Old\ndate: 2020-01-01\n## A\n### 灯\n灯灯灯\n", "harbour/00.md")
    assert titles(search("灯"))[-1] == "灯"
    assert titles(search("灯", order=SearchOrder.BEST))[0] == "灯"


def test_the_newest_come_first_of_words_that_are_everywhere(search, services, folder, monkeypatch):
    folder.put("# Old\ndate: 2020-01-01\n## A\n### 灯\n灯灯灯\n", "harbour/00.md")
    article = services.reading.articles(ArticleFilter())[0]
    services.annotating.add(article.id, note=NoteText("灯", date="2021-05-05"))
    few = search("灯")
    monkeypatch.setattr(searching, "_RANKED", 0)
    assert search("灯") == few
    assert [search("灯", limit=1, offset=at).hits for at in range(few.total)] == [(hit,) for hit in few.hits]
    assert [hit.day for hit in few.hits] == sorted((hit.day for hit in few.hits), reverse=True)


def test_another_date_gives_another_place_among_the_newest(search, services, harbour, folder):
    old = folder.put("# Old\ndate: 2020-01-01\n## A\n### 灯\n灯灯灯\n", "harbour/00.md")
    assert titles(search("灯"))[-1] == "灯"
    services.library.correct(old, date="2030-01-01")
    assert titles(search("灯"))[0] == "灯"
    assert services.backup.check().ok


def test_pages_of_hits_follow_each_other(search):
    whole = titles(search("灯"))
    assert [titles(search("灯", limit=1, offset=at))[0] for at in range(2)] == whole


def test_the_index_follows_what_changes(search, services, harbour, folder):
    assert search("agents").total == 1
    folder.put(HARBOUR.replace("agents", "robots"), "harbour/01.md")
    assert (search("agents").total, search("robots").total) == (0, 1)
    services.library.delete_issue(harbour)
    assert search("灯").total == 0
    services.reading.undo()
    assert search("灯").total == 2
    assert services.backup.check().ok


def test_notes_that_change_or_go_are_followed(search, services, harbour, folder):
    note = services.annotating.add(folder.articles(harbour)[0].id, note=NoteText("first words")).id
    assert search("first").total == 1
    services.annotating.edit(note, NoteText("second words"))
    services.annotating.edit(note, NoteText("third words"))
    assert (search("first").total, search("second").total, search("third").total) == (0, 0, 1)
    services.annotating.delete([note])
    assert search("third").total == 0
    services.reading.undo()
    assert search("third").total == 1
    assert services.backup.check().ok


def test_a_search_says_when_the_index_is_behind(services, harbour):
    assert services.searching.search("灯").behind
    services.searching.catch_up()
    assert not services.searching.search("灯").behind
    assert services.searching.waiting() == 0


def test_what_changes_while_it_is_read_is_read_again(services, harbour, folder, monkeypatch):
    services.searching.catch_up()
    folder.put(HARBOUR.replace("agents", "robots"), "harbour/01.md")
    write = services._store.write
    late = iter([lambda: folder.put(HARBOUR.replace("agents", "sailors"), "harbour/01.md")])

    def interrupted(*args, **kwargs):
        for change in late:
            change()
        return write(*args, **kwargs)

    monkeypatch.setattr(services._store, "write", interrupted)
    services.searching.catch_up()
    assert [services.searching.search(word).total for word in ("agents", "robots", "sailors")] == [0, 0, 1]
    assert services.backup.check().ok


def test_a_rebuilt_index_finds_the_same(search, services):
    before = search("灯")
    services.searching.rebuild()
    assert services.searching.search("灯").behind
    assert search("灯") == before


def test_check_compares_the_index_with_the_texts(search, services, library_path):
    search("灯")
    assert services.backup.check().ok
    with closing(sqlite3.connect(library_path)) as db:
        (document,) = db.execute("SELECT id FROM search_document WHERE subject = 1").fetchone()
        db.execute("INSERT INTO search_text (search_text, rowid, text) VALUES ('delete', ?, '灯')", (document,))
        db.commit()
    assert [str(problem) for problem in services.backup.check().problems] == [
        "The search index is wrong about 1 words.",
        "The search index is wrong about 1 texts.",
    ]
    services.searching.rebuild()
    services.searching.catch_up()
    assert services.backup.check().ok


def test_reading_the_index_is_no_step_to_undo(services, harbour):
    before = services.reading.undo_label()
    services.searching.catch_up()
    assert services.reading.undo_label() == before


NAUGHTY = [
    *('"', "'", "*", "a*", "NEAR(a b)", "a AND", "NOT", "^a", "{text} : a", "text:灯", "(", ")", "a\0b", "\ud800"),
    *("-", "--", "tag:", 'is:"', "😀", "%", "\\", "a" * 5000, "灯 " * 500, "OR OR", "\u202e灯", "https://", "site:*"),
]


@pytest.mark.parametrize("query", NAUGHTY)
def test_no_query_is_an_error(search, query):
    newest, best = search(query), search(query, order=SearchOrder.BEST)
    assert newest.total == best.total >= len(newest.hits)
    without = search(f"-{query} in:title")
    assert without.total >= len(without.hits)


def test_traditional_characters_are_found_when_asked_for(services, harbour):
    services.searching.catch_up()
    plain, both = services.searching, Searching(services._store, lambda: True)
    assert (plain.search("燈塔").total, both.search("燈塔").total) == (0, 1)
    assert [span.of(hit.snippet) for hit in both.search("燈塔").hits for span in hit.spans] == ["灯塔"]


def test_all_traditional_forms_are_found_when_asked_for(services, folder):
    folder.put(
        "# T\n## A\n### 一\n頭髮\n### 二\n發電\n### 三\n头发和面包\n### 四\n機器學習系統裡的頭髮與麵包\n", "t/1.md"
    )
    services.searching.catch_up()
    both = Searching(services._store, lambda: True)
    for words, total in {
        "发": 4,
        "發": 4,
        "头发": 3,
        "头发 -麵": 1,
        "机器学习系统里的头发与面包": 1,
        "髮和麵": 1,
    }.items():
        assert both.search(words).total == total, words
    long = both.search("机器学习系统里的头发与面包").hits[0]
    assert "".join(span.of(long.snippet) for span in long.spans) == "機器學習系統裡的頭髮與麵包"
    assert both.search("机器学习系统里的头发与馒头").total == 0


def test_kept_searches_list_what_they_find(search, services, harbour, folder):
    search("灯")
    services.searching.save(" Lamps ", "灯")
    (saved,) = services.reading.searches()
    assert (saved.name, saved.search) == ("Lamps", Search("灯"))
    which = ArticleFilter(search=saved.search)
    listed = services.reading.articles(which)
    assert {article.title for article in listed} == {"灯塔怎样工作", "山里的灯"}
    assert services.searching.count(saved.search) == 2
    assert services.searching.count(Search("")) == 0


def test_kept_searches_are_renamed_and_deleted_and_all_can_be_undone(services):
    services.searching.save("A", "a")
    (saved,) = services.reading.searches()
    assert services.searching.rename(saved.id, "B").structure
    services.searching.delete(saved.id)
    assert services.reading.searches() == ()
    assert services.reading.undo().structure
    assert [one.name for one in services.reading.searches()] == ["B"]
    with pytest.raises(NotFoundError):
        services.searching.delete(99)


# A plain reading of the rule, over real issues and over made-up ones


def plain(text):
    lines = (" ".join(unicodedata.normalize("NFKC", line).casefold().split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def is_in(text, word):
    latin = re.compile(r"[a-z0-9]")
    at = text.find(word)
    while at >= 0:
        if not (latin.match(word[0]) and at and re.match(r"[^\W_\u2e80-\u9fff]", text[at - 1])):
            return True
        at = text.find(word, at + 1)
    return False


def assert_totals_are_exact(services, count):
    services.searching.catch_up()
    articles = [services.reading.article(one.id) for one in services.reading.articles(ArticleFilter())]
    texts = [text for a in articles if (text := plain(f"{a.title}\n{a.text}"))]
    known = [plain(f"{a.title}\n{a.author or ''} {a.handle or ''}\n{a.text}") for a in articles]
    notes = services.annotating.annotations(AnnotationFilter())
    known += [plain(f"{n.note.body}\n{n.selector.exact if n.selector else ''}") for n in notes]
    chance = random.Random(7)  # noqa: S311
    for _ in range(count):
        text = chance.choice(texts)
        at = chance.randrange(len(text))
        word = text[at : at + chance.randint(1, 6)].strip()
        if not word or re.search(r"[\s\"“]", word) or word.startswith("-") or ":" in word:
            continue
        wide = "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in word)
        total = sum(is_in(one, word) for one in known)
        assert services.searching.search(word).total == total, word
        assert services.searching.search(wide.upper()).total == total, wide


class InProcess:
    def prepare(self, text, name, options):
        return prepare(text, name, options)

    def close(self):
        pass


def test_totals_over_real_issues_are_those_of_a_scan(seeds, library_path, tmp_path):
    services = open_services(library_path, preparer=InProcess(), cache_dir=tmp_path / "cache")
    services.library.import_paths(sorted(seeds.glob("*.txt")))
    assert_totals_are_exact(services, 400)
    services.close()


def test_totals_over_made_up_issues_are_those_of_a_scan(services, folder):
    chance = random.Random(3)  # noqa: S311
    words = [
        "灯塔",
        "模型",
        "海",
        "的",
        "agent",
        "Agents",
        "GPT4",
        "ＧＰＴ",
        "2023年",
        "，",
        "。",
        " ",
        "-",
        "ガイド",
        "\n",
    ]
    for number in range(3):
        bodies = ["".join(chance.choices(words, k=30)) for _ in range(40)]
        text = "".join(f"### 第{at}篇 {bodies[at][:4].strip()}\n{body}\n" for at, body in enumerate(bodies))
        folder.put(f"# Made {number}\n## A\n{text}", f"made/{number}.md")
    assert_totals_are_exact(services, 300)


def test_an_import_again_leaves_the_index_right(services, folder):
    folder.put(ISSUE)
    services.searching.catch_up()
    folder.put(ISSUE.replace("### Second thing\n", ""))
    services.searching.catch_up()
    assert services.backup.check().ok


def test_kept_searches_go_along_in_json_each_once(services, folder, tmp_path, preparer):
    folder.put(ISSUE)
    services.searching.save("Lamps", "灯 is:unread")
    services.exporting.export(ExportFormat.JSON, tmp_path / "all.json")
    other = open_services(tmp_path / "other.sqlite", preparer=preparer, cache_dir=tmp_path / "cache")
    for _ in range(2):
        other.library.import_paths([tmp_path / "all.json"])
        assert [(one.name, one.search) for one in other.reading.searches()] == [("Lamps", Search("灯 is:unread"))]
    other.close()
