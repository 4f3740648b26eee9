"""Which articles count as read."""

from mine_reader.model import ArticleId
from mine_reader.ui.reader_seen import Seen

A, B = ArticleId(1), ArticleId(2)


def test_an_article_that_was_on_screen_long_enough_and_is_passed_was_seen():
    seen = Seen()
    assert seen.look([A], [], 0) == []
    assert seen.look([B], [A], 2.0) == [A]


def test_an_article_that_was_only_scrolled_over_was_not_seen():
    seen = Seen()
    seen.look([A], [], 0)
    assert seen.look([B], [A], 1.9) == []


def test_time_on_screen_adds_up():
    seen = Seen()
    seen.look([A], [], 0)
    seen.look([B], [A], 1.5)
    seen.look([A], [], 10)
    assert seen.look([B], [A], 10.6) == [A]


def test_an_article_that_left_at_the_bottom_is_not_seen_before_the_page_is_left():
    seen = Seen()
    seen.look([A, B], [], 0)
    assert seen.look([A], [], 3) == []
    assert seen.leave(3) == [A, B]


def test_an_article_is_told_once():
    seen = Seen()
    seen.look([A], [], 0)
    seen.look([B], [A], 3)
    assert seen.look([B], [A], 4) == []
    assert seen.leave(4.5) == []


def test_nothing_counts_while_the_window_is_not_in_front():
    seen = Seen()
    seen.look([A], [], 0)
    seen.look_away(1)
    seen.look([A], [], 100)
    assert seen.leave(100.5) == []


def test_a_page_that_was_left_is_forgotten():
    seen = Seen()
    seen.look([A], [], 0)
    seen.leave(1.5)
    seen.look([A], [], 10)
    assert seen.leave(11) == []
