"""mine-reader backup, restore and check."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from mine_reader.cli.messages import say, tr
from mine_reader.cli.output import print_json
from mine_reader.cli.parsing import Subparsers, path
from mine_reader.services import Services, backup_folder, check_library, latest_backup, restore_library


def add_commands(commands: Subparsers) -> None:
    """Declare the commands."""
    backup = commands.add_parser("backup", help=tr("Copy the library into a file."))
    backup.add_argument("path", metavar="PATH", type=path)
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help=tr("Replace the library by a backup; it is kept beside it."))
    restore.add_argument("path", metavar="PATH", type=path)
    restore.set_defaults(run_without=run_restore)
    check = commands.add_parser("check", help=tr("Look for damage in the library."))
    check.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    check.set_defaults(run_without=run_check)


def run_backup(services: Services, arguments: Namespace) -> int:
    """Write a backup."""
    services.backup.backup(arguments.path)
    say("The backup {path} was written.", path=str(arguments.path))
    return 0


def run_restore(library: Path, arguments: Namespace) -> int:
    """Put a backup in the place of a library that is not open: it may be too damaged for that."""
    kept = restore_library(library, arguments.path, datetime.now(UTC))
    if kept is None:
        say("The library was restored.")
    else:
        say("The library was restored; the one before is kept as {path}.", path=str(kept))
    return 0


def run_check(library: Path, arguments: Namespace) -> int:
    """Print what is wrong with the library, also with one that cannot be opened; 1 if anything is."""
    report = check_library(library)
    if arguments.json:
        print_json({"ok": report.ok, "problems": list(map(str, report.problems))})
    elif report.ok:
        print(tr("No problems were found."))
    for problem in report.problems:
        say(problem.template, **problem.fields)
    if not report.ok:
        say_latest_backup(library)
    return 0 if report.ok else 1


def say_latest_backup(library: Path) -> None:
    """Say which of the daily backups of a damaged library can be restored."""
    path = latest_backup(backup_folder(library), library.stem)
    if path is not None:
        say("The latest good backup is {path}.", path=str(path))
