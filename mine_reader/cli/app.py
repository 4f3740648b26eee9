"""The parser of the command line, and what every command has in common."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mine_reader import __version__
from mine_reader.cli import care, downloading, exporting, feeds, importing, listing, notes, searching
from mine_reader.cli.care import say_latest_backup
from mine_reader.cli.messages import say, say_error, tr
from mine_reader.cli.output import prepare_streams
from mine_reader.errors import LibraryCorruptError, MineReaderError
from mine_reader.services import Services, open_services
from mine_reader.settings import library_path, log_path

logger = logging.getLogger(__name__)

Command = Callable[[Services, argparse.Namespace], int]


# What argparse says itself goes through this name; gettext has no Chinese for it.
vars(argparse)["_"] = tr


class _Parser(argparse.ArgumentParser):
    """A parser that takes no shortened options, which would change their meaning when more are added.

    The options of the program are also those of every command, so that they may stand after it.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - handed through
        super().__init__(**(options | {"allow_abbrev": False}))
        # One that is not given leaves alone what stood before the command.
        left = argparse.SUPPRESS
        self.add_argument("--library", metavar="FILE", default=left, help=tr("The library to use."))
        self.add_argument("-v", "--verbose", action="store_true", default=left, help=tr("Say more of what is done."))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    root = _Parser(
        prog="mine-reader", description=tr("Without a command, the window opens, on the files if any are named.")
    )
    root.set_defaults(library=None, verbose=False)
    version = f"mine-reader {__version__}"
    root.add_argument("--version", action="version", version=version, help=tr("Show the version."))
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for group in (importing, listing, notes, searching, downloading, feeds, exporting, care):
        group.add_commands(commands)
    return root


def run(argv: Sequence[str]) -> int:
    """Run a command; return the exit status."""
    prepare_streams()
    try:
        arguments = parser().parse_args(argv)
        status = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _discard_output()
        return 1
    except MineReaderError as error:
        say_error(error)
        if isinstance(error, LibraryCorruptError):
            say_latest_backup(Path(str(error.fields["path"])))
        return 1
    except OSError as error:
        logger.exception("command failed")
        _discard_output()
        say("Something went wrong: {reason}.", reason=error.strerror or str(error))
        return 1
    except Exception as error:
        logger.exception("command failed")
        say("Something went wrong: {reason}. The log {path} says more.", reason=str(error), path=str(log_path()))
        return 1
    return status


def _run(arguments: argparse.Namespace) -> int:
    path = library_path(arguments.library)
    without_library: Callable[[Path, argparse.Namespace], int] | None = getattr(arguments, "run_without", None)
    if without_library is not None:
        return without_library(path, arguments)
    services = open_services(path)
    try:
        command: Command = arguments.run
        return command(services, arguments)
    finally:
        services.close()


def _discard_output() -> None:
    """Keep the interpreter from writing once more to an output that is gone."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
