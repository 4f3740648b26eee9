"""When a feed is asked, by what its server answered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mine_reader.model import Poll, Problem, Response
from mine_reader.services.polling import (
    LONGEST,
    Answer,
    Kind,
    decide,
    due_between,
    follow,
    held_until,
    holds_host,
    is_public,
    judge,
    portals,
    request_for,
)

NOW = datetime(2023, 12, 9, 10, 30, tzinfo=UTC)
URL = "https://example.org/feed"
PROBLEM = Problem("It did not work.")


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def response(status=200, **more) -> Response:
    values = {
        "url": URL,
        "moved": None,
        "etag": "",
        "last_modified": "",
        "retry_after": None,
        "max_age": None,
        "content_type": "application/rss+xml",
        "charset": None,
        "body": b"",
    }
    return Response(status=status, **(values | more))


def new(**more) -> Answer:
    return Answer(Kind.NEW, response=response(**more), body_hash="h")


def delay(poll: Poll, answer: Answer, random: float = 0.5) -> timedelta:
    decided = decide(poll, answer, NOW, random=lambda: random)
    assert decided.next_at is not None
    return decided.next_at - NOW


def test_validators_are_echoed_byte_for_byte():
    for etag in ('W/"a b"', '"x"', "no-quotes", 'W/"ü"'):
        poll = decide(Poll(URL), new(etag=etag, last_modified="Tue,  1 Jan 2019 0:0:0 GMT"), NOW, random=lambda: 0.5)
        request = request_for(poll, NOW + minutes(60))
        assert (request.etag, request.last_modified) == (etag, "Tue,  1 Jan 2019 0:0:0 GMT")


def test_validators_are_dropped_after_eight_days():
    poll = Poll(URL, etag='"a"', last_modified="x", validated_at=NOW)
    assert request_for(poll, NOW + timedelta(days=7, hours=23)).etag == '"a"'
    assert request_for(poll, NOW + timedelta(days=8)).etag == ""
    assert request_for(poll, NOW + timedelta(days=8)).last_modified == ""
    assert request_for(poll, NOW - timedelta(days=30)).etag == ""  # the clock was set back


def test_nothing_new_does_not_make_validators_younger():
    poll = Poll(URL, etag='"a"', validated_at=NOW - timedelta(days=7))
    after = decide(poll, Answer(Kind.SAME, response=response(304)), NOW, random=lambda: 0.5)
    assert after.validated_at == poll.validated_at
    assert after.etag == '"a"'


@pytest.mark.parametrize(
    ("poll", "answer", "expected"),
    [
        (Poll(URL), new(), minutes(60)),
        (Poll(URL, interval=minutes(30)), new(), minutes(30)),
        (Poll(URL, interval=minutes(1)), new(), minutes(15)),
        (Poll(URL), new(max_age=7200.0), minutes(120)),
        (Poll(URL), new(max_age=60.0), minutes(60)),
        (Poll(URL), new(max_age=1e12), timedelta(hours=24)),
        (Poll(URL), replace(new(), ttl_minutes=180), minutes(180)),
        (Poll(URL), replace(new(), ttl_minutes=10**9), timedelta(hours=24)),
        (Poll(URL, interval=timedelta(days=3)), new(), timedelta(days=3)),
        (Poll(URL), Answer(Kind.FAILED, PROBLEM), minutes(120)),
        (Poll(URL, failures=1), Answer(Kind.FAILED, PROBLEM), minutes(240)),
        (Poll(URL, failures=3), Answer(Kind.FAILED, PROBLEM), minutes(960)),
        (Poll(URL, failures=4), Answer(Kind.FAILED, PROBLEM), timedelta(hours=24)),
        (Poll(URL, failures=10**6), Answer(Kind.FAILED, PROBLEM), timedelta(hours=24)),
        (Poll(URL, interval=timedelta(days=3)), Answer(Kind.FAILED, PROBLEM), timedelta(days=3)),
        (Poll(URL), Answer(Kind.BUSY, PROBLEM, response(429, retry_after=36_000.0)), timedelta(hours=10)),
        (Poll(URL), Answer(Kind.BUSY, PROBLEM, response(429, retry_after=1e12)), timedelta(hours=24)),
        (Poll(URL), Answer(Kind.BUSY, PROBLEM, response(503)), minutes(120)),
        (Poll(URL, failures=5), Answer(Kind.OFFLINE, PROBLEM), minutes(10)),
    ],
)
def test_the_next_time(poll, answer, expected):
    assert delay(poll, answer) == expected


def test_jitter_is_a_tenth_each_way_and_never_sooner_than_the_server_or_the_least_interval_allows():
    assert delay(Poll(URL), new(), 0.0) == minutes(54)
    assert minutes(65.9) < delay(Poll(URL), new(), 0.999) < minutes(66)
    assert delay(Poll(URL), new(max_age=3600.0), 0.0) == minutes(60)
    assert delay(Poll(URL, interval=minutes(15)), new(), 0.0) == minutes(15)
    assert delay(Poll(URL), Answer(Kind.FAILED, PROBLEM), 0.0) == minutes(108)
    assert delay(Poll(URL), Answer(Kind.BUSY, PROBLEM, response(429, retry_after=7200.0)), 0.0) == minutes(120)


def test_a_success_forgets_failures_and_a_failure_keeps_what_was_known():
    poll = Poll(URL, etag='"a"', body_hash="b", validated_at=NOW, failures=3, problem=PROBLEM)
    failed = decide(poll, Answer(Kind.FAILED, PROBLEM), NOW, random=lambda: 0.5)
    assert (failed.etag, failed.body_hash, failed.failures) == ('"a"', "b", 4)
    better = decide(failed, new(), NOW, random=lambda: 0.5)
    assert (better.failures, better.problem, better.body_hash) == (0, None, "h")


def test_being_offline_is_no_failure():
    assert decide(Poll(URL, failures=2), Answer(Kind.OFFLINE, PROBLEM), NOW, random=lambda: 0.5).failures == 2


def test_a_body_of_which_not_all_was_taken_is_asked_for_again():
    poll = decide(Poll(URL), replace(new(etag='"a"'), whole=False), NOW, random=lambda: 0.5)
    assert (poll.etag, poll.body_hash) == ("", "")


@pytest.mark.parametrize(
    ("status", "etag", "kind"),
    [
        (304, '"a"', Kind.SAME),
        (304, "", Kind.FAILED),
        (410, "", Kind.GONE),
        (404, "", Kind.FAILED),
        (500, "", Kind.FAILED),
        (429, "", Kind.BUSY),
        (503, "", Kind.BUSY),
    ],
)
def test_what_a_status_means(status, etag, kind):
    request = request_for(Poll(URL, etag=etag, validated_at=NOW), NOW)
    answer = judge(request, response(status))
    assert answer is not None
    assert answer.kind is kind


def test_a_body_speaks_for_itself():
    assert judge(request_for(Poll(URL), NOW), response(200)) is None


def test_what_is_gone_is_not_asked_again():
    poll = decide(Poll(URL), Answer(Kind.GONE, PROBLEM), NOW, random=lambda: 0.5)
    assert poll.paused
    assert poll.problem == PROBLEM


def test_a_server_that_is_asked_too_often_is_left_alone_as_long_as_it_says():
    def until(**more):
        return held_until(Answer(Kind.BUSY, PROBLEM, response(429, **more)), NOW)

    assert until(retry_after=30.0) == NOW + timedelta(seconds=30)
    assert until() == NOW + minutes(10)
    assert until(retry_after=-5.0) == NOW
    assert held_until(Answer(Kind.FAILED, PROBLEM, response(500)), NOW) is None


@pytest.mark.parametrize(
    ("url", "status", "retry_after", "whole_host"),
    [
        ("https://example.org/feed", 429, None, True),
        ("https://example.org/feed", 503, 60.0, True),
        ("https://example.org/feed", 503, None, False),
        ("https://example.org/feed", 500, 60.0, False),
        ("http://127.0.0.5:1200/feed", 429, 60.0, False),
        ("http://rsshub.local/feed", 429, 60.0, False),
        ("http://nas/feed", 429, 60.0, False),
    ],
)
def test_a_public_host_waits_as_a_whole(url, status, retry_after, whole_host):
    request = replace(request_for(Poll(url), NOW))
    answer = judge(request, response(status, retry_after=retry_after))
    assert answer is not None
    assert holds_host(answer, url) is whole_host


def test_public_hosts():
    assert is_public("example.org")
    assert is_public("8.8.8.8")
    for host in ("10.0.0.1", "::1", "localhost", "192.168.1.9", "169.254.1.1", "printer.local", "a.localhost"):
        assert not is_public(host)


def test_a_feed_moves_after_two_sightings_of_one_place():
    once = follow(Poll(URL), "https://new.example/feed")
    assert once.url == URL
    assert follow(once, "https://new.example/feed").url == "https://new.example/feed"
    other = follow(once, "https://other.example/feed")
    assert other.url == URL
    assert follow(other, "https://new.example/feed").url == URL
    back = follow(once, None)
    assert follow(back, "https://new.example/feed").url == URL


def test_many_feeds_that_move_to_one_host_at_once_have_not_moved():
    login = "http://login.hotel.example/start"
    moves = [(f"https://{name}.example/feed", login) for name in "abc"]
    assert portals(moves) == {"login.hotel.example"}
    assert not portals(moves[:2])
    same = [(f"http://blog.example/{name}", f"https://blog.example/{name}") for name in "abcdef"]
    assert not portals(same)


def test_no_next_time_is_so_late_that_it_looks_like_that_of_a_wrong_clock():
    earliest, latest = due_between(NOW)
    assert earliest == NOW
    assert NOW + delay(Poll(URL, interval=LONGEST), Answer(Kind.FAILED, PROBLEM), 0.999) < latest
    assert NOW + delay(Poll(URL, interval=LONGEST), new(), 0.999) < latest
