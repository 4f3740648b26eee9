"""Certificates: what nobody vouches for is not asked for anything."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest

from mine_reader.errors import CertificateError
from mine_reader.model import Request
from mine_reader.net.connections import Limits
from mine_reader.net.http import Fetcher
from tests.net.server import Server, moved, ok

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")

QUICK = Limits(connect=2.0, between=2.0, whole=4.0)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for localhost that only itself vouches for, with its key."""
    made: Path = tmp_path_factory.mktemp("tls") / "both.pem"
    key = made.with_name("key.pem")
    named = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
    command = ("openssl", "req", "-x509", *curve, "-nodes", "-days", "2", *named, "-keyout", key, "-out", made)
    subprocess.run(command, check=True, capture_output=True)
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


@pytest.fixture
def server(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Server(tls=context) as one:
        one.says("/feed", ok(b"feed"))
        yield one


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(private=lambda: True, limits=QUICK, proxies=dict) as one:
        yield one


@pytest.fixture
def vouched(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    monkeypatch.setattr(certifi, "where", lambda: str(certificate))


def named(server: Server) -> str:
    return server.url("/feed").replace("127.0.0.1", "localhost")


def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_said(server, fetcher):
    with pytest.raises(CertificateError) as caught:
        fetcher.fetch(Request(named(server), private=True))
    assert caught.value.fields["url"] == named(server)
    assert not server.asked


@pytest.mark.usefixtures("vouched")
def test_a_certificate_that_somebody_vouches_for_is_good_for_its_own_name_alone(server, fetcher):
    assert fetcher.fetch(Request(named(server), private=True)).body == b"feed"
    with pytest.raises(CertificateError):
        fetcher.fetch(Request(server.url("/feed"), private=True))
    assert len(server.asked) == 1


def test_a_redirect_does_not_lead_around_a_certificate(server, fetcher):
    with Server() as plain:
        away = plain.says("/away", moved(named(server)))
        with pytest.raises(CertificateError):
            fetcher.fetch(Request(away, private=True))
    assert not server.asked
