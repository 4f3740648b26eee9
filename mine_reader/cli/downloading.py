"""mine-reader download."""

import sys
from argparse import ArgumentTypeError, Namespace

from mine_reader.cli.messages import fill, say, tr
from mine_reader.cli.output import print_json, sanitised
from mine_reader.cli.parsing import Subparsers, path
from mine_reader.errors import InputError
from mine_reader.model import ArticleId
from mine_reader.model.downloads import Downloaded, Wish
from mine_reader.model.pages import Snapshot
from mine_reader.services import Services


def add_commands(commands: Subparsers) -> None:
    """Declare the command."""
    command = commands.add_parser("download", help=tr("Keep what links lead to for reading offline."))
    command.add_argument("what", metavar="ARTICLE|URL", nargs="+", type=_wanted)
    command.add_argument("--all-links", action="store_true", help=tr("All links of the articles, not the first alone."))
    command.add_argument("--again", action="store_true", help=tr("Also what is saved already."))
    command.add_argument("--html", metavar="FILE", type=path, help=tr("A page that a browser saved: keep that."))
    command.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    command.set_defaults(run=run, usage_error=command.error)


def _wanted(text: str) -> ArticleId | str:
    if text.lower().startswith(("http://", "https://")):
        return sanitised(text)
    try:
        return ArticleId(int(text))
    except ValueError as error:
        message = fill("{text} is neither the id of an article nor a web address", {"text": sanitised(text)})
        raise ArgumentTypeError(message) from error


def run(services: Services, arguments: Namespace) -> int:
    """Download; 1 if anything could not be saved."""
    wishes = _wishes(services, arguments)
    if arguments.html is None:
        results = _download(services, wishes, again=arguments.again)
    else:
        results = (_save_html(services, arguments, wishes),)
    if arguments.json:
        print_json({"downloads": [_as_json(services, result) for result in results]})
    for result in results:
        if result.problem is not None:
            say(result.problem.template, **result.problem.fields)
        elif result.snapshot is not None and not arguments.json:
            print(fill("saved: {title}", {"title": result.snapshot.title}))
    return 1 if any(result.problem for result in results) else 0


def _wishes(services: Services, arguments: Namespace) -> tuple[Wish, ...]:
    found: list[Wish] = []
    for what in arguments.what:
        if isinstance(what, str):
            found.append(Wish(what))
            continue
        (article,) = services.reading.get([what])
        links = services.pages.wishes([article], all_links=arguments.all_links)
        if not links:
            raise InputError(what=article.title, reason="it has no link")
        found += links
    return tuple(found)


def _download(services: Services, wishes: tuple[Wish, ...], *, again: bool) -> tuple[Downloaded, ...]:
    downloading = services.downloading
    links = {wish.url: services.pages.link(wish.url).canonical for wish in wishes}
    downloading.add(wishes, again=again)
    report = downloading.run(_progress if sys.stderr.isatty() else None, only=set(links.values()))
    done = {result.canonical: result for result in report.results}
    known = services.pages.snapshots(links.values())
    return tuple(
        done.get(canonical) or Downloaded(url, canonical, known.get(canonical)) for url, canonical in links.items()
    )


def _save_html(services: Services, arguments: Namespace, wishes: tuple[Wish, ...]) -> Downloaded:
    if len(wishes) != 1:
        arguments.usage_error(tr("a saved page belongs to one link"))
    (wish,) = wishes
    try:
        data = arguments.html.read_bytes()
    except OSError as error:
        raise InputError(what=str(arguments.html), reason=error.strerror or str(error)) from error
    articles = () if wish.article_id is None else (wish.article_id,)
    snapshot = services.downloading.save_html(wish.url, data, articles)
    return Downloaded(wish.url, snapshot.canonical, snapshot)


def _as_json(services: Services, result: Downloaded) -> dict[str, object]:
    found = result.snapshot
    return {
        "url": result.url,
        "status": "failed" if result.problem else "saved",
        "error": None if result.problem is None else str(result.problem),
    } | _snapshot(services, found)


def _snapshot(services: Services, found: Snapshot | None) -> dict[str, object]:
    if found is None:
        return {"kind": None, "title": None, "issue": None, "article": None, "file": None}
    file = services.pages.file(found)
    return {
        "kind": found.kind.value,
        "title": found.title,
        "issue": found.issue_id,
        "article": found.article_id,
        "file": None if file is None else str(file),
    }


def _progress(done: int, total: int, name: str) -> bool:
    end = "\n" if done >= total else ""
    print(f"\r\033[K{done}/{total} {sanitised(name)}", end=end, file=sys.stderr, flush=True)
    return True
