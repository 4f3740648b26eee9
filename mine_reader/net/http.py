"""Getting what an address names, with a limit to everything."""

import contextlib
import datetime as dt
import ssl
import threading
from collections.abc import Callable, Mapping
from typing import Any, Self
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

import certifi
import urllib3
from urllib3.util import Timeout, Url, make_headers

from mine_reader import __version__
from mine_reader.errors import AddressError, FetchCancelledError, PrivateAddressError, RedirectError
from mine_reader.model import Request, Response
from mine_reader.net.addresses import is_loopback, names_private_host, web_address
from mine_reader.net.answers import body_of, content_type, max_age, retry_after, validator
from mine_reader.net.connections import TRANSFER, EndedError, Limits, Transfer, Watch, manager
from mine_reader.net.faults import FAULTS, is_broken_off, named
from mine_reader.net.slots import Held, Slots

USER_AGENT = f"MineReader/{__version__} (+https://github.com/minereader/MineReader)"

_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_NOTHING_BY_ITSELF: dict[str, Any] = {"retries": False, "redirect": False, "decode_content": False}


class Fetcher:
    """Fetches for any number of threads; at most `per_host` transfers of one host and `total` in all go on at once.

    `private` says whether the user allows addresses inside private networks everywhere; `proxies` are those of the
    environment or the system, by scheme.
    """

    def __init__(
        self,
        *,
        private: Callable[[], bool] = lambda: False,
        per_host: int = 2,
        total: int = 32,
        limits: Limits | None = None,
        proxies: Callable[[], Mapping[str, str]] = getproxies,
    ) -> None:
        self._private = private
        self._proxies = proxies
        self._limits = limits or Limits()
        self._slots = Slots(per_host, total)
        self._watch = Watch()
        self._lock = threading.Lock()
        self._managers: dict[tuple[str | None, bool, bool], urllib3.PoolManager] = {}
        self._options: dict[str, Any] = {"num_pools": total, "maxsize": per_host}
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fetch(self, request: Request) -> Response:
        """Return the answer, whatever its status; waits while too many are under way; FetchError.

        Only the answer of a success has its body.
        """
        address = web_address(request.url)
        with self._slots.taken(request.url, address.host or "") as held:
            transfer = Transfer(request.url, self._limits)
            token = TRANSFER.set(transfer)
            self._watch.add(transfer)
            try:
                if self._closed:
                    raise FetchCancelledError(url=request.url)
                return self._followed(request, address, transfer, held)
            finally:
                self._watch.remove(transfer)
                transfer.finish()
                TRANSFER.reset(token)

    def cancel(self) -> None:
        """End what is under way or waiting; later calls work."""
        self._slots.cancel()
        self._watch.cancel()

    def close(self) -> None:
        """End what is under way or waiting at once, and begin nothing more."""
        self._closed = True
        self.cancel()
        with self._lock:
            for one in self._managers.values():
                one.clear()

    def _followed(self, request: Request, address: Url, transfer: Transfer, held: Held) -> Response:
        first = address.host
        for_good = True
        for hop in range(self._limits.redirects + 1):
            if hop:
                held.move(address.host or "")
            private = self._private() or (request.private and address.host == first)
            answer = self._asked(request, address, transfer, private=private)
            try:
                location = answer.headers.get("Location") if answer.status in _REDIRECTS else None
                if location is None:
                    response = _response(request, address, answer, moved=bool(hop) and for_good)
                    if transfer.ended:
                        raise EndedError  # what breaks off may look like the end
                    return response
            except FAULTS as error:
                raise named(error, transfer) from error
            finally:
                answer.close()
            for_good = for_good and answer.status in _FOR_GOOD
            address = _target(request.url, location, address)
        raise RedirectError(url=request.url)

    def _asked(self, request: Request, address: Url, transfer: Transfer, *, private: bool) -> urllib3.BaseHTTPResponse:
        """Return the answer to one request, its body still to come; FetchError."""
        host = address.host or ""
        proxy = self._proxy(address)
        if proxy and not private and names_private_host(host):
            raise PrivateAddressError(url=request.url)
        pool = self._manager(proxy, private=private, secure=address.scheme == "https")
        url, headers = address._replace(auth=None).url, _headers(request, address)
        timeout = Timeout(connect=self._limits.connect, read=self._limits.between)
        while True:
            try:
                return pool.request(
                    "GET", url, headers=headers, timeout=timeout, preload_content=False, **_NOTHING_BY_ITSELF
                )
            except FAULTS as error:
                if transfer.reuses and not transfer.ended and is_broken_off(error):
                    continue  # the server had closed it since: no fault, and the next one is new
                raise named(error, transfer) from error
            except ValueError as error:  # an address or a header that cannot be sent
                raise AddressError(url=request.url) from error

    def _proxy(self, address: Url) -> str | None:
        host = address.host or ""
        if is_loopback(host) or proxy_bypass(f"{host}:{address.port}" if address.port else host):
            return None
        proxies = self._proxies()
        found = proxies.get(address.scheme or "") or proxies.get("all")
        return found if found is None or "://" in found else f"http://{found}"

    def _manager(self, proxy: str | None, *, private: bool, secure: bool) -> urllib3.PoolManager:
        with self._lock:
            key = (proxy, private, secure)
            if key not in self._managers:
                options = self._options | ({"ssl_context": _tls()} if secure else {})
                self._managers[key] = manager(proxy, private=private, **options)
            return self._managers[key]


def _tls() -> ssl.SSLContext:
    """Return the system's certificates and those that come along: a frozen application may find none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _headers(request: Request, address: Url) -> dict[str, str]:
    headers = {"User-Agent": USER_AGENT, "Accept": request.accept, "Accept-Encoding": "gzip"}
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    if address.auth:
        headers["Authorization"] = make_headers(basic_auth=unquote(address.auth))["authorization"]
    return headers


def _target(url: str, location: str, base: Url) -> Url:
    """Return where a redirect leads."""
    with contextlib.suppress(ValueError):
        # Bytes of UTF-8 that the encoding of headers made unreadable.
        location = location.encode("latin-1").decode("utf-8")
    try:
        return web_address(location, base._replace(auth=None).url)
    except AddressError as error:
        raise RedirectError(url=url) from error


def _response(request: Request, address: Url, answer: urllib3.BaseHTTPResponse, *, moved: bool) -> Response:
    url = address._replace(auth=None).url
    headers = answer.headers
    media, charset = content_type(headers.get("Content-Type", ""))
    return Response(
        status=answer.status,
        url=url,
        moved=url if moved else None,
        etag=validator(headers.get("ETag", "")),
        last_modified=validator(headers.get("Last-Modified", "")),
        retry_after=retry_after(headers.get("Retry-After", ""), dt.datetime.now(dt.UTC)),
        max_age=max_age(headers.get("Cache-Control", "")),
        content_type=media,
        charset=charset,
        body=body_of(answer, request.url, request.limit) if 200 <= answer.status < 300 or answer.status == 304 else b"",
    )
