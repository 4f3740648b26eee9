"""What went wrong with a transfer, as errors of ours."""

import http.client
import ssl

from urllib3 import exceptions

from mine_reader.errors import (
    BrokenAnswerError,
    CertificateError,
    FetchCancelledError,
    FetchError,
    FetchTimeoutError,
    UnreachableError,
)
from mine_reader.net.connections import Ended, EndedError, Transfer

FAULTS = (exceptions.HTTPError, OSError, http.client.HTTPException, EndedError)
"""What the libraries raise while a transfer is under way."""


def named(error: Exception, transfer: Transfer) -> FetchError:
    """Return the error of ours that says what went wrong."""
    url, limits = transfer.url, transfer.limits
    match transfer.ended:
        case Ended.LATE:
            return FetchTimeoutError(url=url, seconds=f"{limits.whole:g}")
        case Ended.CANCELLED:
            return FetchCancelledError(url=url)
        case None:
            pass
    match error:
        case exceptions.NewConnectionError():  # the library counts it among the next
            return _by_cause(url, _causes(error))
        case exceptions.ConnectTimeoutError():
            return FetchTimeoutError(url=url, seconds=f"{limits.connect:g}")
        case exceptions.ReadTimeoutError() | TimeoutError():
            return FetchTimeoutError(url=url, seconds=f"{limits.between:g}")
        case exceptions.ProxyError() | exceptions.ProxySchemeUnknown() | exceptions.ProxySchemeUnsupported():
            return UnreachableError(url=url, reason="the proxy cannot be used")
        case _:
            return _by_cause(url, _causes(error))


def is_broken_off(error: Exception) -> bool:
    """Return whether the other side closed the connection before it said anything."""
    return any(isinstance(one, ConnectionError) for one in _causes(error))


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error and what it wraps, from outside to inside."""
    found: list[BaseException] = []
    pending: BaseException | None = error
    while pending is not None and pending not in found:
        found.append(pending)
        inner = [one for one in pending.args if isinstance(one, BaseException)]
        pending = inner[0] if inner else pending.__cause__ or pending.__context__
    return found


def _by_cause(url: str, causes: list[BaseException]) -> FetchError:  # noqa: PLR0911 (one for each kind)
    def any_of(*kinds: type[BaseException]) -> bool:
        return any(isinstance(one, kinds) for one in causes)

    if any_of(ssl.SSLCertVerificationError):
        return CertificateError(url=url, reason="its certificate is not valid")
    if any_of(exceptions.IncompleteRead, exceptions.InvalidChunkLength, http.client.IncompleteRead):
        return BrokenAnswerError(url=url, reason="it is cut short")
    if any_of(ConnectionRefusedError):
        return UnreachableError(url=url, reason="the connection was refused")
    if any_of(exceptions.NewConnectionError):
        return UnreachableError(url=url, reason="no connection came about")
    if any_of(ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError):  # RemoteDisconnected is one
        return UnreachableError(url=url, reason="the connection broke off")
    if any_of(ssl.SSLError, exceptions.SSLError):
        return CertificateError(url=url, reason="the two sides did not agree on a secure way")
    if any_of(http.client.LineTooLong) or "100 headers" in str(causes[-1]):
        return BrokenAnswerError(url=url, reason="its headers are too long")
    if any_of(http.client.HTTPException, exceptions.ProtocolError):
        return BrokenAnswerError(url=url, reason="it is no HTTP")
    return UnreachableError(url=url, reason="the connection broke off")
