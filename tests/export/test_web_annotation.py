"""The W3C's Web Annotation format."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.export.web_annotation import export_annotations, is_annotations, load_annotations
from mine_reader.model import Color, NoteText, Selector, Status
from tests.export import make

QUOTE = {"type": "TextQuoteSelector", "exact": "每十秒", "prefix": "灯塔", "suffix": "闪"}
POSITION = {"type": "TextPositionSelector", "start": 2, "end": 5}


def document(*notes, **changes) -> Any:
    return json.loads(export_annotations([make.detail(*notes, **changes)]))


def load(**item: Any):
    (found,) = load_annotations(
        {"items": [{"target": {"source": "https://example.org/a", "selector": [QUOTE]}} | item]}
    )
    return found


def test_a_note_on_words():
    selector = Selector("每十秒", "灯塔", "闪", 2, 5)
    found = document(make.annotation(3, selector=selector, color=Color.PINK, tags=("sea/light",)))
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationPage"
    (item,) = found["items"]
    assert {name: item[name] for name in ("type", "motivation", "created", "modified", "body", "target")} == {
        "type": "Annotation",
        "motivation": "commenting",
        "created": "2024-01-01T00:00:00Z",
        "modified": "2024-01-01T00:00:00Z",
        "body": [
            {"type": "TextualBody", "purpose": "commenting", "value": "想去看看", "format": "text/markdown"},
            {"type": "TextualBody", "purpose": "tagging", "value": "sea/light"},
        ],
        "target": {"source": "https://example.org/a", "selector": [QUOTE, POSITION]},
    }


def test_a_highlight_alone():
    (item,) = document(make.annotation(quote="x", note=NoteText("")))["items"]
    assert (item["motivation"], item["body"]) == ("highlighting", [])


def test_without_a_link_the_article_has_a_name_of_its_own():
    (item,) = document(make.annotation(), articles=(make.article(links=()),))["items"]
    assert item["target"] == {"source": "urn:minereader:article:7"}


def test_positions_count_code_points():
    text = "🌊🌊每十秒"
    selector = Selector("每十秒", "🌊🌊", "", text.index("每"), len(text))
    (item,) = document(make.annotation(selector=selector))["items"]
    assert item["target"]["selector"][1] == {"type": "TextPositionSelector", "start": 2, "end": 5}


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip),
    st.sampled_from([None, "1", "2-3"]),
    st.sampled_from([None, *Status]),
    st.sampled_from([None, *Color]),
)
def test_ours_come_back(text, level, status, color):
    selector = Selector(text, "a", "b", 4, 4 + len(text))
    note = NoteText(text.strip(), level, "2023-12-09", status)
    made = make.annotation(note=note, selector=selector, color=color, tags=("a/b",))
    (found,) = load_annotations(document(made))
    assert found is not None
    assert (found.note, found.selector, found.color, found.tags) == (note, selector, color, ("a/b",))
    assert found.created == datetime(2024, 1, 1, tzinfo=UTC)
    assert found.place is not None
    assert (found.place.title, found.place.issue) == ("灯塔怎样工作", "海边周刊 第 3 期")


def test_hypothesis_writes_its_own_names():
    rows = {
        "total": 1,
        "rows": [
            {
                "uri": "https://example.org/a",
                "text": "My note",
                "tags": ["one", "two"],
                "created": "2024-05-06T07:08:09.123456+00:00",
                "updated": "2024-05-07T07:08:09.123456+00:00",
                "target": [{"source": "https://example.org/a", "selector": [{"type": "RangeSelector"}, QUOTE]}],
            }
        ],
    }
    assert is_annotations(rows)
    (found,) = load_annotations(rows)
    assert found is not None
    assert (found.url, found.tags, found.color) == ("https://example.org/a", ("one", "two"), Color.YELLOW)
    assert found.note == NoteText("My note", None, "2024-05-06")
    assert found.selector == Selector("每十秒", "灯塔", "闪", -1, -1)


@pytest.mark.parametrize(
    ("body", "text", "tags"),
    [
        ("a", "a", ()),
        ({"value": "a"}, "a", ()),
        ([{"value": "a", "purpose": "commenting"}, {"value": "b", "purpose": "tagging"}], "a", ("b",)),
        ([{"value": "a"}, {"value": "b"}], "a\n\nb", ()),
        ([{"value": 3}, None, 4, {}], "", ()),
        ({"value": "\ud800"}, "?", ()),
    ],
)
def test_bodies(body, text, tags):
    found = load(body=body)
    assert (found.note.body, found.tags) == (text, tags)


@pytest.mark.parametrize("shape", ["list", "items", "first", "one"])
def test_shapes_of_documents(shape):
    item = {"type": "Annotation", "bodyValue": "a", "target": "https://example.org/a"}
    shapes: dict[str, Any] = {"list": [item], "items": {"items": [item]}, "first": {"first": {"items": [item]}}}
    (found,) = load_annotations(shapes.get(shape, item))
    assert found is not None
    assert (found.url, found.note.body, found.selector) == ("https://example.org/a", "a", None)


@pytest.mark.parametrize("value", [{}, [], 3, "x", None, {"items": 3}, {"issues": []}])
def test_what_is_none(value):
    assert not is_annotations(value)
    assert list(load_annotations(value)) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["source", "selector", "exact", "type", "value", "id", "start"]), inner)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["target", "body", "created", "tags", "uri", "minereader:article"]), JSON))
def test_nothing_in_it_is_taken_on_trust(item):
    for found in load_annotations([item]):
        assert found is None or found.selector is not None or found.note.body
