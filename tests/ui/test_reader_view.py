"""The reader as its user meets it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent, QTextCursor, QTextOption, QWheelEvent

from mine_reader.model import AnchorState, AnnotationId, ArticleId, Color, Span
from mine_reader.ui.reader_layout import block_rect, text_rects
from mine_reader.ui.reader_paint import bullet_depth
from mine_reader.ui.reader_style import CODE, MEASURE, inside
from mine_reader.ui.reader_view import ReaderView
from mine_reader.ui.theme import Themes
from tests.ui.reader_pages import TEXTS, annotation, article, page, show


@pytest.fixture
def themes(qapp):
    return Themes("light")


@pytest.fixture
def view(qtbot, themes):
    made = ReaderView(themes)
    made.resize(700, 500)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def short(qtbot, view):
    show(qtbot, view, page())
    return view


@pytest.fixture
def long(qtbot, view):
    show(qtbot, view, page([article(n) for n in range(1, 121)]))
    return view


def select(view, text, end=None):
    cursor = view._browser.document().find(text)
    if end is not None:
        last = view._browser.document().find(end)
        cursor.setPosition(cursor.selectionStart())
        cursor.setPosition(last.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    assert cursor.hasSelection()
    view._browser.setTextCursor(cursor)


def place_of(view, text):
    cursor = view._browser.document().find(text)
    rect = text_rects(view._browser.document(), cursor.selectionStart(), cursor.selectionEnd())[0]
    return (rect.center() - view._browser.view.topLeft()).toPoint()


def click(qtbot, view, at):
    qtbot.mouseClick(view._browser.viewport(), Qt.MouseButton.LeftButton, pos=at)


def point(view, at):
    viewport = view._browser.viewport()
    none = Qt.MouseButton.NoButton
    place = QPointF(viewport.mapToGlobal(at))
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), place, none, none, Qt.KeyboardModifier.NoModifier)
    QGuiApplication.sendEvent(viewport, move)


def hot(view, what, number):
    view._browser.viewport().grab()
    found = next(one for one in view._browser.painter.hot if (one.what, one.id) == (what, number))
    return (found.rect.center() - view._browser.view.topLeft()).toPoint()


def shown_colors(view):
    image = view._browser.viewport().grab().toImage()
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


class TestPage:
    def test_shows_every_article_in_order(self, short):
        text = short._browser.toPlainText()
        assert text.index("Morning <Post>") < text.index("First") < text.index("alpha") < text.index("Second")

    def test_shows_one_article_alone(self, qtbot, view):
        show(qtbot, view, page(), only=ArticleId(2))
        text = view._browser.toPlainText()
        assert "eta" in text
        assert "alpha" not in text

    def test_shows_a_message_instead_of_a_page(self, short):
        short.clear("Nothing here yet")
        assert short._empty.isVisible()
        assert short._empty.text() == "Nothing here yet"
        assert short.current_article() is None

    def test_the_text_of_every_article_is_found_in_the_document(self, long):
        maps = [long._browser.page.text_map(ArticleId(n)) for n in range(1, 121)]
        assert all(one is not None and one.bounds is not None for one in maps)

    def test_paragraphs_have_the_same_format_wherever_they_were_appended(self, long):
        document = long._browser.document()
        first, other = (document.findBlock(long._browser.page.place(ArticleId(n)).start) for n in (1, 90))
        assert first.blockFormat().topMargin() == other.blockFormat().topMargin() > 0
        assert first.blockFormat().rightMargin() == other.blockFormat().rightMargin() > 0

    def test_states_do_not_touch_the_document(self, short):
        before = short._browser.document().revision()
        short.set_articles([article(1, title="First", read=True, starred=True)])
        short.set_annotations([annotation(1, quote="beta", start=8, color=Color.PINK)])
        short._browser.viewport().grab()
        assert short._browser.document().revision() == before

    def test_lines_of_code_know_that_they_are_code(self, short):
        block = short._browser.document().find("two = 2").block()
        assert inside(block.blockFormat().background().color()) & CODE

    def test_code_is_copied_whole(self, qtbot, short):
        point(short, place_of(short, "two = 2"))
        assert short._browser._copy.isVisible()
        qtbot.mouseClick(short._browser._copy, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == "one = 1\ntwo = 2"

    def test_code_beside_code_is_copied_alone(self, qtbot, view):
        codes = "<pre><code>one</code></pre><pre><code>two</code></pre>"
        show(qtbot, view, page([article(1)], bodies=[codes], texts=[""]))
        point(view, place_of(view, "two"))
        qtbot.mouseClick(view._browser._copy, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == "two"

    def test_tab_goes_to_the_first_link_first(self, qtbot, long):
        qtbot.keyClick(long._browser, Qt.Key.Key_Tab)
        assert long._browser.textCursor().selectedText() == "a.example"
        assert long._browser.verticalScrollBar().value() == 0

    def test_a_line_is_forty_characters_at_most(self, short):
        short.resize(1600, 500)
        browser = short._browser
        assert browser.lineWrapColumnOrWidth() == 16 * 40 + 80
        left = browser.viewportMargins().left()
        assert abs(left - (browser.width() - left - browser.lineWrapColumnOrWidth())) < 20

    def test_a_line_holds_as_many_characters_as_were_asked_for(self, qtbot, view):
        view.resize(1600, 500)
        show(qtbot, view, page())
        before = view._browser.document().textWidth()
        view.set_width(MEASURE + 2)
        assert view._browser.document().textWidth() == before + 2 * view._browser.painter.style.size

    def test_ctrl_and_the_wheel_change_the_size_of_the_text(self, qtbot, short):
        at = QPoint(50, 50)
        turn = QWheelEvent(
            at,
            short._browser.viewport().mapToGlobal(at),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        with qtbot.waitSignal(short.text_size_changed) as told:
            QGuiApplication.sendEvent(short._browser.viewport(), turn)
        assert told.args == [17]
        assert short._browser.document().defaultFont().pixelSize() == 17

    def test_the_wheel_scrolls_also_over_the_margin(self, long):
        long.resize(1400, 500)
        turn = QWheelEvent(
            QPoint(5, 100),
            long._browser.mapToGlobal(QPoint(5, 100)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QGuiApplication.sendEvent(long._browser, turn)
        assert long._browser.verticalScrollBar().value() > 0

    def test_an_item_has_a_bullet_unless_it_has_a_box_to_tick(self, qtbot, view):
        items = "<ul><li>one<ul><li>two</li></ul></li><li>☐ three</li></ul><ol><li>four</li></ol><p>five</p>"
        show(qtbot, view, page([article(1)], bodies=[items], texts=["one two ☐ three four five"]))
        document = view._browser.document()
        depths = [bullet_depth(document.find(text).block()) for text in ("one", "two", "three", "four", "five")]
        assert depths == [1, 2, 0, 0, 0]


class TestPlace:
    def test_an_article_is_brought_to_the_top(self, long):
        long.scroll_to_article(ArticleId(60))
        assert long.position() == (ArticleId(60), 0)
        assert long.current_article() == ArticleId(60)

    def test_a_place_is_reached_as_soon_as_it_is_composed(self, qtbot, view):
        view.show_page(page([article(n) for n in range(1, 301)]))
        view.restore((ArticleId(250), 30))
        qtbot.waitUntil(lambda: view._place.wanted is None)
        article_id, offset = view.position()
        assert article_id == ArticleId(250)
        assert offset <= 30

    def test_no_other_text_is_shown_on_the_way_to_a_place(self, qtbot, view):
        view.show_page(page([article(n) for n in range(1, 601)]))
        view.scroll_to_article(ArticleId(600))
        assert view._place.wanted is not None
        assert shown_colors(view) == 1
        qtbot.waitUntil(lambda: view._place.wanted is None)
        assert shown_colors(view) > 1

    def test_scrolling_by_hand_on_the_way_shows_what_is_there(self, view):
        view.show_page(page([article(n) for n in range(1, 601)]))
        view.scroll_to_article(ArticleId(600))
        view.page_down()
        assert shown_colors(view) > 1

    @pytest.mark.parametrize("change", ["size", "width", "theme"])
    def test_the_place_is_kept(self, qtbot, themes, long, change):
        long.scroll_to_article(ArticleId(60))
        if change == "size":
            long.set_text_size(24)
        elif change == "width":
            long.resize(420, 400)
        else:
            themes.choose("dark")
        qtbot.waitUntil(lambda: long._place.wanted is None and long._browser.page.complete)
        assert long.position() == (ArticleId(60), 0)

    def test_the_end_is_kept_when_lines_become_shorter(self, qtbot, long):
        bar = long._browser.verticalScrollBar()
        bar.setValue(bar.maximum())
        article_id = long.position()[0]
        long.resize(300, 500)
        qtbot.waitUntil(lambda: long._place.wanted is None)
        assert long.position()[0] == article_id

    def test_a_page_opens_at_its_top_and_tells_of_no_article(self, qtbot, view):
        view.clear("first nothing")
        with qtbot.assertNotEmitted(view.article_reached, wait=20):
            show(qtbot, view, page([article(n) for n in range(1, 60)]))
        assert view.position() == (None, 0)

    def test_scrolling_tells_which_article_is_reached(self, qtbot, long):
        with qtbot.waitSignal(long.article_reached) as told:
            long._browser.verticalScrollBar().setValue(4000)
        assert told.args == [long.current_article()]
        assert long.current_article() > ArticleId(5)

    def test_going_to_an_article_is_not_told_again(self, qtbot, long):
        with qtbot.assertNotEmitted(long.article_reached):
            long.scroll_to_article(ArticleId(60))

    def test_the_last_article_is_reached_at_the_end(self, long):
        bar = long._browser.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert long.current_article() == ArticleId(120)

    def test_pages_turn_until_the_end(self, short):
        turns = 0
        while short.page_down():
            turns += 1
            assert turns < 50
        assert short._browser.verticalScrollBar().value() == short._browser.verticalScrollBar().maximum()
        assert short.page_up() is (turns > 0)

    def test_articles_are_told_as_seen_when_the_page_is_left(self, qtbot, short, monkeypatch):
        clock = iter(range(0, 1000, 3))
        monkeypatch.setattr("mine_reader.ui.reader_watch.monotonic", lambda: next(clock))
        short.activateWindow()
        qtbot.waitUntil(short.isActiveWindow)
        short._watch.look()
        short._watch.look()
        with qtbot.waitSignal(short.articles_seen) as told:
            short.clear()
        assert ArticleId(1) in told.args[0]

    def test_articles_are_told_as_seen_after_as_long_as_was_set(self, qtbot, short, monkeypatch):
        monkeypatch.setattr(short.window(), "isActiveWindow", lambda: True)
        short.set_dwell(0)
        short._watch.look()
        with qtbot.waitSignal(short.articles_seen):
            short.clear()


class TestSelection:
    def test_is_a_span_of_the_articles_text(self, short):
        select(short, "beta gamma 中文")
        article_id, span = short.selection()
        assert article_id == ArticleId(1)
        assert span.of(TEXTS[0]) == "beta gamma 中文"

    def test_is_clipped_to_the_article_it_begins_in(self, short):
        select(short, "two", "epsilon")
        article_id, span = short.selection()
        assert article_id == ArticleId(1)
        assert span.of(TEXTS[0]) == "two = 2"

    def test_from_a_title_takes_the_text_under_it(self, short):
        select(short, "Second", "epsilon")
        assert short.selection() == (ArticleId(2), Span(0, 7))

    def test_is_copied_as_plain_text(self, short):
        select(short, "beta gamma")
        short._browser.copy()
        data = QGuiApplication.clipboard().mimeData()
        assert data.text() == "beta gamma"
        assert not data.hasHtml()

    def test_nothing_selected_is_none(self, short):
        assert short.selection() is None
        assert short.selected_text() == ""

    def test_opens_the_bar_and_a_colour_asks_for_a_highlight(self, qtbot, short):
        select(short, "beta")
        short._browser.selection_done.emit()
        assert short._bar.isVisible()
        with qtbot.waitSignal(short.highlight_requested) as asked:
            qtbot.mouseClick(short._bar._colors[Color.BLUE], Qt.MouseButton.LeftButton)
        assert asked.args == [Color.BLUE]
        assert not short._bar.isVisible()

    def test_the_bar_is_reached_by_tab_and_left_by_escape(self, qtbot, short):
        select(short, "beta")
        short._browser.selection_done.emit()
        qtbot.keyClick(short._browser, Qt.Key.Key_Tab)
        button = short._bar._colors[Color.YELLOW]
        assert short._bar.focusWidget() is button
        qtbot.keyClick(button, Qt.Key.Key_Escape)
        assert not short._bar.isVisible()
        assert short.selection() is not None

    @pytest.mark.parametrize(
        ("button", "signal"),
        [("_note", "note_requested"), ("_quote", "copy_quote_requested"), ("_search", "search_web_requested")],
    )
    def test_the_bars_buttons_ask(self, qtbot, short, button, signal):
        select(short, "beta")
        short._browser.selection_done.emit()
        with qtbot.waitSignal(getattr(short, signal)) as asked:
            qtbot.mouseClick(getattr(short._bar, button), Qt.MouseButton.LeftButton)
        assert asked.args in ([], ["beta"])
        assert short.selection() is not None

    def test_ends_when_it_has_become_an_annotation(self, short):
        select(short, "beta")
        short._browser.selection_done.emit()
        short.set_annotations([annotation(1, quote="beta", start=8, color=Color.YELLOW)])
        assert short.selection() is None
        assert not short._bar.isVisible()

    def test_stays_when_annotations_only_change(self, short):
        short.set_annotations([annotation(1, quote="alpha", start=0, color=Color.YELLOW)])
        select(short, "beta")
        short.set_annotations([annotation(1, quote="alpha", start=0, color=Color.PINK)])
        assert short.selection() is not None

    def test_the_title_alone_opens_no_bar(self, short):
        select(short, "First")
        short._browser.selection_done.emit()
        assert not short._bar.isVisible()

    def test_the_text_cursor_can_be_turned_on_for_the_keyboard(self, qtbot, short):
        qtbot.keyClick(short._browser, Qt.Key.Key_F7)
        for _ in range(6):
            qtbot.keyClick(short._browser, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert short._browser.textCursor().hasSelection()

    @pytest.mark.parametrize("y", [-300, 0, 240, 480, 5000])
    @pytest.mark.parametrize("x", [-50, 300, 690])
    def test_the_bar_is_within_the_reader_wherever_the_selection_ends(self, short, x, y):
        short._bar.show_near(QRect(x, y, 1, 20))
        assert short.rect().contains(short._bar.geometry())

    def test_every_button_of_the_bar_has_a_name(self, short):
        buttons = [*short._bar._colors.values(), short._bar._note, short._bar._quote, short._bar._search]
        assert all(button.accessibleName() and button.toolTip() for button in buttons)


class TestMarks:
    def test_a_highlight_is_painted_where_its_text_is(self, short, themes):
        short.set_annotations([annotation(1, quote="beta", start=8, color=Color.YELLOW)])
        at = place_of(short, "beta")
        image = short._browser.viewport().grab().toImage()
        color = themes.theme.highlight(Color.YELLOW)
        area = [image.pixelColor(at + QPoint(x, -8)) for x in range(-14, 14)]
        assert color in area

    @pytest.mark.parametrize(
        "body",
        [
            "<ul><li>one<ul><li>two</li></ul></li></ul>",
            "<blockquote><p>two</p></blockquote>",
            "<pre><code>two</code></pre>",
        ],
    )
    def test_text_that_is_set_in_is_marked_where_it_stands(self, qtbot, view, body):
        show(qtbot, view, page([article(1)], bodies=[body], texts=["two"]))
        cursor = view._browser.document().find("two")
        rect = text_rects(view._browser.document(), cursor.selectionStart(), cursor.selectionEnd())[0]
        cursor.setPosition(cursor.selectionStart())
        assert abs(view._browser.cursorRect(cursor).center().x() - rect.left()) <= 1

    @pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
    def test_a_highlight_is_seen_under_code_in_a_line(self, qtbot, view, themes, theme):
        themes.choose(theme)
        show(qtbot, view, page([article(1)], bodies=["<p>one <code>two....</code></p>"], texts=["one two...."]))
        at = place_of(view, "....")
        before = view._browser.viewport().grab().toImage().pixelColor(at)
        view.set_annotations([annotation(1, quote="one two....", color=Color.PINK)])
        assert view._browser.viewport().grab().toImage().pixelColor(at) != before

    def test_a_click_on_a_highlight_tells_which(self, qtbot, short):
        short.set_annotations(
            [
                annotation(1, quote="beta gamma", start=8, color=Color.YELLOW),
                annotation(2, quote="gamma", start=13, color=Color.BLUE),
            ]
        )
        with qtbot.waitSignal(short.annotation_clicked) as told:
            click(qtbot, short, place_of(short, "gamma"))
        assert told.args == [AnnotationId(2)]

    def test_a_note_without_a_colour_has_a_mark_in_the_margin(self, qtbot, short):
        short.set_annotations([annotation(3, quote="中文字", start=19, body="hm")])
        with qtbot.waitSignal(short.annotation_clicked) as told:
            click(qtbot, short, hot(short, "note", 3))
        assert told.args == [AnnotationId(3)]

    def test_a_note_on_the_article_is_marked_at_its_title(self, short):
        short.set_annotations([annotation(4, on=2, body="all of it")])
        title = place_of(short, "Second")
        assert abs(hot(short, "note", 4).y() - title.y()) < 10

    @pytest.mark.parametrize("more", [{"anchor": AnchorState.DETACHED}, {"deleted": True}])
    def test_what_has_no_place_is_not_marked(self, qtbot, short, more):
        short.set_annotations([annotation(1, quote="beta", start=8, color=Color.YELLOW, body="x", **more)])
        short._browser.viewport().grab()
        assert all(one.what != "note" for one in short._browser.painter.hot)
        with qtbot.assertNotEmitted(short.annotation_clicked):
            click(qtbot, short, place_of(short, "beta"))

    @pytest.mark.parametrize("what", ["read", "starred", "later", "downloaded"])
    def test_the_icons_of_an_articles_head_are_clicked(self, qtbot, short, what):
        with qtbot.waitSignal(short.mark_clicked) as told:
            click(qtbot, short, hot(short, what, 1))
        assert told.args == [(ArticleId(1), what)]

    def test_an_annotation_is_scrolled_to_and_flashes(self, qtbot, long):
        long.set_annotations([annotation(7, on=77, quote="beta", start=8, color=Color.GREEN)])
        long.scroll_to_annotation(AnnotationId(7))
        assert long.current_article() == ArticleId(77)
        assert long._browser.painter.flash is not None
        mark = long._browser.marks.find(ArticleId(77), AnnotationId(7))
        rect = text_rects(long._browser.document(), mark.start, mark.end)[0]
        assert long._browser.view.contains(rect)
        long._browser._flashing.setCurrentTime(long._browser._flashing.duration())
        qtbot.waitUntil(lambda: long._browser.painter.flash is None)

    def test_an_annotation_that_is_not_here_moves_nothing(self, long):
        long.scroll_to_annotation(AnnotationId(99))
        assert long._browser.verticalScrollBar().value() == 0
        assert long._place.wanted is None


class TestLongPages:
    def test_what_a_page_has_no_room_for_is_shown_alone(self, qtbot, view, monkeypatch):
        monkeypatch.setattr("mine_reader.ui.reader_html.PAGE_CHARS", 2000)
        show(qtbot, view, page([article(n) for n in range(1, 60)]))
        assert "too long for one page" in view._browser.toPlainText()
        view.scroll_to_article(ArticleId(50))
        assert view._browser.toPlainText().startswith("Title 50")
        assert view.current_article() == ArticleId(50)
        view.set_annotations([annotation(1, on=40, quote="beta", start=8, color=Color.PINK)])
        view.scroll_to_annotation(AnnotationId(1))
        assert view._browser.toPlainText().startswith("Title 40")
        assert view._browser.painter.flash is not None

    def test_a_word_without_end_is_broken_anywhere(self, qtbot, view):
        word = "a" * 20_000
        show(qtbot, view, page([article(1)], bodies=[f"<p>{word}</p>"], texts=[word]))
        assert view._browser.document().textWidth() >= view._browser.document().idealWidth()
        assert view._browser.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere


class TestLinks:
    def test_a_click_hands_out_the_encoded_address_and_keeps_the_page(self, qtbot, short):
        with qtbot.waitSignal(short.link_activated) as told:
            click(qtbot, short, place_of(short, "link"))
        assert told.args == ["https://a.example/%E4%B8%AD"]
        assert "alpha" in short._browser.toPlainText()

    def test_hovering_tells_the_address(self, qtbot, short):
        with qtbot.waitSignal(short.link_hovered) as told:
            short._browser.highlighted.emit(QUrl("https://a.example/中"))
        assert told.args == ["https://a.example/%E4%B8%AD"]

    def test_a_menu_is_asked_for_with_the_article(self, qtbot, short):
        at = place_of(short, "epsilon")
        viewport = short._browser.viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
        with qtbot.waitSignal(short.context_requested) as told:
            QGuiApplication.sendEvent(viewport, event)
        assert told.args[0][0] == ArticleId(2)


class TestFind:
    def test_counts_and_marks_every_hit(self, short):
        short.open_find()
        short._find._field.setText("ETA")
        hits = short._browser.painter.hits
        assert len(hits) == 3
        assert short._find._count.text() == "1 of 3"

    def test_finds_behind_a_character_of_two_units(self, short):
        short.open_find()
        short._find._field.setText("中文")
        start, end = short._browser.painter.hits[0]
        cursor = QTextCursor(short._browser.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == "中文"

    def test_enter_goes_round_and_escape_closes(self, qtbot, short):
        short.open_find()
        field = short._find._field
        field.setText("eta")
        for expected in (1, 2, 0):
            qtbot.keyClick(field, Qt.Key.Key_Return)
            assert short._browser.painter.hit == expected
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert short._browser.painter.hit == 2
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert not short._find.isVisible()
        assert short._browser.painter.hits == ()

    def test_says_when_there_is_no_hit(self, short):
        short.open_find()
        short._find._field.setText("nowhere")
        assert short._find._count.text() == "Not found"

    def test_begins_with_what_is_selected(self, short):
        select(short, "gamma")
        short.open_find()
        assert short._find._field.text() == "gamma"


def test_a_narrow_page_has_the_marks_of_an_article_above_its_title(qtbot, view):
    title = "A title that takes more than one line where there is little room beside its marks"
    view.show_page(page([article(1, title=title), article(2)]))

    def place_of_title():
        qtbot.waitUntil(lambda: view._browser.page.complete)
        document = view._browser.document()
        return block_rect(document, document.findBlock(view._browser.page.place(ArticleId(1)).start))

    def height_of_mark():
        return hot(view, "starred", 1).y() + view._browser.view.top()

    wide = place_of_title()
    assert wide.top() < height_of_mark() < wide.bottom()
    view.resize(320, 500)
    assert place_of_title().top() > height_of_mark()
    assert place_of_title().height() < 6 * view.page_style.size * 1.5
    view.resize(700, 500)
    assert place_of_title() == wide
