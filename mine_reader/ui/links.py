"""The only way out of the window: links to the web and mail, checked after parsing."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SCHEMES = ("http", "https", "mailto")


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


def open_outward(address: str) -> bool:
    """Open an address in the browser or the mail program; return whether it was one that may leave."""
    url = outward(address)
    return url is not None and QDesktopServices.openUrl(url)
