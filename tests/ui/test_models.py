"""The models of the sidebar and the article list."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from mine_reader.model import ArticleFilter, SmartView
from mine_reader.ui.models.articles import ARTICLES_MIME, ArticleListModel, by_section, dragged_articles
from mine_reader.ui.models.sidebar import SidebarModel, build


def nodes(services):
    library = services.library
    overview = library.overview()
    years = {(shelf.source_id, shelf.year): library.shelf(shelf.source_id, shelf.year) for shelf in overview.shelves}
    return build(overview, library.tags(), years)


@pytest.fixture
def articles(filled):
    issue = next(one for one in filled.library.outline().issues if one.number == 7)
    return filled.reading.articles(ArticleFilter(issue_id=issue.id))


@pytest.fixture
def article_model(qtmodeltester, articles):
    model = ArticleListModel()
    model.set_groups(by_section(articles))
    qtmodeltester.check(model)
    return model


@pytest.fixture
def sidebar(qapp, filled):
    ids = [one.id for one in filled.reading.articles(ArticleFilter())]
    filled.reading.tag(ids[:2], add=["llm/rag"])
    filled.reading.tag(ids[2:3], add=["llm"])
    model = SidebarModel()
    model.set_nodes(nodes(filled))
    return model


def test_the_sidebar_is_a_sound_model(qtmodeltester, sidebar):
    qtmodeltester.check(sidebar)


def test_the_sidebar_of_an_empty_library_is_a_sound_model(qtmodeltester, services):
    model = SidebarModel()
    model.set_nodes(nodes(services))
    qtmodeltester.check(model)
    assert model.find("heading:views").isValid()
    assert not model.find("heading:sources").isValid()


def test_counts_of_years_and_sources_are_sums_of_their_issues(sidebar):
    source = next(key for key in sidebar.all_keys() if key.startswith("source:"))
    node = sidebar.node(sidebar.find(source))
    assert node.count == sum(child.count for year in node.children for child in year.children) == 5


def test_unread_is_bold_and_read_is_not(filled, sidebar):
    filled.reading.mark_all(ArticleFilter(), read=True)
    sidebar.set_nodes(nodes(filled))
    unread = sidebar.node(sidebar.find("view:unread"))
    source = next(sidebar.node(sidebar.find(key)) for key in sidebar.all_keys() if key.startswith("source:"))
    assert (unread.bold, unread.count, source.bold) == (False, 0, False)


def test_tags_nest_by_slashes(sidebar):
    nested = sidebar.find("tag:llm/rag")
    assert sidebar.node(nested).text == "rag"
    assert sidebar.node(sidebar.parent(nested)).key == "tag:llm"


def test_a_change_of_counts_alone_keeps_the_rows(qtbot, filled, sidebar):
    index = sidebar.find("view:unread")
    filled.reading.mark_all(ArticleFilter(view=SmartView.UNREAD), read=True)
    with qtbot.assertNotEmitted(sidebar.modelReset), qtbot.waitSignal(sidebar.dataChanged):
        assert not sidebar.set_nodes(nodes(filled))
    assert sidebar.node(index).count == 0


def test_articles_of_an_issue_are_grouped_by_section(article_model):
    titles = [article_model.index(row, 0).data() for row in range(article_model.rowCount())]
    assert titles == ["Tools", "Essays"]


def test_a_new_state_changes_one_row_in_place(qtbot, article_model, articles):
    with qtbot.waitSignal(article_model.dataChanged) as signal:
        article_model.update_articles([replace(articles[1], starred=True)])
    assert signal.args[0].data(ArticleListModel.ARTICLE).starred
    assert signal.args[0] == article_model.find(articles[1].id)


def test_an_article_that_is_not_shown_is_no_row(article_model):
    assert not article_model.find(None).isValid()
    assert article_model.parent(QModelIndex()) == QModelIndex()


def test_a_drag_carries_the_articles(article_model, articles):
    data = article_model.mimeData([article_model.find(articles[0].id), article_model.find(articles[2].id)])
    assert data.hasFormat(ARTICLES_MIME)
    assert dragged_articles(data) == (articles[0].id, articles[2].id)


def test_a_drop_on_a_tag_tells_which_articles_and_which_tag(qtbot, article_model, articles, sidebar):
    data = article_model.mimeData([article_model.find(articles[0].id)])
    tag = sidebar.find("tag:llm/rag")
    with qtbot.waitSignal(sidebar.articles_dropped) as signal:
        sidebar.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, tag)
    assert signal.args[0] == ((articles[0].id,), "llm/rag")


def test_articles_cannot_be_dropped_on_a_view(article_model, articles, sidebar):
    data = article_model.mimeData([article_model.find(articles[0].id)])
    view = sidebar.find("view:starred")
    assert not sidebar.canDropMimeData(data, Qt.DropAction.CopyAction, -1, -1, view)


def test_articles_dropped_on_a_tag_in_the_sidebar_get_it(window, filled):
    first, second = window.panes.articles.model.articles[:2]
    filled.reading.tag([first.id], add=["quay"])
    window.browsing.reload()
    data = window.panes.articles.model.mimeData([window.panes.articles.model.find(second.id)])
    tree = window.panes.sidebar.tree
    at = tree.visualRect(tree.model().mapFromSource(window.panes.sidebar.model.find("tag:quay"))).center()
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    tree.dragEnterEvent(QDragEnterEvent(at, *rest))
    tree.dragMoveEvent(QDragMoveEvent(at, *rest))
    tree.dropEvent(QDropEvent(at.toPointF(), *rest))
    assert filled.reading.article(second.id).tags == ("quay",)


def test_files_dragged_over_the_sidebar_are_left_to_the_window(window, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    event = QDragEnterEvent(
        QPoint(20, 100), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.panes.sidebar.tree.dragEnterEvent(event)
    assert not event.isAccepted()
    window.dragEnterEvent(event)
    assert event.isAccepted()
