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
    template = "There is no {kind} with the id {id} in this library."


class InputError(MineReaderError):
    template = "{what} cannot be used: {reason}."


class SourceReadError(InputError):
    template = "{path} was not imported: {reason}."


class NoteSyntaxError(InputError):
    template = "This text is not a note: {reason}."


class LibraryError(MineReaderError):
    template = "The library {path} cannot be used: {reason}."


class LibraryCorruptError(LibraryError):
    template = "The library {path} is damaged. It was left as it is; restore a backup or choose another library."


class LibraryTooNewError(LibraryError):
    template = "The library {path} was written by a newer MineReader (version {version}). Please update MineReader."


class LibraryReadOnlyError(LibraryError):
    template = "The library {path} cannot be written. Check the permissions of the file and its folder."


class LibraryLockedError(LibraryError):
    template = "The library {path} is in use by another program. Try again in a moment."


class DiskFullError(LibraryError):
    template = (
        "The disk is full, so {path} could not be written. Nothing stored was lost; free some space and try again."
    )


class ExportError(MineReaderError):
    template = "{path} could not be written: {reason}. The old file was left as it was."


class FileChangedError(ExportError):
    template = "{path} was changed since it was imported. Import it again first, then save the notes."


class SettingsError(MineReaderError):
    template = "The settings file {path} could not be used: {reason}."


class WorkerError(MineReaderError):
    template = "A text took too long to prepare and is shown without formatting."


class NoDisplayError(MineReaderError):
    template = "The window needs a display, and there is none. The command line works without: see mine-reader --help."
