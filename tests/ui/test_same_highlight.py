"""A highlight is on the same words in the whole issue and in its article alone, whatever it crosses."""

import pytest

from mine_reader.model import AnnotationFilter, Color, Span

TEXT = """---
title: Harbour Weekly 第 8 期
---

### Every kind of block

> https://lamp.example/blocks

The light 😀 flashes every ten seconds. A boat comes in.

A **bold word**, some `code`, and [a link](https://lamp.example/b) on one line.

- first item
  - an item inside
- last item

```python
def lamp(seconds):
    return seconds % 10 == 0
```

| Tower | Height |
| --- | --- |
| East | 30 m |
| West | 12 m |

> A quotation at the end.

### Another

Nothing here.
"""

SPANS = [
    ("flashes every", "ten seconds."),
    ("every ten", "A boat"),
    ("light", "bold word"),
    ("bold", "a link"),
    ("item", "last item"),
    ("lamp(", "return seconds"),
    ("Tower", "West"),
    ("East", "30 m"),
    ("12 m", "A quotation"),
]


def letters(text):
    return "".join(text.split()).replace("\ufffc", "")


@pytest.fixture
def highlighted(services, tmp_path):
    path = tmp_path / "blocks.md"
    path.write_text(TEXT, "utf-8")
    issue = services.library.import_paths([path]).imported[0].issue_id
    article = services.library.detail(issue).articles[0]
    for (first, last), color in zip(SPANS, [*Color, *Color], strict=False):
        start = article.text.index(first)
        end = article.text.index(last, start) + len(last)
        services.annotating.add(article.id, span=Span(start, end), color=color)
    return services


def painted(window):
    """Return for each annotation the letters of the document that its mark is on."""
    page = window.panes.reader.focusProxy()
    text = page.document().toPlainText()
    units = text.encode("utf-16-le")
    found = {}
    for mark in page.marks.of(window.browsing.page.articles[0].id):
        found[mark.id] = letters(units[2 * mark.start : 2 * mark.end].decode("utf-16-le"))
    return found


def test_a_highlight_is_on_its_words_in_both_views(highlighted, open_window, open_issue):
    window = open_window(highlighted)
    open_issue(window, "Harbour Weekly 第 8 期")
    issue = window.browsing.page.issue.id
    notes = highlighted.annotating.annotations(AnnotationFilter(issue_id=issue))
    quotes = {note.id: letters(note.selector.exact) for note in notes}
    assert len(quotes) == len(SPANS)
    assert painted(window) == quotes
    window.browsing.set_one_article(True)
    assert painted(window) == quotes


def test_a_highlight_made_in_one_view_is_in_the_other(highlighted, open_window, open_issue):
    window = open_window(highlighted)
    open_issue(window, "Harbour Weekly 第 8 期")
    window.browsing.set_one_article(True)
    page = window.panes.reader.focusProxy()
    page.setTextCursor(page.document().find("seconds. A boat comes"))
    page.selection_done.emit()
    window.annotating.highlight()
    window.browsing.set_one_article(False)
    assert "seconds.Aboatcomes" in painted(window).values()
