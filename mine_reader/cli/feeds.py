"""mine-reader feeds and refresh."""

import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from pathlib import Path

from mine_reader.cli.messages import fill, say, say_error, tr
from mine_reader.cli.output import print_json, sanitised
from mine_reader.cli.parsing import Subparsers, path
from mine_reader.errors import NotFoundError
from mine_reader.model import (
    Feed,
    FeedResult,
    FeedStatus,
    Images,
    ImportOutcome,
    ImportReport,
    Problem,
    SourceId,
    SourceKind,
)
from mine_reader.services import Services

Json = dict[str, object]


def add_commands(commands: Subparsers) -> None:
    """Declare the commands."""
    feeds = commands.add_parser("feeds", help=tr("Follow feeds and folders."))
    actions = feeds.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help=tr("Follow a feed, the feed of a site, or a folder of issues."))
    add.add_argument("url", metavar="URL|FOLDER")
    add.add_argument("--name", default="", help=tr("The name to show; else the one that the feed gives itself."))
    add.add_argument("--group", metavar="FOLDER", default="", help=tr("The folder of sources to file it in."))
    _finish(add, run_add)
    listing = actions.add_parser("list", help=tr("List feeds and watched folders."))
    _finish(listing, run_list)
    for name, run, sentence in (
        ("remove", run_remove, "Stop following; what is starred, tagged or annotated stays."),
        ("pause", run_pause, "Leave a feed unasked."),
        ("resume", run_resume, "Ask a feed again."),
        ("log", run_log, "Show what happened to a feed."),
    ):
        command = actions.add_parser(name, help=tr(sentence))
        command.add_argument("feed", metavar="ID|URL")
        _finish(command, run)
    rename = actions.add_parser("rename", help=tr("Give a feed another name."))
    rename.add_argument("feed", metavar="ID|URL")
    rename.add_argument("name", metavar="NAME")
    _finish(rename, run_rename)
    edit = actions.add_parser("edit", help=tr("Settle how a feed is followed."))
    edit.add_argument("feed", metavar="ID|URL")
    edit.add_argument("--group", metavar="FOLDER", help=tr("The folder of sources to file it in."))
    edit.add_argument("--interval", metavar="MINUTES", type=_minutes, help=tr("Minutes between checks; 0: as usual."))
    edit.add_argument("--images", choices=[kind.value for kind in Images], help=tr("When its pictures are loaded."))
    _finish(edit, run_edit)
    _add_refresh(actions)
    export = actions.add_parser("export", help=tr("Write the list of feeds into a file (OPML)."))
    export.add_argument("output", metavar="PATH", type=path)
    export.set_defaults(run=run_export)
    _add_refresh(commands)


def _add_refresh(actions: Subparsers) -> None:
    refresh = actions.add_parser("refresh", help=tr("Ask feeds for what is new."))
    refresh.add_argument("feeds", metavar="ID|URL", nargs="*", help=tr("Only these; else all that are not paused."))
    _finish(refresh, run_refresh)


def _finish(command: ArgumentParser, run: object) -> None:
    command.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    command.set_defaults(run=run)


def _minutes(text: str) -> int:
    if not (text.isdecimal() and len(text) < 7):
        raise ArgumentTypeError(fill("{text} is no number of minutes", {"text": sanitised(text)}))
    return int(text)


def _find(services: Services, words: Iterable[str]) -> list[Feed]:
    """Return the feeds of these ids, addresses or names; NotFoundError."""
    feeds = services.feeds.feeds()
    found = []
    for word in words:
        there = [feed for feed in feeds if word in {str(feed.id), feed.url}]
        there = there or [feed for feed in feeds if word == feed.name]
        if not there:
            raise NotFoundError(kind="feed", id=sanitised(word))
        found.append(there[0])
    return found


def feed_dict(feed: Feed) -> Json:
    """Return a feed as the JSON contract has it."""
    return {
        "id": feed.id,
        "kind": feed.kind.value,
        "url": feed.url,
        "site": feed.site,
        "name": feed.name,
        "group": feed.group,
        "interval": feed.interval,
        "paused": feed.paused,
        "images": feed.images.value,
        "checked": feed.checked_at,
        "next": feed.next_at,
        "failures": feed.failures,
        "error": None if feed.problem is None else str(feed.problem),
        "unread": feed.unread,
        "total": feed.total,
    }


def result_dict(result: FeedResult) -> Json:
    """Return what a check of a feed did as the JSON contract has it."""
    return {
        "id": result.id,
        "url": result.url,
        "status": result.status.value,
        "new": len(result.new),
        "updated": len(result.updated),
        "error": None if result.problem is None else str(result.problem),
        "next": result.next_at,
    }


def _told(problem: Problem) -> str:
    return fill(problem.template, problem.fields)


def run_add(services: Services, arguments: Namespace) -> int:
    """Follow a feed or a folder."""
    folder = Path(arguments.url)
    if folder.is_dir():
        return _watch(services, folder, arguments)
    added = services.feeds.add(sanitised(arguments.url), name=arguments.name, group=arguments.group)
    if arguments.json:
        print_json(feed_dict(added.feed) | {"new": len(added.result.new)})
    else:
        sentence = "{id}: {name} is followed ({count} new)." if added.new else "{id}: {name} was followed already."
        print(fill(sentence, {"id": added.feed.id, "name": added.feed.name, "count": len(added.result.new)}))
    if added.result.problem is not None:
        print(_told(added.result.problem), file=sys.stderr)
    return 1 if added.result.status is FeedStatus.FAILED else 0


def _watch(services: Services, folder: Path, arguments: Namespace) -> int:
    feed_id = services.feeds.watch(folder)
    if arguments.name or arguments.group:
        services.feeds.edit(feed_id, name=arguments.name or None, group=arguments.group or None)
    result = _look(services, [services.feeds.feed(feed_id)])[0]
    feed = services.feeds.feed(feed_id)
    if arguments.json:
        print_json(feed_dict(feed) | {"new": result["new"]})
    else:
        print(
            fill("{id}: {name} is followed ({count} new).", {"id": feed.id, "name": feed.name, "count": result["new"]})
        )
    return 1 if result["error"] else 0


def run_list(services: Services, arguments: Namespace) -> int:
    """List feeds and watched folders."""
    feeds = services.feeds.feeds()
    if arguments.json:
        print_json({"feeds": [feed_dict(feed) for feed in feeds]})
        return 0
    for feed in feeds:
        state = tr("paused") if feed.paused else ""
        error = "" if feed.problem is None else _told(feed.problem)
        facts = " · ".join(filter(None, (feed.group, f"{feed.unread}/{feed.total}", state, error)))
        print(f"{feed.id}  {feed.name}  {feed.url}  {facts}")
    return 0


def run_remove(services: Services, arguments: Namespace) -> int:
    """Stop following a feed or folder."""
    feed = _find(services, [arguments.feed])[0]
    services.feeds.remove(feed.id)
    return _say_done(arguments, feed, "{name} is followed no longer.")


def run_pause(services: Services, arguments: Namespace) -> int:
    """Leave a feed unasked."""
    return _edited(services, arguments, "{name} is paused.", paused=True)


def run_resume(services: Services, arguments: Namespace) -> int:
    """Ask a feed again."""
    return _edited(services, arguments, "{name} is asked again.", paused=False)


def run_rename(services: Services, arguments: Namespace) -> int:
    """Give a feed another name."""
    return _edited(services, arguments, "The feed is called {name} now.", name=sanitised(arguments.name))


def run_edit(services: Services, arguments: Namespace) -> int:
    """Settle folder, interval and pictures of a feed."""
    images = None if arguments.images is None else Images(arguments.images)
    group = None if arguments.group is None else sanitised(arguments.group)
    return _edited(services, arguments, "{name} was changed.", group=group, interval=arguments.interval, images=images)


def _edited(services: Services, arguments: Namespace, sentence: str, **values: object) -> int:
    feed = _find(services, [arguments.feed])[0]
    services.feeds.edit(feed.id, **values)  # type: ignore[arg-type]
    return _say_done(arguments, services.feeds.feed(feed.id), sentence)


def _say_done(arguments: Namespace, feed: Feed, sentence: str) -> int:
    if arguments.json:
        print_json(feed_dict(feed))
    else:
        print(fill(sentence, {"name": feed.name}))
    return 0


def run_log(services: Services, arguments: Namespace) -> int:
    """Show what happened to a feed."""
    entries = services.feeds.log(_find(services, [arguments.feed])[0].id)
    if arguments.json:
        print_json({"log": [{"at": one.at, "what": str(one.what), "next": one.next_at} for one in entries]})
        return 0
    for one in entries:
        print(f"{one.at[:19]}Z  {_told(one.what)}" + (f"  → {one.next_at[:19]}Z" if one.next_at else ""))
    return 0


def run_refresh(services: Services, arguments: Namespace) -> int:
    """Ask feeds and look at folders; 1 if one of them failed."""
    wanted = _find(services, arguments.feeds) if arguments.feeds else services.feeds.feeds()
    feeds = [feed for feed in wanted if feed.kind is SourceKind.FEED]
    folders = [feed for feed in wanted if feed.kind is not SourceKind.FEED]
    ids = [feed.id for feed in feeds] if arguments.feeds else None
    results: list[Json] = []
    if feeds:
        report = services.feeds.refresh(ids, progress=_progress if sys.stderr.isatty() else None)
        results = [result_dict(result) for result in report.results]
        if not arguments.json:
            _print_results(feeds, report.results)
    results += _look(services, folders)
    if arguments.json:
        print_json({"feeds": results})
    return 1 if any(result["status"] == FeedStatus.FAILED for result in results) else 0


def _print_results(feeds: Iterable[Feed], results: Iterable[FeedResult]) -> None:
    names = {feed.id: feed.name for feed in feeds}
    for result in results:
        name = names.get(result.id, result.url)
        if result.problem is not None:
            say("{name}: {reason}", name=name, reason=_told(result.problem))
        elif result.status is FeedStatus.OK:
            counts = {"name": name, "new": len(result.new), "updated": len(result.updated)}
            print(fill("{name}: {new} new, {updated} updated", counts))


def _progress(done: int, total: int, result: FeedResult) -> None:
    end = "\n" if done >= total else ""
    print(f"\r\033[K{done}/{total} {sanitised(result.url)}", end=end, file=sys.stderr, flush=True)


def _look(services: Services, folders: Iterable[Feed]) -> list[Json]:
    """Import what is new or changed in watched folders; a file that is being written is waited for."""
    ids = frozenset(feed.id for feed in folders)
    if not ids:
        return []
    reports: dict[SourceId, list[ImportReport]] = {}
    deadline = time.monotonic() + 10
    while True:
        for source_id, report in services.watching.look(ids=ids).items():
            reports.setdefault(source_id, []).append(report)
        if not services.watching.unsettled() or time.monotonic() > deadline:
            break
        time.sleep(0.2)
    return [_folder_dict(services, feed, reports.get(feed.id, [])) for feed in folders]


def _folder_dict(services: Services, feed: Feed, reports: Iterable[ImportReport]) -> Json:
    done = [one.outcome for report in reports for one in report.imported]
    problem = services.watching.problem(feed.id)
    failed = [skipped for report in reports for skipped in report.skipped]
    if problem is not None:
        print(_told(problem), file=sys.stderr)
    for skipped in failed:
        reason = fill(skipped.template, skipped.fields).rstrip(".。")
        say("{path} was not imported: {reason}.", path=sanitised(skipped.path), reason=reason)
    for report in reports:
        if report.stopped is not None:
            say_error(report.stopped)
    error = str(problem) if problem is not None else failed[0].reason if failed else None
    changed = done.count(ImportOutcome.NEW) + done.count(ImportOutcome.CHANGED)
    status = FeedStatus.FAILED if error else FeedStatus.OK if changed else FeedStatus.UNCHANGED
    return {
        "id": feed.id,
        "url": feed.url,
        "status": status.value,
        "new": done.count(ImportOutcome.NEW),
        "updated": done.count(ImportOutcome.CHANGED),
        "error": error,
        "next": None,
    }


def run_export(services: Services, arguments: Namespace) -> int:
    """Write the list of feeds."""
    count = services.feeds.export_opml(arguments.output)
    say("Feeds written: {count}.", count=count)
    return 0
