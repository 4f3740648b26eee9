"""mine-reader import."""

import os.path
import sys
from argparse import Namespace

from mine_reader.cli.feeds import feed_dict
from mine_reader.cli.messages import fill, say, say_error, tr
from mine_reader.cli.output import print_json, sanitised
from mine_reader.cli.parsing import Subparsers, path
from mine_reader.model import AnchorState, ImportOutcome, ImportReport
from mine_reader.services import Services
from mine_reader.services.exporting import issue_dict

OUTCOMES = {
    ImportOutcome.NEW: "new: {title} ({count} articles)",
    ImportOutcome.CHANGED: "changed: {title} ({count} articles)",
    ImportOutcome.UNCHANGED: "unchanged: {title} ({count} articles)",
}


_EXPECTED = {"it is not a Markdown or text file", "it is an index page; name it to import it"}
"""Why files of a folder are passed over; said only where such a file was named."""


def add_commands(commands: Subparsers) -> None:
    """Declare the command."""
    command = commands.add_parser("import", help=tr("Put files and folders of issues into the library."))
    command.add_argument("paths", metavar="PATH", nargs="+", type=path)
    command.add_argument("--source", metavar="NAME", help=tr("The source that the issues belong to."))
    command.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    command.set_defaults(run=run)


def run(services: Services, arguments: Namespace) -> int:
    """Import; 1 if a file could not be: what a folder holds beside issues is no failure.

    Reasons and warnings in JSON are English, for programs; on standard error they are in the user's language.
    """
    source = sanitised(arguments.source) if arguments.source else None
    progress = _progress if sys.stderr.isatty() else None
    report = services.library.import_paths(arguments.paths, source=source, progress=progress)
    if arguments.json:
        document: dict[str, object] = {
            "issues": [issue_dict(services.library.detail(done.issue_id)) for done in report.imported],
            "skipped": [{"path": sanitised(s.path), "reason": s.reason} for s in report.skipped],
        }
        anchors = [
            {"issue": done.issue_id, **{state.value: done.anchors.get(state, 0) for state in AnchorState}}
            for done in report.imported
            if done.anchors
        ]
        if anchors:
            document["anchors"] = anchors
        if report.feeds:
            document["feeds"] = [feed_dict(services.feeds.feed(feed_id)) for feed_id in report.feeds]
        print_json(document)
    else:
        _print(services, report)
    named = {os.path.abspath(path) for path in arguments.paths}  # noqa: PTH100 - Path.resolve follows links
    failed = [skipped for skipped in report.skipped if skipped.path in named or skipped.template not in _EXPECTED]
    for skipped in report.skipped if arguments.verbose else failed:
        reason = fill(skipped.template, skipped.fields).rstrip(".。")
        say("{path} was not imported: {reason}.", path=sanitised(skipped.path), reason=reason)
    if report.stopped is not None:
        say_error(report.stopped)
    return 1 if failed or report.stopped else 0


def _print(services: Services, report: ImportReport) -> None:
    if report.feeds:
        print(fill("Feeds followed: {count}. “feeds refresh” asks them.", {"count": len(report.feeds)}))
    for done in report.imported:
        detail = services.library.detail(done.issue_id)
        print(fill(OUTCOMES[done.outcome], {"title": detail.issue.title, "count": detail.issue.total}))
        for warning in detail.warnings:
            reason = fill(warning.template, warning.fields)
            say("{path}, line {line}: {reason}", path=sanitised(done.path), line=warning.line, reason=reason)
        counts = {str(state): done.anchors.get(state, 0) for state in AnchorState}
        if counts[AnchorState.MOVED] or counts[AnchorState.DETACHED]:
            say("{path}: notes kept {kept}, moved {moved}, detached {detached}.", path=sanitised(done.path), **counts)


def _progress(done: int, total: int, name: str) -> bool:
    end = "\n" if done >= total else ""
    print(f"\r\033[K{done}/{total} {sanitised(name)}", end=end, file=sys.stderr, flush=True)
    return True
