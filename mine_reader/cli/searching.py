"""mine-reader search."""

from argparse import Namespace

from mine_reader.cli.messages import say, tr
from mine_reader.cli.output import print_json, sanitised
from mine_reader.cli.parsing import Subparsers, whole_number
from mine_reader.model.searching import Hit
from mine_reader.services import Services

_MANY = 2_000


def add_commands(commands: Subparsers) -> None:
    """Declare the command."""
    search = commands.add_parser("search", help=tr("Search articles, saved pages and notes."))
    search.add_argument("query", metavar="QUERY", nargs="*")
    search.add_argument("--limit", metavar="N", type=whole_number, default=50)
    search.add_argument("--rebuild", action="store_true", help=tr("Make the search index anew."))
    search.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    search.set_defaults(run=run_search, usage_error=search.error)


def run_search(services: Services, arguments: Namespace) -> int:
    """Print what is found, once the index has read everything."""
    query = sanitised(" ".join(arguments.query))
    if not query.strip() and not arguments.rebuild:
        arguments.usage_error(tr("say what to search for"))
    _catch_up(services, rebuild=arguments.rebuild)
    if not query.strip():
        say("The search index was made anew.")
        return 0
    page = services.searching.search(query, limit=arguments.limit)
    if page.behind:
        say("The library cannot be written, so what came last is not found.")
    if arguments.json:
        print_json({"total": page.total, "hits": list(map(_hit, page.hits))})
        return 0
    for hit in page.hits:
        print(f"{tr(hit.kind.value)} {hit.id}\t{hit.title}\t{hit.snippet}")
    say("Found: {count}.", count=page.total)
    return 0


def _catch_up(services: Services, *, rebuild: bool) -> None:
    if rebuild:
        services.searching.rebuild()
    told = False

    def tell(waiting: int) -> bool:
        nonlocal told
        if waiting > _MANY and not told:
            told = True
            say("Reading {count} texts for the search …", count=waiting)
        return True

    services.searching.catch_up(tell)


def _hit(hit: Hit) -> dict[str, object]:
    return {"kind": hit.kind, "id": hit.id, "issue": hit.issue_id, "title": hit.title, "snippet": hit.snippet}
