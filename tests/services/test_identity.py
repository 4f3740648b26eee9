"""Which entry of a feed is which of the library's."""

from mine_reader.model import Entry, IssueId, KnownEntry
from mine_reader.services.identity import identities, match_entries


def entry(own="", link="", seen="", title="A title", date="2023-12-09") -> Entry:
    return Entry(own, title, link, link, date, "sha", seen or f"seen {own}{link}")


def known(path, link="", seen="?", title="A title", date="2023-12-09") -> KnownEntry:
    return KnownEntry(IssueId(1), path, link, seen, date, title, rough=True, deleted=False)


def paths(*entries):
    return [path for path, _ in identities(entries)]


def same(entries, *library):
    return [matched.known.path if matched.known else None for matched in match_entries(identities(entries), library)]


def test_an_entry_is_its_id_else_its_link_else_its_content():
    assert paths(entry("1", "https://x.org/1"), entry("", "https://x.org/2"), entry(seen="words")) == [
        "1",
        "link:https://x.org/2",
        "hash:words",
    ]


def test_an_entry_that_stands_twice_counts_once():
    assert paths(entry("1", "https://x.org/1"), entry("1", "https://x.org/1", seen="other words")) == ["1"]


def test_an_id_that_all_entries_bear_says_nothing():
    assert paths(entry("same", "https://x.org/1"), entry("same", "https://x.org/2")) == [
        "link:https://x.org/1",
        "link:https://x.org/2",
    ]


def test_a_link_that_all_entries_bear_says_nothing():
    assert paths(entry(link="https://x.org", seen="a"), entry(link="https://x.org", seen="b")) == ["hash:a", "hash:b"]


def test_a_very_long_id_is_kept_short():
    assert len(paths(entry("x" * 5000))[0]) < 100


def test_an_entry_with_new_words_is_the_same_entry():
    matched = match_entries(identities([entry("1", seen="new")]), [known("1", seen="old")])
    assert matched[0].changed


def test_an_entry_whose_id_changed_is_known_by_its_link():
    entries = [entry("new-1", "https://x.org/1", title="A better title"), entry("new-2", "https://x.org/2")]
    assert same(entries, known("old-1", "https://x.org/1"), known("old-2", "https://x.org/2")) == ["old-1", "old-2"]


def test_an_entry_whose_id_and_link_changed_is_known_by_its_content_of_that_day():
    assert same([entry("b", "https://x.org/b", seen="words")], known("a", "https://x.org/a", "words")) == ["a"]
    assert same([entry("b", seen="words", date="2023-12-10")], known("a", seen="words")) == [None]


def test_the_only_entry_of_a_feed_with_one_link_for_all_days_is_new():
    today = entry("2", "https://x.org/today", title="Word of Tuesday")
    assert same([today], known("1", "https://x.org/today", title="Word of Monday")) == [None]


def test_entries_that_are_there_by_their_ids_are_nobody_else():
    entries = [entry("1", "https://x.org/1", seen="words"), entry("2", "https://x.org/2", seen="words")]
    assert same(entries, known("1", "https://x.org/1", "words")) == ["1", None]
