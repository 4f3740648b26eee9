"""The window: choose, read, mark, undo, by mouse and key, over the real services."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mine_reader.model import ArticleFilter, SmartView


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key where the focus of a reader is."""
    window.panes.reader.setFocus()
    qtbot.keyClick(window, key, modifier)


def rows(window):
    return [article.title for article in window.panes.articles.model.articles]


def article(services, title):
    return next(one for one in services.reading.articles(ArticleFilter()) if one.title == title)


def test_the_first_list_is_what_is_unread(window):
    assert window.browsing.which == ArticleFilter(view=SmartView.UNREAD)
    assert len(rows(window)) == 5


def test_choosing_an_issue_shows_its_page_and_its_articles(window, open_issue):
    open_issue(window)
    assert rows(window) == ["A lamp that reads along", "Paper that remembers", "On slow mornings"]
    assert window.panes.sidebar.selected().kind == "issue"
    assert "Harbour Weekly" in window.windowTitle()


def test_a_click_on_a_row_of_the_sidebar_chooses_it(qtbot, window):
    tree = window.panes.sidebar.tree
    window.panes.sidebar.select("view:starred")
    window.panes.sidebar.select("view:unread")
    proxy = tree.model()
    starred = proxy.mapFromSource(window.panes.sidebar.model.find("view:starred"))
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(starred).center())
    assert window.browsing.which == ArticleFilter(view=SmartView.STARRED)
    assert rows(window) == []


def test_a_click_on_an_article_opens_its_issue(qtbot, window, tasks):
    tree = window.panes.articles.tree
    index = window.panes.articles.model.find(article(window.marking._services, "Paper that remembers").id)
    tree.scrollTo(index)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
    qtbot.waitUntil(lambda: window.browsing.page is not None)
    assert window.browsing.page.issue.number == 7


def test_j_and_k_step_through_the_articles(qtbot, window, open_issue):
    open_issue(window)
    press(qtbot, window, Qt.Key.Key_J)
    first = window.panes.articles.current()
    press(qtbot, window, Qt.Key.Key_J)
    second = window.panes.articles.current()
    press(qtbot, window, Qt.Key.Key_K)
    assert first != second
    assert window.panes.articles.current() == first


def test_n_goes_to_the_next_unread_article(qtbot, window, filled, open_issue):
    open_issue(window)
    articles = window.panes.articles.model.articles
    window.panes.articles.choose(articles[0].id)
    filled.reading.mark([articles[1].id], read=True)
    window.browsing.reload()
    qtbot.waitUntil(lambda: not window.browsing._tasks.running)
    press(qtbot, window, Qt.Key.Key_N)
    assert window.panes.articles.current() == articles[2].id


@pytest.mark.parametrize(
    ("key", "modifier", "mark"),
    [
        (Qt.Key.Key_M, Qt.KeyboardModifier.NoModifier, "read"),
        (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "starred"),
        (Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier, "later"),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier, "downloaded"),
    ],
)
def test_a_letter_sets_a_mark_and_takes_it_back(qtbot, window, filled, open_issue, key, modifier, mark):
    open_issue(window)
    chosen = window.panes.articles.model.articles[1]
    window.panes.articles.choose(chosen.id)
    press(qtbot, window, key, modifier)
    assert getattr(filled.reading.article(chosen.id), mark)
    assert getattr(window.panes.articles.model.articles[1], mark)
    press(qtbot, window, key, modifier)
    assert not getattr(filled.reading.article(chosen.id), mark)


def test_letters_in_a_text_field_are_text(qtbot, window, filled, open_issue):
    open_issue(window)
    chosen = window.panes.articles.model.articles[0]
    window.panes.articles.choose(chosen.id)
    box = window.panes.sidebar.filter
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "sml")
    assert box.text() == "sml"
    assert not filled.reading.article(chosen.id).starred


def test_shift_a_marks_all_of_the_list_and_ctrl_z_takes_it_back(qtbot, window, filled, open_issue):
    open_issue(window)
    press(qtbot, window, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert filled.library.outline().views[SmartView.UNREAD] == 2
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert filled.library.outline().views[SmartView.UNREAD] == 5
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert filled.library.outline().views[SmartView.UNREAD] == 2


def test_a_mark_changes_all_counts_at_once(qtbot, window, open_issue):
    open_issue(window)
    window.panes.articles.choose(window.panes.articles.model.articles[0].id)
    press(qtbot, window, Qt.Key.Key_M)
    sidebar = window.panes.sidebar.model
    issue = window.panes.sidebar.selected()
    assert sidebar.node(sidebar.find("view:unread")).count == 4
    assert sidebar.node(sidebar.find(issue.key)).count == 2
    assert "4" in window.status._unread.text()


def test_several_selected_articles_are_marked_together(qtbot, window, filled, open_issue):
    open_issue(window)
    tree = window.panes.articles.tree
    tree.setFocus()
    tree.selectAll()
    window.actions_table["toggle_star"].trigger()
    assert filled.library.outline().views[SmartView.STARRED] == 3
    assert len(window.panes.articles.selected()) == 3


def test_a_row_that_stops_matching_stays_until_the_view_is_left(qtbot, window, filled):
    before = rows(window)
    window.panes.articles.choose(window.panes.articles.model.articles[1].id)
    qtbot.waitUntil(lambda: window.browsing.page is not None)
    window.marking.toggle_read()
    assert rows(window) == before
    filled.reading.tag([window.panes.articles.model.articles[1].id], add=["x"])
    window.browsing.reload()
    assert rows(window) == before
    window.panes.sidebar.select("view:starred")
    window.browsing._node_chosen(window.panes.sidebar.selected())
    window.browsing.back()
    assert len(rows(window)) == len(before) - 1


def test_a_right_click_marks_nothing(qtbot, window, filled, settings):
    settings.set("mark_read", "at_once")
    tree = window.panes.articles.tree
    index = window.panes.articles.model.find(window.panes.articles.model.articles[0].id)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.RightButton, pos=tree.visualRect(index).center())
    assert filled.library.outline().views[SmartView.UNREAD] == 5


def test_at_once_marks_what_is_reached(qtbot, window, filled, settings, tasks):
    settings.set("mark_read", "at_once")
    chosen = window.panes.articles.model.articles[0]
    window.panes.articles.choose(chosen.id)
    qtbot.waitUntil(lambda: not tasks.running)
    assert filled.reading.article(chosen.id).read


def test_what_was_seen_is_left_alone_when_marks_are_set_by_hand(qtbot, window, filled, open_issue):
    open_issue(window)
    ids = [one.id for one in window.panes.articles.model.articles]
    window.panes.reader.articles_seen.emit(ids[:1])
    QApplication.processEvents()
    assert not filled.reading.article(ids[0]).read


def test_what_was_seen_is_marked_also_after_its_view_was_left(qtbot, window, filled, settings, open_issue):
    settings.set("mark_read", "scrolled")
    open_issue(window)
    ids = [one.id for one in window.panes.articles.model.articles]
    window.panes.sidebar.select("view:starred")
    window.browsing._node_chosen(window.panes.sidebar.selected())
    window.panes.reader.articles_seen.emit(ids[:1])
    qtbot.waitUntil(lambda: filled.reading.article(ids[0]).read)


def test_deleting_an_issue_is_undone_from_the_status_bar(qtbot, window, filled, open_issue, tasks):
    issue = open_issue(window)
    window.actions_table["delete_issue"].trigger()
    assert len(filled.library.outline().issues) == 1
    assert window.browsing.page is None
    qtbot.mouseClick(window.status._undo, Qt.MouseButton.LeftButton)
    assert len(filled.library.outline().issues) == 2
    assert "Harbour Weekly" in " ".join(node.text for node in window.panes.sidebar.model._nodes)
    qtbot.waitUntil(lambda: not tasks.running)
    assert issue.title in window.panes.reader.focusProxy().toPlainText()


def test_back_and_forward_return_to_issues(qtbot, window, open_issue, tasks, filled):
    open_issue(window)
    digest = next(one for one in filled.library.outline().issues if one.number != 7)
    window.browsing.open_issue(digest.id)
    qtbot.waitUntil(lambda: not tasks.running)
    window.actions_table["back"].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert window.browsing.page.issue.number == 7
    window.actions_table["forward"].trigger()
    qtbot.waitUntil(lambda: not tasks.running)
    assert window.browsing.page.issue.id == digest.id


def test_return_in_the_sidebar_opens_and_closes_a_branch(qtbot, window, open_issue, opened):
    open_issue(window)
    window.panes.articles.choose(window.panes.articles.model.articles[0].id)
    sidebar = window.panes.sidebar
    source = next(key for key in sidebar.model.all_keys() if key.startswith("source:"))
    sidebar.select(source)
    index = sidebar.tree.currentIndex()
    sidebar.tree.setFocus()
    qtbot.waitUntil(sidebar.tree.hasFocus)
    was = sidebar.tree.isExpanded(index)
    qtbot.keyClick(sidebar.tree, Qt.Key.Key_Return)
    assert sidebar.tree.isExpanded(index) != was
    assert opened == []


def test_the_filter_box_narrows_the_sidebar(window):
    sidebar = window.panes.sidebar
    sidebar.filter.setText("star")
    shown = [sidebar._proxy.index(row, 0).data() for row in range(sidebar._proxy.rowCount())]
    assert shown == ["Smart views"]
    sidebar.filter.clear()
    assert sidebar._proxy.rowCount() == 2


@pytest.fixture
def opened(monkeypatch):
    """Return the list of addresses that leave the window; nothing is really opened."""
    found = []

    def open_url(url):
        found.append(url.toString())
        return True

    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", open_url)
    return found


def test_the_link_of_an_article_opens_in_the_browser(qtbot, window, open_issue, opened):
    open_issue(window)
    window.panes.articles.choose(window.panes.articles.model.articles[0].id)
    press(qtbot, window, Qt.Key.Key_O)
    assert opened == ["https://lamp.example/read"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "smb://x/y", "\u2003javascript:x"])
def test_nothing_but_web_and_mail_leaves_the_window(window, opened, address):
    window.panes.reader.link_activated.emit(address)
    assert opened == []
    assert window.status.text()


def test_a_link_can_be_copied_instead(qtbot, window, open_issue, opened, settings):
    settings.set("open_links", "copy")
    open_issue(window)
    window.panes.reader.link_activated.emit("https://lamp.example/read")
    assert opened == []
    assert QApplication.clipboard().text() == "https://lamp.example/read"


def test_a_link_to_another_issue_opens_it_here(qtbot, window, open_issue, opened, tasks):
    open_issue(window)
    window.panes.reader.link_activated.emit("mine-reader:issue/digest.md")
    qtbot.waitUntil(lambda: not tasks.running)
    assert window.browsing.page.issue.path.endswith("digest.md")
    assert opened == []


def test_a_link_to_an_issue_that_is_not_there_says_so(window, open_issue):
    open_issue(window)
    window.panes.reader.link_activated.emit("mine-reader:issue/other%20one.md")
    assert "other one.md" in window.status.text()


def test_a_source_dropped_on_another_takes_its_place(window, filled, tmp_path):
    for name in ("alpha", "beta"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.md").write_text(f"# {name}\n\nText.\n", "utf-8")
        filled.library.import_paths([tmp_path / name])
    window.browsing.reload()
    model = window.panes.sidebar.model
    names = [node.text for node in model.node(model.find("heading:sources")).children]
    sources = {source.name: source for source in filled.library.outline().sources}
    target = model.node(model.find(f"source:{sources[names[0]].id}"))
    model.source_dropped.emit((sources[names[-1]].id, target, -1))
    now = [node.text for node in model.node(model.find("heading:sources")).children]
    assert now == [names[-1], *names[:-1]]


def test_a_new_day_is_noticed_when_the_window_comes_to_the_front(window, monkeypatch):
    read = []
    monkeypatch.setattr(window.browsing, "_read_outline", lambda: read.append(1))
    window.browsing.wake()
    window.browsing._day = "2000-01-01"
    window.browsing.wake()
    assert read == [1]


def test_folding_a_pane_is_remembered(window, settings):
    window.actions_table["toggle_notes"].trigger()
    assert window.panes.notes.isHidden()
    assert not settings.flag("notes_visible")


def test_focus_mode_leaves_the_text_alone_and_comes_back(window):
    window.actions_table["focus_mode"].trigger()
    assert window.panes.sidebar.isHidden()
    assert window.toolbar.isHidden()
    window.actions_table["focus_mode"].trigger()
    assert not window.panes.sidebar.isHidden()


def test_an_empty_library_says_what_to_do(open_window, services):
    window = open_window(services)
    assert "Ctrl+O" in window.panes.articles._empty.text()


def test_space_presses_the_button_that_has_the_focus(qtbot, window):
    window.status.say("x", undo=True)
    clicked = []
    window.status.undo_clicked.connect(lambda: clicked.append(1))
    window.status._undo.setFocus()
    qtbot.waitUntil(window.status._undo.hasFocus)
    qtbot.keyClick(window.status._undo, Qt.Key.Key_Space)
    assert clicked == [1]


def test_every_control_has_a_name(window, open_issue):
    open_issue(window)
    reachable = [one for one in window.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    shown = [one for one in reachable if one.isVisible() and one.focusProxy() is None]
    assert shown
    assert [one for one in shown if not (one.accessibleName() or getattr(one, "text", str)())] == []


def test_tab_reaches_all_four_panes(qtbot, window, open_issue):
    open_issue(window)
    window.panes.sidebar.filter.setFocus()
    seen = set()
    panes = (window.panes.sidebar, window.panes.articles, window.panes.reader, window.panes.notes)
    for _ in range(40):
        window.focusNextChild()
        focus = QApplication.focusWidget()
        seen |= {pane for pane in panes if focus is not None and pane.isAncestorOf(focus)}
    assert seen == set(panes)
