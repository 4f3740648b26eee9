"""The tree of errors.

MineReaderError
├── NotFoundError          an id that the library does not hold
├── InputError             what was given cannot be used: it is named with its reason
│   ├── SourceReadError        a file that cannot be read as an issue
│   └── NoteSyntaxError        text that is no note
├── LibraryError           the library file cannot be used
│   ├── LibraryCorruptError
│   ├── LibraryTooNewError
│   ├── LibraryReadOnlyError
│   ├── LibraryLockedError
│   └── DiskFullError
├── ExportError            a file could not be written; the old one is untouched
│   └── FileChangedError       the file on disk is not the one that was imported
├── SettingsError
├── WorkerError            the worker process died or ran out of its budget
└── NoDisplayError
"""

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


class NoDisplayError(MineReaderError):
    """The window has nowhere to open."""

    template = "The window needs a display, and there is none. The command line works without: see mine-reader --help."
