"""Generated issues in the shape of real ones, and notes for them."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from mine_reader.export import InlineExport, InlineSource, export_inline, source_notes
from mine_reader.model import (
    AnchorState,
    Annotation,
    AnnotationId,
    ArticleId,
    BlockMap,
    IssueId,
    NoteText,
    Origin,
    ParsedIssue,
    Placement,
    Selector,
    Span,
    Status,
)
from mine_reader.text import parse_issue, scan_blocks

WORDS = [
    "灯塔",
    "潮汐表",
    "昨天试了一下",
    "a short walk",
    "（括号）",
    "「书名」",
    "http://example.org/a?b=1，后文",
    "x1",
    "好。",
    "**重点**：",
]
DATES = st.sampled_from(["2023-12-09", "2024-02-29"])

sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
paragraph = st.lists(sentence, min_size=1, max_size=3).map("\n".join)
block = st.one_of(
    paragraph,
    st.lists(sentence, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(sentence, min_size=1, max_size=3).map(
        lambda items: "\n".join(f"{i}. {x}" for i, x in enumerate(items, 1))
    ),
    paragraph.map(lambda text: f"```py\n{text}\n\n1『不是笔记（2023-12-09）』\n```"),
    sentence.map(lambda text: f"> {text}\n> {text}"),
    sentence.map(lambda text: f"::: tip {text}\n{text}\n:::"),
    sentence.map(lambda text: f"| a | b |\n| --- | --- |\n| {text} | 2 |"),
    sentence.map(lambda text: f"#### {text}"),
)
note_body = st.lists(sentence, min_size=1, max_size=3).map("\n".join)
level = st.sampled_from(["1", "2", "3", "1-2"])
status = st.sampled_from([None, Status.DONE, Status.OPEN])
written = st.builds(
    lambda body, lev, date, stat: NoteText(body, lev if lev or date else "1", date, stat),
    note_body,
    st.one_of(level, st.none()),
    st.one_of(DATES, st.none()),
    status,
)
file_note = st.builds(
    lambda body, lev, date, stat: f"{lev}『{body}{date}』{stat}",
    sentence,
    level,
    st.sampled_from(["", "（2023-12-09）", "(2023-11-08)"]),
    st.sampled_from(["", "——已完成", "——未完成"]),
)


@st.composite
def article_body(draw: st.DrawFn) -> str:
    pieces: list[str] = []
    for text in draw(st.lists(block, max_size=4)):
        pieces.append(text)
        if draw(st.booleans()):
            pieces.append(draw(file_note))
    if draw(st.booleans()):
        pieces.append(draw(sentence) + draw(file_note) + draw(sentence))
    if draw(st.booleans()):
        pieces.insert(0, draw(file_note))
    gap = draw(st.sampled_from(["\n\n", "\n\n\n"]))
    return gap.join(pieces)


@st.composite
def weekly(draw: st.DrawFn) -> str:
    lines = ["---\ntitle: 海边周刊 第 3 期\ndate: 2023-10-15\n---"] if draw(st.booleans()) else []
    for section in draw(st.lists(sentence, min_size=1, max_size=2)):
        lines.append(f"## {section}")
        for title in draw(st.lists(sentence, min_size=1, max_size=3)):
            lines.append(f"### {title}\n\n> https://example.org/{len(lines)}")
            lines.append(draw(article_body()))
    return "\n\n".join(filter(None, lines))


@st.composite
def digest(draw: st.DrawFn) -> str:
    lines = []
    for number in range(1, draw(st.integers(2, 4)) + 1):
        lines.append(f"### {number:02}")
        lines.append("海边 @seaside 2023-12-03")
        lines.append(draw(sentence))
        lines.append(draw(article_body()))
    return "\n\n".join(filter(None, lines))


@st.composite
def issues(draw: st.DrawFn) -> str:
    """Return the text of an issue with any line endings, with or without a final newline."""
    text = draw(st.one_of(weekly(), digest())) + draw(st.sampled_from(["", "\n", "\n\n"]))
    ending = draw(st.sampled_from(["\n", "\r\n", "mixed"]))
    if ending != "mixed":
        return text.replace("\n", ending)
    pick = draw(st.randoms(use_true_random=False))
    return "".join(pick.choice(["\r\n", "\n"]) if c == "\n" else c for c in text)


@dataclass
class Case:
    """An issue and the annotations of a library that imported it; every block has ten characters of plain text."""

    text: str
    annotations: list[Annotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.issue: ParsedIssue = parse_issue(self.text)
        self.notes = source_notes(self.issue)
        self.blocks = [
            [
                BlockMap(found.span, Span(10 * i, 10 * i + 9))
                for i, found in enumerate(scan_blocks(self.text, article.body))
            ]
            for article in self.issue.articles
        ]
        for ordinal, (article, note) in enumerate(self.notes):
            self.add(article, note.note, origin=Origin(note.note, ordinal))

    def add(
        self, article: int, note: NoteText, *, block_index: int | None = None, origin: Origin | None = None
    ) -> None:
        selector = None if block_index is None else Selector("x", "", "", 10 * block_index, 10 * block_index + 1)
        number = len(self.annotations) + 1
        self.annotations.append(
            Annotation(
                id=AnnotationId(number),
                article_id=ArticleId(article),
                issue_id=IssueId(1),
                note=note,
                placement=Placement.BLOCK if selector else Placement.ARTICLE,
                color=None,
                selector=selector,
                anchor=AnchorState.KEPT,
                tags=(),
                origin=origin,
                conflict=False,
                deleted=False,
                created_at=f"2024-01-01T00:00:{number:06}Z",
                updated_at="",
            )
        )

    def export(self) -> InlineExport:
        ordinals = {ArticleId(i): i for i in range(len(self.issue.articles))}
        source = InlineSource(self.text, self.issue, ordinals, dict(enumerate(self.blocks)), parse_issue)
        return export_inline(source, self.annotations)
