"""Which addresses may be fetched, and where their hosts are."""

import contextlib
import ipaddress
import socket
import threading
from queue import Empty, SimpleQueue
from urllib.parse import urljoin, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from mine_reader.errors import AddressError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_HERE = (".localhost", ".local", ".internal", ".home.arpa")
_MAX_URL = 8_000


def web_address(url: str, base: str = "") -> Url:
    """Return an http or https address taken apart, without its fragment; AddressError."""
    try:
        joined = urljoin(base, url.strip()) if base else url.strip()
        host = urlsplit(joined).hostname or ""
        if not host.isascii():
            joined = joined.replace(urlsplit(joined).netloc, _ascii_netloc(joined), 1)
        parsed = parse_url(joined)
    except (LocationParseError, ValueError) as error:  # UnicodeError of a host name is a ValueError
        raise AddressError(url=url) from error
    if parsed.scheme not in {"http", "https"} or not parsed.host or len(joined) > _MAX_URL:
        raise AddressError(url=url)
    return parsed._replace(fragment=None, path=parsed.path or "/")


def _ascii_netloc(url: str) -> str:
    parts = urlsplit(url)
    user = parts.netloc.rpartition("@")[0]
    host = (parts.hostname or "").encode("idna").decode("ascii")
    return f"{user + '@' if user else ''}{host}{f':{parts.port}' if parts.port else ''}"


def is_private(address: Address) -> bool:
    """Return whether an address is anywhere but in the public internet, also where it stands for another one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if any(is_private(one) for one in inner if one is not None):
            return True
        if address.ipv4_mapped is not None:
            return False
    return not address.is_global or address.is_multicast


def names_private_host(host: str) -> bool:
    """Return whether a host is private by its name alone: all that can be known when a proxy looks it up."""
    literal = _literal(host)
    if literal is not None:
        return is_private(literal)
    name = host.lower().rstrip(".")
    return "." not in name or name.endswith(_HERE)


def is_loopback(host: str) -> bool:
    """Return whether a host is this computer by its name alone."""
    literal = _literal(host)
    return literal.is_loopback if literal is not None else host.lower().rstrip(".") == "localhost"


def _literal(host: str) -> Address | None:
    bare = host.strip("[]").partition("%")[0]
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(bare)
    with contextlib.suppress(OSError):  # 2130706433, 0x7f.1 and the like
        return ipaddress.IPv4Address(socket.inet_aton(bare)) if bare[:1].isdigit() else None
    return None


class Resolver:
    """Looks up one host at a time in a thread that nobody has to wait for: the system has no limit of its own."""

    def __init__(self) -> None:
        self._answers: SimpleQueue[list[str] | OSError | None] = SimpleQueue()

    def addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """Return the addresses of a host in the order of the system; OSError, TimeoutError."""
        if _literal(host) is not None and not host[:1].isdigit():
            return [host.strip("[]")]
        threading.Thread(target=self._look_up, args=(host.strip("[]"), port), daemon=True).start()
        try:
            answer = self._answers.get(timeout=seconds)
        except Empty:
            raise TimeoutError from None
        if isinstance(answer, list):
            return answer
        raise answer or TimeoutError

    def give_up(self) -> None:
        """Wake who waits for an answer."""
        self._answers.put(None)

    def _look_up(self, host: str, port: int) -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            self._answers.put(error if isinstance(error, OSError) else OSError(str(error)))
        else:
            self._answers.put([str(entry[4][0]) for entry in found])
