"""Pages and annotations by hand, for the tests of the reader and the notes."""

from dataclasses import replace

from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationId,
    Article,
    ArticleId,
    Dialect,
    Issue,
    IssueId,
    IssuePage,
    NoteText,
    PartKind,
    Placement,
    RenderedPart,
    Selector,
    SourceId,
)

BODIES = (
    "<p>alpha 😀 beta gamma 中文字 delta</p><pre><code>one = 1\ntwo = 2</code></pre>",
    '<p>epsilon <a href="https://a.example/%E4%B8%AD">link</a></p><table><tr><td>zeta</td></tr></table><p>eta</p>',
)
TEXTS = (
    "alpha 😀 beta gamma 中文字 delta\n\none = 1\ntwo = 2",
    "epsilon link\n\nzeta\n\neta",
)


def article(number, *, title="", label="", **state):
    """Return an article without any state but the given."""
    known = {
        "title_shown": True,
        "section": None,
        "section_title": None,
        "author": None,
        "handle": None,
        "date": None,
        "links": (),
        "tags": (),
        "note_count": 0,
        "read": False,
        "starred": False,
        "later": False,
        "downloaded": False,
        "downloaded_title": None,
    } | state
    return Article(ArticleId(number), IssueId(1), number - 1, label, title or f"Title {number}", **known)


def page(articles=None, bodies=BODIES, texts=TEXTS):
    """Return a page of articles; bodies and texts are taken in turn."""
    articles = articles or [article(1, title="First"), article(2, title="Second")]
    parts = tuple(
        RenderedPart(
            PartKind.ARTICLE,
            at,
            title_html=one.title,
            head_html='<p><a href="https://a.example/">a.example</a></p>',
            body_html=bodies[at % len(bodies)],
            text=texts[at % len(texts)],
        )
        for at, one in enumerate(articles)
    )
    total = len(articles)
    issue = Issue(
        IssueId(1), SourceId(1), "s", None, "Morning <Post>", 1, "2024-01-02", Dialect.WEEKLY, total, total, ""
    )
    return IssuePage(issue, (), tuple(articles), parts)


def show(qtbot, view, shown, only=None):
    """Show a page in the reader, and wait until it is composed to its end."""
    view.show_page(shown, only=only)
    qtbot.waitUntil(lambda: view._browser.page.complete, timeout=30_000)


def annotation(number, on=1, *, quote="", start=0, body="", level=None, status=None, **more):
    """Return an annotation; with a quote it stands at `start`, else it belongs to the whole article."""
    made = Annotation(
        AnnotationId(number),
        ArticleId(on),
        IssueId(1),
        NoteText(body, level, None, status),
        Placement.BLOCK if quote else Placement.ARTICLE,
        color=None,
        selector=Selector(quote, "", "", start, start + len(quote)) if quote else None,
        anchor=AnchorState.KEPT,
        tags=(),
        origin=None,
        conflict=False,
        deleted=False,
        created_at="",
        updated_at="",
    )
    return replace(made, **more)
