"""Downloads over the network of this machine, with the real fetcher and the real reader."""

import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from mine_reader.errors import PrivateAddressError
from mine_reader.model import Request
from mine_reader.model.downloads import Wish
from mine_reader.model.pages import SnapshotKind
from mine_reader.services import open_services
from mine_reader.services.network import Network
from tests.services.web import PDF, PNG

PARAGRAPH = "<p>水车立在岸边，潮水来时往里转，潮水退时往外转，一天磨两次面，夜里也磨，从不等风。</p>"
PAGE = f"""<!doctype html><html><head><title>潮汐与水车</title></head><body>
<nav><a href="/">首页</a> <a href="/about">关于</a></nav>
<article><h1>潮汐与水车</h1>{PARAGRAPH * 6}<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="
data-src="/wheel"></p><pre><code>print(80 / 10)</code></pre></article></body></html>"""


class _Site(BaseHTTPRequestHandler):
    answers: ClassVar = {
        "/page": (200, "text/html; charset=utf-8", PAGE.encode()),
        "/wheel": (200, "application/octet-stream", PNG),
        "/paper": (200, "application/octet-stream", PDF),
        "/held": (200, "text/plain", b"late"),
        "/closed": (403, "text/html", b"<html>no</html>"),
    }
    reached: ClassVar = threading.Semaphore(0)
    release: ClassVar = threading.Event()
    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self):
        if self.path == "/held":
            self.reached.release()
            self.release.wait(20)
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        status, kind, body = self.answers.get(self.path, (404, "text/plain", b"none"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", "seen=1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def site():
    _Site.asked.clear()
    _Site.release.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def services(tmp_path, request):
    opened = open_services(
        tmp_path / "library.sqlite", cache_dir=tmp_path / "cache", network=Network(private=lambda: request.param)
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("services", [True], indirect=True)
def test_pages_and_files_are_saved_with_their_pictures_and_nobody_is_told_who_reads(services, site):
    services.downloading.add([Wish(f"{site}/{name}") for name in ("page", "paper", "closed")])
    report = services.downloading.run()
    saved = {one.url.rpartition("/")[2]: one.snapshot for one in report.results if one.snapshot}
    assert saved.keys() == {"page", "paper"}
    assert [one.url for one in report.failed] == [f"{site}/closed"]
    assert saved["paper"].kind is SnapshotKind.FILE
    (article,) = services.library.detail(saved["page"].issue_id).articles
    assert article.title == "潮汐与水车"
    assert article.text.count("从不等风") == 6
    assert "首页" not in article.text
    (image,) = services.pages.images(saved["page"].issue_id).values()
    assert image.read_bytes() == PNG
    assert services.backup.check().ok
    for _, headers in _Site.asked:
        assert not {"referer", "cookie"} & headers.keys()


@pytest.mark.parametrize("services", [False], indirect=True)
def test_nothing_in_the_private_network_is_asked_unless_allowed(services, site):
    services.downloading.add([Wish(f"{site}/page")])
    (failed,) = services.downloading.run().failed
    assert failed.problem.template == PrivateAddressError.template
    assert not _Site.asked


@pytest.mark.parametrize("services", [True], indirect=True)
def test_cancelling_downloads_leaves_the_feeds_alone(services, site):
    network = services._network
    services.downloading.add([Wish(f"{site}/held")])
    with ThreadPoolExecutor(1) as pool:
        feed = pool.submit(network.web.fetch, Request(f"{site}/held"))
        try:
            assert _Site.reached.acquire(timeout=20)
            report = services.downloading.run(lambda *_: False)
        finally:
            _Site.release.set()
        assert (report.results, report.left) == ((), 1)
        assert feed.result().status == 200
