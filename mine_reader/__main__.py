"""Where the program begins: the window or the command line, chosen from the arguments."""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from mine_reader.cli import COMMANDS
from mine_reader.errors import MineReaderError, NoDisplayError
from mine_reader.model.address import SCHEME
from mine_reader.settings import library_path, log_path

LOG_BYTES = 1_000_000

logger = logging.getLogger("mine_reader")


@dataclass(slots=True)
class Start:
    """What the arguments ask for; `command`: the command line reads them itself."""

    command: bool = False
    library: str | None = None
    verbose: bool = False
    files: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit status."""
    if getattr(sys, "frozen", False):
        import multiprocessing  # noqa: PLC0415 - it takes a while, and only a frozen program starts its worker so

        multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    start = read_arguments(arguments)
    set_up_logging(verbose=start.verbose)
    if start.command:
        from mine_reader.cli.app import run  # noqa: PLC0415 - the window needs none of it

        return run(arguments)
    # One of several that is missing is named by the import; alone it is a slip of the keys.
    if start.files and not any(Path(name).exists() for name in start.files):
        return _refuse(start.files[0])
    return _open_window(start)


def read_arguments(arguments: Sequence[str]) -> Start:
    """Decide between the window and the command line.

    An option that only one of them has is left to the command line, to run or to refuse.
    """
    start = Start()
    words = iter(arguments)
    for word in words:
        if word == "--":
            for rest in words:
                _sort(rest, start)
        elif word == "--library":
            start.library = next(words, None)
            start.command |= start.library is None
        elif word.startswith("--library="):
            start.library = word.partition("=")[2]
        elif word in {"-v", "--verbose"}:
            start.verbose = True
        elif word.startswith("-") or (word in COMMANDS and not (start.files or start.links)):
            start.command = True
            break
        else:
            _sort(word, start)
    start.verbose |= start.command and not {"-v", "--verbose"}.isdisjoint(arguments)
    return start


def _sort(word: str, start: Start) -> None:
    """Tell an address of ours from a file; a desktop hands files over as addresses, too."""
    if word.lower().startswith(SCHEME):
        start.links.append(word)
    elif word.lower().startswith("file:"):
        from urllib.request import url2pathname  # noqa: PLC0415 - it brings all of HTTP

        start.files.append(url2pathname(urlsplit(word).path))
    else:
        start.files.append(word)


def set_up_logging(*, verbose: bool) -> None:
    """Log into a file of the user's, and to standard error if that was asked for."""
    # A log that cannot be written is no reason to say anything, least of all a traceback.
    logging.raiseExceptions = False
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    handlers: list[logging.Handler] = [logging.NullHandler()]
    if verbose:
        handlers.append(logging.StreamHandler())
    with suppress(OSError):
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        handlers.append(logging.FileHandler(path, encoding="utf-8", errors="backslashreplace", delay=True))
    for handler in handlers:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logger.addHandler(handler)


def _refuse(word: str) -> int:
    from mine_reader.cli.messages import say  # noqa: PLC0415

    say("{word} is neither a command nor a file.", word=word)
    return 2


def _open_window(start: Start) -> int:
    try:
        if not has_display():
            raise NoDisplayError
        from mine_reader.ui.app import run_window  # noqa: PLC0415 - commands work without Qt
        from mine_reader.ui.single import Asked  # noqa: PLC0415

        asked = Asked(tuple(Path(name).absolute() for name in start.files), tuple(start.links))
        return run_window(library_path(start.library), asked)
    except MineReaderError as error:
        from mine_reader.cli.messages import say_error  # noqa: PLC0415

        logger.error("window not opened error=%s", error)  # noqa: TRY400 - what the user can mend is no bug
        say_error(error)
        return 1


def has_display() -> bool:
    """Tell whether a window can be shown; Qt would abort where it cannot."""
    if sys.platform in {"win32", "darwin"}:
        return True
    if os.environ.get("QT_QPA_PLATFORM", "xcb").split(":")[0] not in {"xcb", "wayland", ""}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
