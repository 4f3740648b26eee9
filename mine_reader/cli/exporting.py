"""mine-reader export."""

import os
from argparse import Namespace
from pathlib import Path

from mine_reader.cli.messages import say, tr
from mine_reader.cli.parsing import Subparsers, issue_id, named
from mine_reader.errors import ExportError
from mine_reader.services import Services
from mine_reader.services.exporting import ExportFormat


def add_commands(commands: Subparsers) -> None:
    """Declare the command."""
    command = commands.add_parser("export", help=tr("Write notes and issues into files."))
    command.add_argument(
        "--format", required=True, choices=[form.value for form in ExportFormat], metavar="|".join(ExportFormat)
    )
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--issue", metavar="ID", type=issue_id)
    which.add_argument("--tag", metavar="T")
    which.add_argument("--all", action="store_true", help=tr("The whole library."))
    output = tr("The file or folder to write.")
    command.add_argument("--output", metavar="PATH", type=named, required=True, help=output)
    command.set_defaults(run=run)


def run(services: Services, arguments: Namespace) -> int:
    """Export, and say what the format could not hold."""
    output = Path(arguments.output)
    if arguments.output.endswith((os.sep, "/")):
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(path=output, reason=error.strerror) from error
    form = ExportFormat(arguments.format)
    report = services.exporting.export(form, output, issue_id=arguments.issue, tag=arguments.tag)
    say("Files written: {files}. Notes: {notes}.", files=len(report.paths), notes=report.notes)
    if report.left_out:
        say("Left out, because the format cannot hold them: {count}.", count=report.left_out)
    return 0
