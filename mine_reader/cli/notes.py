"""mine-reader notes: list, add, edit, done, delete, version and attach."""

from argparse import Namespace
from dataclasses import replace
from datetime import date

from mine_reader.cli.messages import say, tr
from mine_reader.cli.output import facts, print_json, sanitised
from mine_reader.cli.parsing import Subparsers, article_id, day, issue_id, level, note_id, sources
from mine_reader.errors import InputError
from mine_reader.model import AnchorState, Annotation, AnnotationFilter, Color, NoteText, Status
from mine_reader.services import Services
from mine_reader.services.exporting import note_dict

_MARKED = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


def add_commands(commands: Subparsers) -> None:
    """Declare the commands."""
    notes = commands.add_parser("notes", help=tr("List and write notes."))
    verbs = notes.add_subparsers(metavar="list|add|edit|done|delete|version|attach", required=True)
    _add_list(verbs)
    add = verbs.add_parser("add", help=tr("Write a note on an article, or on words of it."))
    add.add_argument("article", metavar="ARTICLE", type=article_id)
    add.add_argument("text", metavar="TEXT")
    add.add_argument("--quote", metavar="EXACT", help=tr("The words of the article that the note is about."))
    add.add_argument("--level", metavar="L", type=level)
    add.add_argument("--date", metavar="D", type=day, help=tr('The date of the note; today if left out, "" for none.'))
    add.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    add.set_defaults(run=run_add)
    edit = verbs.add_parser("edit", help=tr("Replace the text of a note."))
    edit.add_argument("note", metavar="NOTE", type=note_id)
    edit.add_argument("text", metavar="TEXT")
    edit.set_defaults(run=run_edit)
    for name, run, about in (
        ("done", run_done, tr("Tick a note off.")),
        ("delete", run_delete, tr("Delete a note.")),
    ):
        verb = verbs.add_parser(name, help=about)
        verb.add_argument("note", metavar="NOTE", type=note_id)
        verb.set_defaults(run=run)
    version = verbs.add_parser("version", help=tr("Show what a note was made on, and what changed since."))
    version.add_argument("note", metavar="NOTE", type=note_id)
    version.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    version.set_defaults(run=run_version)
    attach = verbs.add_parser("attach", help=tr("Put a note on other words."))
    attach.add_argument("note", metavar="NOTE", type=note_id)
    attach.add_argument("article", metavar="ARTICLE", type=article_id)
    attach.add_argument("quote", metavar="EXACT", help=tr("The words of the article that the note is about."))
    attach.set_defaults(run=run_attach)


def _add_list(verbs: Subparsers) -> None:
    listing = verbs.add_parser("list", help=tr("List notes."))
    listing.add_argument("--issue", metavar="ID", type=issue_id)
    listing.add_argument("--source", metavar="S")
    listing.add_argument("--text", metavar="WORDS", help=tr("Notes that have all these words."))
    listing.add_argument("--tag", metavar="T")
    listing.add_argument("--level", metavar="L", type=level)
    listing.add_argument("--color", choices=list(Color), metavar="|".join(Color))
    state = listing.add_mutually_exclusive_group()
    state.add_argument("--todo", action="store_true", help=tr("What is to do."))
    state.add_argument("--done", action="store_true", help=tr("What is ticked off."))
    state.add_argument("--detached", action="store_true", help=tr("Notes whose text is gone."))
    listing.add_argument("--since", metavar="D", type=day, help=tr("Notes of this day and later."))
    listing.add_argument("--until", metavar="D", type=day, help=tr("Notes of this day and earlier."))
    listing.add_argument("--json", action="store_true", help=tr("Write one JSON document."))
    listing.set_defaults(run=run_list)


def run_list(services: Services, arguments: Namespace) -> int:
    """Print notes and highlights."""
    if arguments.issue is not None:
        services.library.issue(arguments.issue)
    which = AnnotationFilter(
        issue_id=arguments.issue,
        text=arguments.text or "",
        tag=arguments.tag,
        level=arguments.level,
        color=Color(arguments.color) if arguments.color else None,
        todo=arguments.todo,
        status=Status.DONE if arguments.done else None,
        anchor=AnchorState.DETACHED if arguments.detached else None,
        since=arguments.since or None,
        until=arguments.until or None,
    )
    # Several sources may have the name.
    wanted = sources(services, arguments.source) if arguments.source is not None else [None]
    notes = [note for one in wanted for note in services.annotating.annotations(replace(which, source_id=one))]
    if arguments.json:
        print_json({"notes": [note_dict(note) for note in notes]})
        return 0
    for note in notes:
        print(_line(note))
    return 0


def run_add(services: Services, arguments: Namespace) -> int:
    """Write a note."""
    written = date.today().isoformat() if arguments.date is None else arguments.date or None  # noqa: DTZ011 - the reader's day
    services.library.settle(services.reading.article(arguments.article).issue_id)
    note = services.annotating.add(
        arguments.article,
        quote=sanitised(arguments.quote) if arguments.quote else None,
        note=NoteText(_body(arguments.text), arguments.level, written),
        # As in the window: words that a note is about are highlighted.
        color=Color.YELLOW if arguments.quote else None,
    )
    if arguments.json:
        print_json(note_dict(note))
    else:
        print(_line(note))
    return 0


def run_edit(services: Services, arguments: Namespace) -> int:
    """Replace the text of a note; level, date and status stay."""
    note = services.annotating.get(arguments.note).note
    services.annotating.edit(arguments.note, replace(note, body=_body(arguments.text)))
    say("Note {id} was changed.", id=arguments.note)
    return 0


def run_done(services: Services, arguments: Namespace) -> int:
    """Tick a note off."""
    services.annotating.set_done(arguments.note, done=True)
    say("Note {id} is done.", id=arguments.note)
    return 0


def run_delete(services: Services, arguments: Namespace) -> int:
    """Delete a note."""
    services.annotating.delete([services.annotating.get(arguments.note).id])
    say("Note {id} was deleted.", id=arguments.note)
    return 0


def run_version(services: Services, arguments: Namespace) -> int:
    """Print an article as it was when a note was made on it; [-what is gone-] and {+what is new+} are marked."""
    from mine_reader.anchor import differences  # noqa: PLC0415 - no other command needs it

    version = services.annotating.version(arguments.note)
    changes = differences(version.text, version.now)
    if arguments.json:
        document = {
            "note": arguments.note,
            "title": version.title,
            "text": version.text,
            "start": version.span.start if version.span else None,
            "end": version.span.end if version.span else None,
            "until": version.replaced_at,
            "changes": [{"kind": one.kind.value, "text": one.text} for one in changes],
        }
        print_json(document)
        return 0
    print(f"{version.title}\n\n{''.join(_MARKED[one.kind].format(one.text) for one in changes)}")
    return 0


def run_attach(services: Services, arguments: Namespace) -> int:
    """Put a note on words of an article."""
    services.library.settle(services.reading.article(arguments.article).issue_id)
    services.annotating.attach(arguments.note, arguments.article, quote=sanitised(arguments.quote))
    say("Note {id} was changed.", id=arguments.note)
    return 0


def _body(text: str) -> str:
    body = sanitised(text).strip()
    if not body:
        raise InputError(what="TEXT", reason="it is empty")
    return body


def _line(note: Annotation) -> str:
    text = note.note.body or (f"“{note.selector.exact}”" if note.selector else "")
    return f"{note.id}\t{facts(note.note)}\t{' '.join(text.split())}"
