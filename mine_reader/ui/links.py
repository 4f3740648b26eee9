"""The only way out of the window: links to the web and mail, checked after parsing."""

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SCHEMES = ("http", "https", "mailto")
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?:[:/?#]\S*)?", re.IGNORECASE)


def outward(address: str) -> QUrl | None:
    """Return an address that may leave the window, None for any other."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() not in _SCHEMES:
        return None
    return url if url.scheme() == "mailto" or url.host() else None


def shown(address: str) -> str:
    """Return an address as a status bar may show it: encoded, so that nothing in it misleads."""
    url = QUrl(address)
    return bytes(url.toEncoded().data()).decode("ascii", "replace") if url.isValid() else ""


def shown_host(address: str) -> str:
    """Return the host of an address, encoded."""
    return QUrl(address).host(QUrl.ComponentFormattingOption.FullyEncoded)


def misleading(text: str, address: str) -> str:
    """Return the host that a link's text names, when it is another one than the link leads to; else ""."""
    words = text.strip()
    if not _ADDRESS.fullmatch(words):
        return ""
    named = shown_host(words if "://" in words else f"https://{words}").removeprefix("www.")
    real = shown_host(address).removeprefix("www.")
    same = named == real or named.endswith(f".{real}") or real.endswith(f".{named}")
    return "" if same or not named else named


def open_outward(address: str) -> bool:
    """Open an address in the browser or the mail program; return whether it was one that may leave."""
    url = outward(address)
    return url is not None and QDesktopServices.openUrl(url)
