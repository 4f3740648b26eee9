"""mine-reader list, show and mark."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping

from mine_reader.cli.messages import say, tr
from mine_reader.cli.output import facts, print_json, sanitised
from mine_reader.cli.parsing import Subparsers, article_id, issue_id, sources
from mine_reader.model import AnnotationFilter, Article, ArticleFilter, ArticleId, SmartView
from mine_reader.services import Services
from mine_reader.services.exporting import article_dict, notes_by_article
from mine_reader.services.reading import tag_names

_STATES: Mapping[str, Callable[[Article], bool]] = {
    "unread": lambda article: not article.read,
    "starred": lambda article: article.starred,
    "later": lambda article: article.later,
    "downloaded": lambda article: article.downloaded,
    "annotated": lambda article: article.note_count > 0,
    "updated": lambda article: article.updated,
}
_MARKS = {
    "read": ("--read", "--unread"),
    "starred": ("--star", "--unstar"),
    "later": ("--later", "--not-later"),
    "downloaded": ("--downloaded", "--not-downloaded"),
}


def add_commands(commands: Subparsers) -> None:
    """Declare the commands."""
    listing = commands.add_parser("list", help=tr("List articles."))
    for state in _STATES:
        listing.add_argument(f"--{state}", dest="states", action="append_const", const=state)
    listing.add_argument("--tag", metavar="T")
    listing.add_argument("--source", metavar="S")
    listing.add_argument("--issue", metavar="ID", type=issue_id)
    listing.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    listing.set_defaults(run=run_list)
    show = commands.add_parser("show", help=tr("Show an article."))
    show.add_argument("article", metavar="ARTICLE", type=article_id)
    show.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    show.set_defaults(run=run_show)
    _add_mark(commands.add_parser("mark", help=tr("Mark articles.")))


def _add_mark(mark: ArgumentParser) -> None:
    mark.add_argument("articles", metavar="ARTICLE", nargs="*", type=article_id)
    which = mark.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help=tr("All articles of the library."))
    which.add_argument("--issue", metavar="ID", type=issue_id, help=tr("All articles of an issue."))
    for name, (on, off) in _MARKS.items():
        pair = mark.add_mutually_exclusive_group()
        pair.add_argument(on, dest=name, action="store_true", default=None)
        pair.add_argument(off, dest=name, action="store_false", default=None)
    mark.add_argument("--tag", metavar="T", action="append", default=[])
    mark.add_argument("--untag", metavar="T", action="append", default=[])
    mark.set_defaults(run=run_mark, usage_error=mark.error)


def run_list(services: Services, arguments: Namespace) -> int:
    """Print the articles that meet every condition."""
    articles = _listed(services, arguments)
    if arguments.json:
        which = AnnotationFilter(issue_id=arguments.issue)
        notes = notes_by_article(services.annotating.annotations(which))
        print_json({"articles": [article_dict(a, notes.get(a.id, ()), text=False) for a in articles]})
        return 0
    for article in articles:
        print(f"{article.id}\t{_marks(article)}\t{article.title}")
    return 0


def run_show(services: Services, arguments: Namespace) -> int:
    """Print one article."""
    article = services.reading.article(arguments.article)
    services.library.settle(article.issue_id)
    article = services.reading.article(article.id)
    notes = services.annotating.annotations(AnnotationFilter(article_id=article.id))
    if arguments.json:
        print_json(article_dict(article, notes))
        return 0
    about = (article.section_title, article.author, article.handle, article.date)
    print("\n".join([article.title, " · ".join(filter(None, about)), *(link.url for link in article.links)]))
    print(f"\n{article.text or ''}")
    for note in notes:
        if note.selector:
            print(f"\n“{note.selector.exact}”")
        print(f"\n[{note.id}] {facts(note.note)}\n{note.note.body}")
    return 0


def run_mark(services: Services, arguments: Namespace) -> int:
    """Mark and tag the articles named, as one act for each."""
    marks = {name: getattr(arguments, name) for name in _MARKS if getattr(arguments, name) is not None}
    add, remove = (list(map(sanitised, names)) for names in (arguments.tag, arguments.untag))
    whole = arguments.all or arguments.issue is not None
    if bool(arguments.articles) == whole:
        arguments.usage_error(tr("name articles, or --all, or --issue"))
    if not (marks or add or remove):
        arguments.usage_error(tr("say how to mark them"))
    ids = _marked(services, arguments)
    changed: set[ArticleId] = set()
    if marks:
        changed.update(services.reading.mark(ids, **marks).articles)
    if add or remove:
        changed.update(services.reading.tag(ids, add=add, remove=remove).articles)
    say("Articles changed: {count}.", count=len(changed))
    return 0


def _marked(services: Services, arguments: Namespace) -> list[ArticleId]:
    if arguments.articles:
        return [article.id for article in services.reading.get(arguments.articles)]
    if arguments.issue is not None:
        services.library.issue(arguments.issue)
    return [article.id for article in services.reading.articles(ArticleFilter(issue_id=arguments.issue))]


def _listed(services: Services, arguments: Namespace) -> list[Article]:
    if arguments.issue is not None:
        services.library.issue(arguments.issue)
    chosen = [None] if arguments.source is None else sources(services, arguments.source)
    tag = None if arguments.tag is None else tag_names([sanitised(arguments.tag)])[0]
    # The view leaves saved pages out; whoever names an issue or a source means what is in it.
    view = SmartView.UNREAD if "unread" in (arguments.states or ()) and arguments.issue is arguments.source else None
    filters = [ArticleFilter(view, source, issue_id=arguments.issue, tag=tag) for source in chosen]
    return [
        article
        for which in filters
        for article in services.reading.articles(which)
        if all(_STATES[state](article) for state in arguments.states or ())
    ]


def _marks(article: Article) -> str:
    marks = (
        (not article.read, "●"),
        (article.starred, "★"),
        (article.later, "◷"),
        (article.downloaded, "⤓"),
        (article.updated, "↻"),
        (article.removed_at is not None, "✗"),
    )
    return "".join(sign for on, sign in marks if on) + (f"✎{article.note_count}" if article.note_count else "")
