"""Annotations as rows, and the filter over them."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from mine_reader.model import AnnotationFilter, AnnotationId, ArticleId, Color, Status
from mine_reader.ui.models.notes import ANNOTATION, NotesModel, ShownNotes
from tests.ui.reader_pages import annotation

TITLES = {ArticleId(1): "First", ArticleId(2): "Second"}
NOTES = (
    annotation(1, quote="beta", body="A thought", color=Color.YELLOW, level="1", tags=("llm/rag",)),
    annotation(2, quote="gamma", color=Color.BLUE),
    annotation(3, on=2, body="已下载", level="2", status=Status.DONE, tags=("设计",)),
)


@pytest.fixture
def model(qapp):
    made = NotesModel()
    made.show(NOTES, TITLES)
    return made


@pytest.fixture
def shown(model):
    made = ShownNotes()
    made.setSourceModel(model)
    return made


def ids(shown):
    return [shown.index(row, 0).data(ANNOTATION).id for row in range(shown.rowCount())]


def test_models_keep_qts_rules(model, shown):
    testers = [
        QAbstractItemModelTester(one, QAbstractItemModelTester.FailureReportingMode.Fatal) for one in (model, shown)
    ]
    shown.set_filter(AnnotationFilter(text="beta"))
    model.show(NOTES[1:], TITLES)
    shown.set_filter(AnnotationFilter())
    model.show((), {})
    assert len(testers) == 2


def test_deleted_annotations_are_no_rows(model):
    model.show([annotation(1, body="x", deleted=True), annotation(2, body="y")], TITLES)
    assert [one.id for one in model.annotations] == [AnnotationId(2)]


def test_a_changed_note_changes_its_row_alone(qtbot, model):
    changed = (NOTES[0], annotation(2, quote="gamma", color=Color.PINK), NOTES[2])
    with qtbot.waitSignal(model.dataChanged) as told, qtbot.assertNotEmitted(model.modelReset):
        model.show(changed, TITLES)
    assert told.args[0].row() == told.args[1].row() == 1


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (AnnotationFilter(), [1, 2, 3]),
        (AnnotationFilter(text="THOUGHT beta"), [1]),
        (AnnotationFilter(text="second"), [3]),
        (AnnotationFilter(text="下载"), [3]),
        (AnnotationFilter(level="2"), [3]),
        (AnnotationFilter(color=Color.BLUE), [2]),
        (AnnotationFilter(status=Status.DONE), [3]),
        (AnnotationFilter(tag="llm"), [1]),
        (AnnotationFilter(tag="ll"), []),
        (AnnotationFilter(tag="设计", level="1"), []),
    ],
)
def test_only_what_fits_everything_is_shown(shown, which, expected):
    shown.set_filter(which)
    assert ids(shown) == expected


def test_what_is_edited_stays_whatever_the_filter(shown):
    shown.set_filter(AnnotationFilter(text="nothing like it"))
    shown.keep(AnnotationId(2))
    assert ids(shown) == [2]
    shown.keep(None)
    assert ids(shown) == []


def test_a_screen_reader_says_note_and_quote(model):
    assert model.index(0).data() == "A thought\nbeta"
    assert model.index(2).data() == "已下载\nSecond"
