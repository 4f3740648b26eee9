"""The tree of errors.

MineReaderError
├── NotFoundError          an id that the library does not hold
├── InputError             what was given cannot be used: it is named with its reason
│   ├── SourceReadError        a file that cannot be read as an issue
│   └── NoteSyntaxError        text that is no note
├── LibraryError           the library file cannot be used
│   ├── LibraryCorruptError
│   ├── SearchIndexError       what can be made anew from the texts is damaged, nothing else
│   ├── LibraryTooNewError
│   ├── LibraryReadOnlyError
│   ├── LibraryLockedError
│   └── DiskFullError
├── ExportError            a file could not be written; the old one is untouched
│   └── FileChangedError       the file on disk is not the one that was imported
├── SettingsError
├── WorkerError            the worker process died or ran out of its budget
├── DownloadError          what a link leads to could not be kept; what was kept before stays
│   └── PagePoorerError
├── FetchError             nothing, or nothing whole, came from an address; `url` names it
│   ├── AddressError           no address that can be fetched
│   ├── PrivateAddressError    an address inside this computer or its network
│   ├── UnreachableError       no connection: no such host, refused, broken off
│   ├── CertificateError       the secure connection cannot be trusted
│   ├── FetchTimeoutError
│   ├── TooLargeError
│   ├── RedirectError          too many redirects, or one that leads nowhere
│   ├── BrokenAnswerError      no HTTP, cut short, or packed as nobody asked for
│   ├── StatusError            the server answered with an error
│   └── FetchCancelledError
├── ContentError           what came cannot be read; `url` names it
│   ├── FeedError              no feed
│   │   ├── EmptyFeedError         an answer without a body
│   │   └── NotAFeedError          a web page where a feed should be
│   ├── PageError              no text to read in a page
│   │   ├── ClosedPageError        it needs a login or scripts
│   │   └── GonePageError          the site says that it is not there any more
│   └── TooHardError           it took more time or memory than reading may
└── NoDisplayError
"""

from collections.abc import Callable
from typing import ClassVar


class MineReaderError(Exception):
    """Base of all errors that a user may meet.

    `template` is the plain English sentence with named fields; user interfaces translate the
    template and then fill in `fields`.
    """

    template: ClassVar[str] = "Something went wrong: {reason}."

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.template.format(**fields))

    def __reduce__(self) -> "tuple[Callable[..., MineReaderError], tuple[object, ...]]":
        return _restored, (type(self), self.fields)


def _restored(kind: type[MineReaderError], fields: dict[str, object]) -> MineReaderError:
    """Make an error anew that came from another process."""
    return kind(**fields)


class NotFoundError(MineReaderError):
    """An id that the library does not hold."""

    template = "There is no {kind} with the id {id} in this library."


class InputError(MineReaderError):
    """What was given cannot be used."""

    template = "{what} cannot be used: {reason}."


class SourceReadError(InputError):
    """A file cannot be read as an issue."""

    template = "{path} was not imported: {reason}."


class NoteSyntaxError(InputError):
    """A text is no note, or a note cannot be written."""

    template = "This text is not a note: {reason}."


class LibraryError(MineReaderError):
    """The library file cannot be used."""

    template = "The library {path} cannot be used: {reason}."


class LibraryCorruptError(LibraryError):
    """The library file is damaged."""

    template = "The library {path} is damaged. It was left as it is; restore a backup or choose another library."


class SearchIndexError(LibraryError):
    """The search index in the library file is damaged; nothing else is."""

    template = (
        "The search index of {path} is damaged; nothing else is. Make it anew with the command of that name in the "
        "Edit menu, or with mine-reader search --rebuild."
    )


class LibraryTooNewError(LibraryError):
    """A newer version wrote the library file."""

    template = "The library {path} was written by a newer MineReader (version {version}). Please update MineReader."


class LibraryReadOnlyError(LibraryError):
    """The library file, or its folder, cannot be written."""

    template = "The library {path} cannot be written. Check the permissions of the file and its folder."


class LibraryLockedError(LibraryError):
    """Another program holds the library file."""

    template = "The library {path} is in use by another program. Try again in a moment."


class DiskFullError(LibraryError):
    """A write found no space."""

    template = (
        "The disk is full, so {path} could not be written. Nothing stored was lost; free some space and try again."
    )


class ExportError(MineReaderError):
    """A file could not be written; the old one is untouched."""

    template = "{path} could not be written: {reason}. The old file was left as it was."


class FileChangedError(ExportError):
    """The file on disk is not the one that was imported."""

    template = "{path} was changed since it was imported. Import it again first, then save the notes."


class SettingsError(MineReaderError):
    """The settings file cannot be read or written."""

    template = "The settings file {path} could not be used: {reason}."


class WorkerError(MineReaderError):
    """The worker process died or ran out of its budget."""

    template = "A text took too long to prepare and is shown without formatting."


class FetchError(MineReaderError):
    """Nothing, or nothing whole, came from an address."""

    template = "{url} could not be fetched: {reason}."


class AddressError(FetchError):
    """No address that can be fetched."""

    template = "{url} cannot be fetched: it is no http or https address. Check how it is written."


class PrivateAddressError(FetchError):
    """An address inside this computer or its network."""

    template = "{url} leads into this computer or its private network and was not fetched. The settings can allow it."


class UnreachableError(FetchError):
    """No connection came about, or it broke off."""

    template = "{url} could not be reached: {reason}. Check the address and the connection, then try again."


class CertificateError(FetchError):
    """The secure connection cannot be trusted."""

    template = "{url} was not fetched, because its connection is not secure: {reason}."


class FetchTimeoutError(FetchError):
    """The answer took too long."""

    template = "{url} did not answer within {seconds} seconds. Try again later."


class TooLargeError(FetchError):
    """The answer is larger than what may be fetched."""

    template = "{url} is larger than {megabytes} MB and was not fetched."


class RedirectError(FetchError):
    """Too many redirects, or one that leads nowhere."""

    template = "{url} sends from one address to the next and never to an answer."


class BrokenAnswerError(FetchError):
    """An answer that is no HTTP, is cut short, or is packed as nobody asked for."""

    template = "The answer from {url} is damaged: {reason}. Try again later."


class StatusError(FetchError):
    """The server answered with an error."""

    template = "{url} answered with the error {status}."


class FetchCancelledError(FetchError):
    """The transfer was cancelled."""

    template = "Fetching {url} was cancelled."


class ContentError(MineReaderError):
    """What came cannot be read."""

    template = "{url} cannot be read: {reason}."


class FeedError(ContentError):
    """What came is no feed."""

    template = "{url} is not a feed that can be read: {reason}."


class EmptyFeedError(FeedError):
    """An answer without a body."""

    template = "{url} answered with nothing where a feed should be."


class NotAFeedError(FeedError):
    """A web page where a feed should be."""

    template = "{url} is a web page, not a feed. Add the address of the site to look for its feed."


class PageError(ContentError):
    """No text to read in a page."""

    template = "No text to read was found in {url}. Open it in the browser."


class ClosedPageError(PageError):
    """A page that needs a login or scripts."""

    template = "{url} needs a login or scripts. Open it in the browser and save what it shows."


class GonePageError(PageError):
    """A page in whose place the site says that it is not there any more."""

    template = "{url} is not there any more: the site shows another page in its place."


class TooHardError(ContentError):
    """It took more time or memory than reading may."""

    template = "{url} took too long to read and was left out."


class DownloadError(MineReaderError):
    """What a link leads to could not be kept; what was kept before stays."""

    template = "{url} was not saved: {reason}."


class PagePoorerError(DownloadError):
    """The page says much less than the copy of it that is saved, or something else."""

    template = (
        "The saved copy of {url} was kept: the page now holds much less or something else. "
        "Delete the copy to save that."
    )


class NoDisplayError(MineReaderError):
    """The window has nowhere to open."""

    template = "The window needs a display, and there is none. The command line works without: see mine-reader --help."
