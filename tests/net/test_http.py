"""What fetching promises, against a server that says anything."""

import gzip
import itertools
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from mine_reader.errors import (
    AddressError,
    BrokenAnswerError,
    FetchCancelledError,
    FetchError,
    FetchTimeoutError,
    PrivateAddressError,
    RedirectError,
    TooLargeError,
    UnreachableError,
)
from mine_reader.model import Request, Response
from mine_reader.net.connections import Limits
from mine_reader.net.http import Fetcher
from tests.net.server import Server, moved, ok

resource = pytest.importorskip("resource")

QUICK = Limits(connect=5.0, between=2.0, whole=2.5)
"""So that what ends by its time ends soon; of everything else the machine decides how long it takes."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        yield one


@pytest.fixture
def other() -> Iterator[Server]:
    with Server() as one:
        yield one


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(private=lambda: True, proxies=dict) as one:
        yield one


def get(fetcher: Fetcher, url: str, **fields: object) -> Response:
    return fetcher.fetch(Request(url, **fields))  # type: ignore[arg-type]


def test_an_answer_has_all_that_a_poller_needs(server, fetcher):
    url = server.says(
        "/feed",
        ok(
            "文".encode(),
            ETag='W/"a\\"b"',
            Last_Modified="Tue, 03 Jan 2023 10:00:00 GMT",
            Retry_After="120",
            Cache_Control="public, max-age=3600",
            Content_Type='Application/RSS+XML; charset="GB18030"',
        ),
    )
    assert get(fetcher, url) == Response(
        status=200,
        url=url,
        moved=None,
        etag='W/"a\\"b"',
        last_modified="Tue, 03 Jan 2023 10:00:00 GMT",
        retry_after=120.0,
        max_age=3600.0,
        content_type="application/rss+xml",
        charset="gb18030",
        body="文".encode(),
    )


def test_a_request_tells_nothing_but_who_asks(server, fetcher):
    url = server.says("/feed", ok(b"x", Set_Cookie="a=1"))
    get(fetcher, url)
    get(fetcher, url)
    for asked in server.asked:
        assert set(asked.headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
        assert asked.headers["Accept-Encoding"] == "gzip"
        assert asked.headers["User-Agent"].startswith("MineReader/")
        assert "(+https://" in asked.headers["User-Agent"]


@pytest.mark.parametrize("etag", ['"plain"', 'W/"weak"', "bare", '"\xe9\xff"', '"a  b"'])
def test_validators_go_back_byte_for_byte(server, fetcher, etag):
    url = server.says("/feed", ok(b"x", ETag=etag, Last_Modified="yesterday, about noon"))
    first = get(fetcher, url)
    server.says("/feed", ok(b"", status="304 Not Modified"))
    again = get(fetcher, url, etag=first.etag, last_modified=first.last_modified)
    assert (again.status, again.body) == (304, b"")
    assert server.asked[-1].headers["If-None-Match"] == etag
    assert server.asked[-1].headers["If-Modified-Since"] == "yesterday, about noon"


def test_retry_after_may_be_a_date(server, fetcher):
    url = server.says("/", ok(b"", status="429 Too Many Requests", Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"))
    answer = get(fetcher, url)
    assert answer.status == 429
    assert (answer.retry_after or 0) > 50 * 365 * 86_400
    url = server.says("/", ok(b"", status="503 No", Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"))
    assert get(fetcher, url).retry_after == 0
    url = server.says("/", ok(b"", status="503 No", Retry_After="soon"))
    assert get(fetcher, url).retry_after is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("max-age=60", 60), ("s-maxage=9, max-age=5", 5), ("no-cache, max-age=60", None), ("private", None), ("", None)],
)
def test_max_age(server, fetcher, said, seconds):
    assert get(fetcher, server.says("/", ok(b"", Cache_Control=said))).max_age == seconds


def test_gzip_is_unpacked_also_in_several_members(server, fetcher):
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    assert get(fetcher, server.says("/", ok(packed, Content_Encoding="gzip"))).body == b"one two"
    assert get(fetcher, server.says("/", ok(b"", Content_Encoding="gzip"))).body == b""


def test_a_body_in_chunks(server, fetcher):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert get(fetcher, server.says("/", head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")).body == b"abcde"
    with pytest.raises(BrokenAnswerError):
        get(fetcher, server.says("/", head + b"3\r\nabc\r\n9\r\nde"))


# Redirects


def test_redirects_are_followed_and_said_to_be_for_good_only_when_each_is(server, fetcher):
    end = server.says("/end", ok(b"end"))
    server.says("/b", moved("/end", "308 Permanent Redirect"))
    answer = get(fetcher, server.says("/a", moved("b#part")))
    assert (answer.url, answer.moved, answer.body) == (end, end, b"end")
    server.says("/b", moved("/end", "302 Found"))
    answer = get(fetcher, server.url("/a"))
    assert (answer.url, answer.moved) == (end, None)


def test_a_redirect_is_told_no_more_than_any_request(server, other, fetcher):
    other.says("/end", ok(b"end"))
    url = server.says("/", moved(other.url("/end"), "302 Found"))
    get(fetcher, url.replace("http://", "http://name:word@"))
    assert server.asked[0].headers["Authorization"] == "Basic bmFtZTp3b3Jk"
    assert set(other.asked[0].headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}


def test_five_redirects_and_no_more(server, fetcher):
    for number in range(6):
        server.says(f"/{number}", moved(f"/{number + 1}"))
    server.says("/5", ok(b"five"))
    assert get(fetcher, server.url("/0")).body == b"five"
    server.says("/5", moved("/6"))
    server.says("/6", ok(b"six"))
    with pytest.raises(RedirectError):
        get(fetcher, server.url("/0"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "data:text/html,x", "javascript:1", "//"])
def test_a_redirect_to_anything_but_the_web_is_refused(server, fetcher, target):
    with pytest.raises(RedirectError):
        get(fetcher, server.says("/", moved(target)))


# Addresses


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "ftp://a.example/",
        "a.example/feed",
        "http://",
        "http://[::1",
        "http://a b/",
        "gopher:x",
    ],
)
def test_only_the_web_is_fetched(fetcher, url):
    with pytest.raises(AddressError) as caught:
        get(fetcher, url)
    assert caught.value.fields["url"] == url


INSIDE = (
    "127.0.0.1 localhost 2130706433 0x7f.1 [::1] [::ffff:127.0.0.1] 0 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1"
    " 224.0.0.1 [fe80::1] [fd00::1] [64:ff9b::7f00:1] [2002:7f00:1::]"
)


@pytest.mark.parametrize("host", INSIDE.split())
def test_nothing_inside_a_private_network_is_fetched(host):
    with Fetcher(proxies=dict) as fetcher, pytest.raises(PrivateAddressError):
        get(fetcher, f"http://{host}:9/")


@pytest.mark.parametrize("inside", ["127.0.0.1", "192.168.1.1", "::1", "::ffff:10.0.0.1"])
def test_a_name_that_leads_inside_is_not_fetched(server, monkeypatch, inside):
    port = int(server.address.rpartition(":")[2])
    found = (socket.AF_INET6 if ":" in inside else socket.AF_INET, socket.SOCK_STREAM, 6, "", (inside, port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [found])
    with Fetcher(proxies=dict) as fetcher, pytest.raises(PrivateAddressError):
        get(fetcher, f"http://rebound.example:{port}/")
    assert not server.asked


def test_a_typed_host_may_be_private_and_where_it_leads_may_not(server):
    home = server.address.replace("127.0.0.1", "localhost")
    server.says("/feed", ok(b"feed"))
    with Fetcher(proxies=dict) as fetcher:
        assert get(fetcher, server.url("/feed"), private=True).body == b"feed"
        away = server.says("/away", moved(f"http://{home}/feed"))
        before = len(server.asked)
        with pytest.raises(PrivateAddressError) as caught:
            get(fetcher, away, private=True)
        assert caught.value.fields["url"] == away
        assert len(server.asked) == before + 1
        near = server.says("/near", moved("/feed"))
        assert get(fetcher, near, private=True).body == b"feed"


def test_what_may_not_does_not_ride_on_a_connection_of_what_may(server):
    answer = ok(b"feed", Connection="keep-alive")
    url = server.says("/feed", answer)
    with Fetcher(proxies=dict) as fetcher:
        get(fetcher, url, private=True)
        with pytest.raises(PrivateAddressError):
            get(fetcher, url)
    assert len(server.asked) == 1


# Proxies


def test_a_proxy_of_the_environment_is_used(server):
    server.routes["http://a.example/feed"] = ok(b"by proxy")
    with Fetcher(proxies=lambda: {"http": server.address}) as fetcher:
        assert get(fetcher, "http://a.example/feed").body == b"by proxy"
        for host in ("10.0.0.1", "printer", "nas.local", "[::ffff:10.0.0.1]"):
            with pytest.raises(PrivateAddressError):
                get(fetcher, f"http://{host}/feed")
    assert len(server.asked) == 1


def test_this_computer_is_reached_without_a_proxy(server):
    url = server.says("/feed", ok(b"direct"))
    with Fetcher(proxies=lambda: {"http": "http://127.0.0.1:9"}) as fetcher:
        assert get(fetcher, url, private=True).body == b"direct"


def test_no_proxy_names_hosts_that_are_reached_directly(server, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://{server.address}")
    monkeypatch.setenv("no_proxy", "a.example")
    server.routes["http://b.example/"] = ok(b"by proxy")
    with Fetcher(limits=QUICK) as fetcher:
        assert get(fetcher, "http://b.example/").body == b"by proxy"
        with pytest.raises((UnreachableError, FetchTimeoutError)):
            get(fetcher, "http://a.example/")


# What a hostile server can do


def endless(piece: bytes) -> Iterator[bytes]:
    while True:
        yield piece


def drip(head: bytes, piece: bytes) -> Iterator[bytes]:
    yield head
    pause = threading.Event()
    while True:
        pause.wait(0.05)
        yield piece


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNK = b"3e8\r\n" + b"x" * 1_000 + b"\r\n"


def bomb() -> Iterator[bytes]:
    yield HEAD + b"Content-Encoding: gzip\r\n\r\n"
    packer = zlib.compressobj(wbits=31)
    zeros = bytes(1_000_000)
    for _ in range(2_000):
        yield packer.compress(zeros)


HOSTILE = {
    "too long by its own account": (lambda: ok(b"", length=10**9), TooLargeError),
    "endless": (lambda: itertools.chain([HEAD + b"\r\n"], endless(b"x" * 65_536)), TooLargeError),
    "endless in chunks": (
        lambda: itertools.chain([HEAD + b"Transfer-Encoding: chunked\r\n\r\n"], endless(CHUNK)),
        TooLargeError,
    ),
    "gzip bomb": (bomb, TooLargeError),
    "gzip in gzip": (lambda: ok(gzip.compress(gzip.compress(b"x")), Content_Encoding="gzip, gzip"), BrokenAnswerError),
    "two encodings": (lambda: ok(b"x", Content_Encoding="gzip\r\nContent-Encoding: gzip"), BrokenAnswerError),
    "brotli": (lambda: ok(b"x", Content_Encoding="br"), BrokenAnswerError),
    "not gzip": (lambda: ok(b"plain", Content_Encoding="gzip"), BrokenAnswerError),
    "gzip cut short": (lambda: ok(gzip.compress(b"x" * 99)[:-9], Content_Encoding="gzip"), BrokenAnswerError),
    "a byte now and then": (lambda: drip(HEAD + b"\r\n", b"x"), FetchTimeoutError),
    "a byte of its length now and then": (lambda: drip(HEAD + b"Content-Length: 999\r\n\r\n", b"x"), FetchTimeoutError),
    "a header now and then": (lambda: drip(HEAD, b"A: b\r\n"), FetchTimeoutError),
    "a byte of a header now and then": (lambda: drip(HEAD + b"A: ", b"b"), FetchTimeoutError),
    "continue for ever": (lambda: drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), FetchTimeoutError),
    "many headers": (lambda: HEAD + b"A: b\r\n" * 1000 + b"\r\n", BrokenAnswerError),
    "long headers": (lambda: HEAD + (b"A: " + b"b" * 30_000 + b"\r\n") * 3 + b"\r\n", BrokenAnswerError),
    "one long header": (lambda: itertools.chain([HEAD + b"A: "], endless(b"b" * 65_536)), BrokenAnswerError),
    "short": (lambda: ok(b"half", length=8), BrokenAnswerError),
    "garbage": (lambda: bytes(range(256)) * 9, BrokenAnswerError),
    "nothing": (lambda: b"", UnreachableError),
    "a status of its own": (lambda: b"HTTP/1.1 banana\r\n\r\n", BrokenAnswerError),
    "a loop": (lambda: moved("/hostile"), RedirectError),
    "a growing loop": (lambda: moved("hostile?" + "x" * 9_000), RedirectError),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_each_fault_has_its_name_and_ends_in_time(server, kind):
    say, error = HOSTILE[kind]
    url = server.says("/hostile", lambda _: say())
    start, memory = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    limits = QUICK if error is FetchTimeoutError else Limits()
    with Fetcher(private=lambda: True, limits=limits, proxies=dict) as fetcher:
        with pytest.raises(error) as caught:
            get(fetcher, url, limit=300_000)
        assert caught.value.fields["url"] == url
        assert time.monotonic() - start < 30
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 100_000
        assert get(fetcher, server.says("/good", ok(b"good"))).body == b"good"


def test_nobody_there(fetcher):
    with Server() as gone:
        url = gone.url("/")
    with pytest.raises(UnreachableError) as caught:
        get(fetcher, url)
    assert caught.value.fields["reason"] == "the connection was refused"


def test_a_name_that_nobody_has(fetcher):
    with pytest.raises((UnreachableError, FetchTimeoutError)):
        get(fetcher, "http://no-such-host.invalid/")


def test_the_limit_is_met_exactly(server, fetcher):
    packed = gzip.compress(b"x" * 1000)
    url = server.says("/", ok(packed, Content_Encoding="gzip"))
    assert len(get(fetcher, url, limit=1000).body) == 1000
    with pytest.raises(TooLargeError):
        get(fetcher, url, limit=999)


# Many at once


def test_two_of_a_host_and_so_many_in_all(server, other):
    other.seen = server.seen
    for one in (server, other):
        one.says("/", lambda _, one=one: itertools.chain([HEAD + b"\r\n"], [one.wait()]))
    with Fetcher(private=lambda: True, total=3, proxies=dict) as fetcher, ThreadPoolExecutor(12) as pool:
        urls = [server.url(), other.url().replace("127.0.0.1", "localhost")] * 6
        answers = [pool.submit(get, fetcher, url) for url in urls]
        for _ in range(3):
            assert server.seen.acquire(timeout=30)
        assert not server.seen.acquire(timeout=0.2)
        server.go.set()
        other.go.set()
        assert [answer.result().status for answer in answers] == [200] * 12
    assert max(server.most, other.most) == 2


def test_cancelling_ends_at_once_what_goes_on_and_what_waits(server):
    url = server.says("/", lambda _: itertools.chain([HEAD + b"Content-Length: 9\r\n\r\n"], [server.wait()]))
    with Fetcher(private=lambda: True, proxies=dict) as fetcher, ThreadPoolExecutor(6) as pool:
        answers = [pool.submit(get, fetcher, url) for _ in range(6)]
        for _ in range(2):
            assert server.seen.acquire(timeout=30)
        start = time.monotonic()
        fetcher.cancel()
        for answer in answers:
            with pytest.raises(FetchCancelledError):
                answer.result()
        assert time.monotonic() - start < 15
        assert get(fetcher, server.says("/", ok(b"later"))).body == b"later"


def test_after_closing_nothing_begins(server):
    fetcher = Fetcher(private=lambda: True, proxies=dict)
    fetcher.close()
    with pytest.raises(FetchCancelledError):
        get(fetcher, server.says("/", ok(b"x")))
    assert not server.asked


def test_a_connection_is_used_again_and_a_dropped_one_is_not(server, fetcher):
    url = server.says("/", ok(b"x", Connection="keep-alive"))
    for _ in range(3):
        assert get(fetcher, url).body == b"x"
    assert len(server._connections) == 1
    server.says("/", ok(b"x"))
    for _ in range(3):
        assert get(fetcher, url).body == b"x"


def test_the_watch_ends_with_the_last_transfer(server, fetcher):
    get(fetcher, server.says("/", ok(b"x")))
    watching = [thread for thread in threading.enumerate() if thread.name == "mine-reader-watch"]
    for thread in watching:
        thread.join(5)
        assert not thread.is_alive()


def test_every_fault_is_a_sentence_with_its_address():
    assert "https://a.example/x" in str(UnreachableError(url="https://a.example/x", reason="there is no such host"))
    assert issubclass(UnreachableError, FetchError)
