"""After an issue was published again: the report, the version that was annotated, and a new place for a note."""

import pytest
from PySide6.QtWidgets import QPushButton, QTextEdit, QTreeWidget

from mine_reader.model import AnchorState, AnnotationFilter, ArticleFilter, Color, NoteText
from mine_reader.ui.dialogs.republished import RepublishedDialog
from mine_reader.ui.dialogs.version import VersionDialog
from mine_reader.ui.note_list import NoteList
from tests.ui.conftest import WEEKLY

LAMP = "The lamp follows the page."
AGAIN = (
    WEEKLY.replace("Write once", "First of all, write once")
    .replace(LAMP, "It is heavy.")
    .replace("costs little", "costs a little")
)


@pytest.fixture
def noted(filled):
    """Return services over a library with three highlights: one will be lost, one will move, one will stay."""
    found = {one.title: one for one in filled.reading.articles(ArticleFilter())}
    for title, quote in (
        ("A lamp that reads along", LAMP),
        ("Paper that remembers", "find it again"),
        ("On slow mornings", "The kettle agrees."),
    ):
        filled.annotating.add(found[title].id, quote=quote, color=Color.PINK)
    return filled


@pytest.fixture
def republish(folder, qtbot, tasks):
    """Return a function that publishes the weekly again and waits until the window has it."""

    def publish(window, text=AGAIN):
        (folder / "weekly.md").write_text(text, "utf-8")
        with qtbot.waitSignal(window.importing.finished):
            window.importing.start([folder])
        qtbot.waitUntil(lambda: not tasks.running)

    return publish


def quoted(services, text):
    return next(
        one
        for one in services.annotating.annotations(AnnotationFilter())
        if one.selector is not None and text in one.selector.exact
    )


def details(window):
    button = next(one for one in window.notice.findChildren(QPushButton) if one.text() == "Details…")
    button.click()
    return window.findChild(RepublishedDialog)


def labels_of(menu):
    return [action.text() for action in menu.actions()]


def test_the_report_counts_and_lists_what_became_of_the_notes(noted, open_window, open_issue, republish):
    window = open_window(noted)
    open_issue(window)
    republish(window)
    assert window.notice.text() == (
        "“Harbour Weekly 第 7 期” was published again. "
        "Notes: 2 where they were, 1 moved with their text, 1 whose text is gone."
    )
    dialog = details(window)
    tree = dialog.findChild(QTreeWidget)
    groups = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    assert [group.text(0) for group in groups] == [
        "Their text is gone (1)",
        "Moved with their text (1)",
        "Where they were (2)",
    ]
    assert [groups[0].child(0).text(at) for at in (0, 1)] == [LAMP, "A lamp that reads along"]
    moved = groups[1].child(0)
    assert moved.text(0) == "find it again"
    tree.itemClicked.emit(moved, 0)
    assert window.panes.notes.findChild(NoteList).current() == quoted(noted, "find it again")
    assert dialog.isVisible()
    dialog.close()


def test_nothing_is_reported_where_there_are_no_notes(services, folder, open_window, republish):
    (folder / "weekly.md").write_text(WEEKLY.replace("1『Ask them about the colour of the light（2024-03-11）』\n", ""))
    services.library.import_paths([folder])
    window = open_window(services)
    republish(window, AGAIN.replace("1『Ask them about the colour of the light（2024-03-11）』\n", ""))
    assert window.notice.text() == ""


def test_a_card_offers_the_version_only_when_there_is_another(noted, open_window, open_issue, republish):
    window = open_window(noted)
    open_issue(window)
    cards = window.panes.notes.findChild(NoteList)
    wanted = "Show the version I annotated"
    assert wanted not in labels_of(cards.make_menu(quoted(noted, LAMP)))
    republish(window)
    assert wanted in labels_of(cards.make_menu(quoted(noted, LAMP)))
    assert wanted not in labels_of(cards.make_menu(quoted(noted, "The kettle agrees.")))


def test_the_version_shows_the_quote_and_what_changed(noted, open_window, open_issue, republish, qtbot, tasks):
    window = open_window(noted)
    open_issue(window)
    republish(window)
    window.panes.notes.version_requested.emit(quoted(noted, LAMP).id)
    qtbot.waitUntil(lambda: window.findChild(VersionDialog) is not None)
    dialog = window.findChild(VersionDialog)
    text = dialog.findChild(QTextEdit)
    assert text.isReadOnly()
    assert text.toPlainText().startswith("The lamp follows the pageIt is heavy. It knows")
    assert styles(text, "lamp") == (True, False, True)
    assert styles(text, "heavy") == (False, True, False)
    assert styles(text, "knows") == (False, False, False)
    dialog.marked.setChecked(False)
    assert "heavy" not in text.toPlainText()
    assert styles(text, "lamp") == (False, False, True)
    with qtbot.waitSignal(dialog.back_wanted):
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Back to the current version").click()


def styles(text, word):
    """Return whether a word is struck out, underlined as new, and of the quote."""
    cursor = text.document().find(word)
    form = cursor.charFormat()
    bold = form.fontWeight() == 700
    return form.fontStrikeOut(), form.fontUnderline() and not bold, bold


def test_a_lost_note_is_attached_to_selected_text_and_that_is_undone(noted, open_window, open_issue, republish):
    window = open_window(noted)
    open_issue(window)
    republish(window)
    lost = quoted(noted, LAMP)
    assert lost.anchor is AnchorState.DETACHED
    menu = window.panes.notes.findChild(NoteList).make_menu(lost)
    next(action for action in menu.actions() if action.text() == "Attach to other text…").trigger()
    assert window.notice.text() == f"Select the text in the reader to which the note on “{LAMP}” belongs."
    press_attach(window)
    assert window.notice.text() != "", "nothing is selected, so it goes on asking"
    page = window.panes.reader.focusProxy()
    cursor = page.document().find("It is heavy.")
    page.setTextCursor(cursor)
    page.selection_done.emit()
    press_attach(window)
    assert window.notice.text() == ""
    there = noted.annotating.get(lost.id)
    assert (there.selector.exact, there.anchor) == ("It is heavy.", AnchorState.KEPT)
    assert noted.annotating.version(lost.id).span is not None
    window.marking.undo()
    assert noted.annotating.get(lost.id).anchor is AnchorState.DETACHED


def press_attach(window):
    next(one for one in window.notice.findChildren(QPushButton) if one.text() == "Attach it here").click()


def test_a_note_on_the_whole_article_is_not_attached_to_text(noted, open_window, open_issue):
    window = open_window(noted)
    open_issue(window)
    article = window.browsing.page.articles[0]
    note = noted.annotating.add(article.id, note=NoteText("all of it"))
    menu = window.panes.notes.findChild(NoteList).make_menu(note)
    assert "Attach to other text…" not in labels_of(menu)


def test_the_list_of_all_notes_offers_version_and_text_too(noted, open_window, open_issue, republish, qtbot):
    window = open_window(noted)
    open_issue(window)
    republish(window)
    all_notes = window.panes.all_notes
    lost, stays = quoted(noted, LAMP), quoted(noted, "The kettle agrees.")
    all_notes.show_found(noted.annotating.find(AnnotationFilter()))
    all_notes.rows.choose(stays.id)
    assert "Attach to other text…" not in labels_of(all_notes.make_menu())
    all_notes.rows.choose(lost.id)
    actions = {action.text(): action for action in all_notes.make_menu().actions()}
    actions["Attach to other text…"].trigger()
    assert window.notice.text() == f"Select the text in the reader to which the note on “{LAMP}” belongs."
    actions["Show the version I annotated"].trigger()
    qtbot.waitUntil(lambda: window.findChild(VersionDialog) is not None)


def test_what_a_feed_published_again_is_told_too(noted, open_window, folder):
    window = open_window(noted)
    (folder / "weekly.md").write_text(AGAIN, "utf-8")
    report = noted.library.import_paths([folder])
    window.versions.republished([one.issue_id for one in report.imported])
    assert window.notice.text().endswith("2 where they were, 1 moved with their text, 1 whose text is gone.")
    window.notice.hide()
    window.versions.republished([])
    assert window.notice.text() == ""
