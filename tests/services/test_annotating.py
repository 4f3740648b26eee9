import pytest

from mine_reader.errors import InputError, NotFoundError
from mine_reader.model import (
    AnchorState,
    AnnotationFilter,
    AnnotationKinds,
    Color,
    NoteText,
    Placement,
    Span,
    Status,
)
from mine_reader.services import open_services
from tests.services.conftest import ISSUE


@pytest.fixture
def ids(folder):
    return [article.id for article in folder.articles(folder.put())]


@pytest.fixture
def annotating(services):
    return services.annotating


def test_a_span_is_kept_with_its_quote_and_what_is_around_it(annotating, ids):
    made = annotating.add(ids[0], span=Span(4, 9), color=Color.GREEN, note=NoteText("why", "2"), tags=["x"])
    assert made == annotating.get(made.id)
    assert (made.selector.exact, made.selector.prefix) == ("first", "The ")
    assert (made.color, made.note, made.tags) == (Color.GREEN, NoteText("why", "2"), ("x",))
    assert (made.anchor, made.origin, made.conflict) == (AnchorState.KEPT, None, False)


def test_a_quote_is_found_in_the_text(annotating, ids):
    assert annotating.add(ids[0], quote="first").selector.start == 4


@pytest.mark.parametrize("quote", ["", "not there", "p"])
def test_a_quote_that_is_not_there_once_is_refused(annotating, ids, quote):
    with pytest.raises(InputError):
        annotating.add(ids[0], quote=quote)


@pytest.mark.parametrize("span", [Span(0, 0), Span(-1, 3), Span(3, 9999), Span(5, 4)])
def test_a_span_outside_the_text_is_refused(annotating, ids, span):
    with pytest.raises(InputError):
        annotating.add(ids[0], span=span)


def test_without_a_place_it_belongs_to_the_article(annotating, ids):
    made = annotating.add(ids[0], note=NoteText("of all of it"))
    assert (made.selector, made.placement) == (None, Placement.ARTICLE)


def test_overlapping_highlights_stand_side_by_side(annotating, ids):
    annotating.add(ids[0], span=Span(0, 9), color=Color.PINK)
    annotating.add(ids[0], span=Span(4, 12), color=Color.BLUE)
    assert len(annotating.annotations(AnnotationFilter(article_id=ids[0]))) == 2


def test_annotations_come_in_document_order_article_notes_first(annotating, ids):
    late = annotating.add(ids[0], span=Span(8, 12))
    early = annotating.add(ids[0], span=Span(0, 3))
    article = annotating.add(ids[0], note=NoteText("all"))
    found = [item.id for item in annotating.annotations(AnnotationFilter(article_id=ids[0]))]
    assert found == [article.id, early.id, late.id]


def test_filters_hold_together(annotating, ids):
    made = annotating.add(ids[0], quote="first", note=NoteText("Über RAG", "2"), color=Color.PINK, tags=["llm/rag"])
    annotating.add(ids[0], quote="paragraph", note=NoteText("other", "1"))
    for which in (
        AnnotationFilter(level="2"),
        AnnotationFilter(color=Color.PINK),
        AnnotationFilter(tag="llm"),
        AnnotationFilter(text="über"),
        AnnotationFilter(text="FIRST über"),
        AnnotationFilter(text="llm/"),
        AnnotationFilter(article_id=ids[0], level="2", text="rag"),
    ):
        assert [item.id for item in annotating.annotations(which)] == [made.id], which
    assert annotating.annotations(AnnotationFilter(level="2", color=Color.BLUE)) == ()


@pytest.mark.parametrize(
    ("note", "todo"),
    [
        (NoteText("Make a card", "2"), True),
        (NoteText("\u3000 make a card", "2"), True),
        (NoteText("\u3000已下载「The Kettle」", "2"), False),
        (NoteText("Make a card", "2", status=Status.DONE), False),
        (NoteText("已下载, but look at it again", "2", status=Status.OPEN), True),
        (NoteText("A thought", "1"), False),
        (NoteText("A thought to finish", status=Status.OPEN), True),
        (NoteText("Both", "1-2"), False),
    ],
)
def test_what_is_to_do_is_found_and_counted(services, annotating, ids, note, todo):
    made = annotating.add(ids[0], note=note)
    assert made.todo == todo
    assert [one.id for one in annotating.annotations(AnnotationFilter(todo=True))] == [made.id] * todo
    outline = services.library.outline()
    assert (outline.notes, outline.todos) == (2, int(todo))
    annotating.delete([made.id])
    assert services.library.outline().todos == 0


def test_filters_by_day_source_and_anchor(services, annotating, ids):
    early = annotating.add(ids[0], note=NoteText("a", date="1999-12-01"))
    late = annotating.add(ids[0], note=NoteText("b", date="1999-12-09"))
    undated = annotating.add(ids[0], quote="first", color=Color.PINK)
    source = services.library.outline().sources[0].id

    def found(**which):
        return {one.id for one in annotating.annotations(AnnotationFilter(**which)) if one.article_id == ids[0]}

    assert found(since="1999-12-01", until="1999-12-08") == {early.id}
    assert found(until="1999-12-09") == {early.id, late.id}
    assert found(since=undated.created_at[:10]) == {undated.id}
    assert found(source_id=source) == {early.id, late.id, undated.id}
    assert found(source_id=source + 1) == set()
    assert found(anchor=AnchorState.DETACHED) == set()


def test_kinds_are_those_in_use(annotating, ids):
    made = annotating.add(ids[0], note=NoteText("a", "3"), tags=["llm/rag"])
    annotating.add(ids[0], note=NoteText("b", "1"), tags=["desk"])
    assert annotating.kinds() == AnnotationKinds(("1", "3"), ("desk", "llm/rag"))
    annotating.delete([made.id])
    assert annotating.kinds() == AnnotationKinds(("1",), ("desk",))


def test_titles_come_with_what_is_found(services, annotating, ids):
    made = annotating.add(ids[0], note=NoteText("a"))
    title = services.reading.article(ids[0]).title
    found = annotating.find(AnnotationFilter(text=title))
    assert found.annotations == (made,)
    assert found.titles == {ids[0]: title}


def test_editing_ticking_and_deleting(annotating, ids):
    made = annotating.add(ids[0], note=NoteText("to do", "2", "2023-12-09"))
    assert annotating.set_done(made.id, done=True).note.status is Status.DONE
    assert annotating.set_done(made.id, done=False).note.status is Status.OPEN
    assert annotating.edit(made.id, NoteText("done", "3")).note == NoteText("done", "3")
    assert [item.id for item in annotating.annotations(AnnotationFilter(status=Status.OPEN))] == []
    annotating.delete([made.id])
    with pytest.raises(NotFoundError):
        annotating.get(made.id)


def test_a_note_that_says_so_marks_the_article_as_downloaded(annotating, services, ids):
    annotating.add(ids[0], note=NoteText("已下载书籍「一本书」", "2"))
    article = services.reading.article(ids[0])
    assert (article.downloaded, article.downloaded_title) == (True, "一本书")


def test_a_deleted_note_of_the_file_is_in_the_detail_for_the_round_trip(annotating, services, folder, ids):
    issue_id = services.reading.article(ids[0]).issue_id
    (note,) = folder.notes(issue_id)
    own = annotating.add(ids[0], note=NoteText("own"))
    annotating.delete([note.id, own.id])
    (kept,) = services.library.detail(issue_id).annotations
    assert (kept.id, kept.deleted, kept.origin.ordinal) == (note.id, True, 0)
    assert services.reading.article(note.article_id).note_count == 0


def test_a_draft_survives_until_it_is_forgotten(annotating, services, library_path, preparer):
    annotating.save_draft("article:1", "half a thou")
    annotating.save_draft("article:1", "half a thought")
    services.close()
    again = open_services(library_path, preparer=preparer)
    assert again.annotating.draft("article:1") == "half a thought"
    again.annotating.save_draft("article:1", "")
    assert again.annotating.draft("article:1") == ""
    again.close()


def test_a_draft_is_no_act_to_undo(annotating, services):
    annotating.save_draft("x", "y")
    assert services.reading.undo_label() is None


def test_a_highlight_moves_with_its_text(annotating, folder, ids):
    made = annotating.add(ids[0], quote="first paragraph", color=Color.PINK)
    issue_id = folder.put(ISSUE.replace("The first paragraph", "As said before, the first paragraph"))
    moved = annotating.get(made.id)
    text = folder.articles(issue_id)[0].text
    assert moved.anchor is AnchorState.MOVED
    assert text[moved.selector.start : moved.selector.end] == "first paragraph" == moved.selector.exact


def test_a_highlight_whose_text_is_gone_is_detached_with_its_quote_and_comes_back(annotating, folder, ids):
    made = annotating.add(ids[0], quote="The first paragraph.", color=Color.PINK)
    folder.put(ISSUE.replace("The first paragraph.", "Nothing of the kind."))
    gone = annotating.get(made.id)
    assert (gone.anchor, gone.selector.exact) == (AnchorState.DETACHED, "The first paragraph.")
    folder.put(ISSUE)
    assert annotating.get(made.id).anchor is AnchorState.KEPT
