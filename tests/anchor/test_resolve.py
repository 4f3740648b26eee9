"""Anchors: back to the same span, to where the quote went, or nowhere; never to a wrong place."""

from hypothesis import assume, given
from hypothesis import strategies as st

from mine_reader.anchor import describe, resolve
from mine_reader.model import AnchorState, Span

_TEXT = st.text(alphabet=st.sampled_from("ab 的是模型，。\n😀𠀀e\u0301Ａ "), min_size=1, max_size=200)
_ARTICLE = (
    "昨天的会议上，大家讨论了怎样让新读者更快找到想看的文章。有人建议按主题分组，也有人觉得按时间排列最直接。\n\n"
    "The second paragraph is in English, and it says that a quiet page helps people to read longer.\n\n"
    "最后大家同意先做一个小样，请三位朋友试用一周，再决定下一步怎么走。试用期间的每一条意见都会记录下来。"
)


def _span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


@st.composite
def _text_and_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(_TEXT)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(_text_and_span())
def test_every_span_of_an_unchanged_text_comes_back(case: tuple[str, Span]) -> None:
    text, span = case
    found = resolve(text, describe(text, span))
    assert found is not None
    assert (found.span, found.state, found.score) == (span, AnchorState.KEPT, 1.0)


@given(_text_and_span(), st.data())
def test_after_random_edits_the_quote_or_nothing(case: tuple[str, Span], data: st.DataObject) -> None:
    text, span = case
    selector = describe(text, span)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + data.draw(st.text(alphabet="xy的 ", max_size=8)) + text[end:]
    found = resolve(text, selector)
    if found is not None and selector.exact in text:
        assert found.span.of(text) == selector.exact


@given(
    st.integers(0, len(_ARTICLE) - 12),
    st.integers(8, 60),
    st.integers(0, len(_ARTICLE)),
    st.text("甲乙xyz ", max_size=40),
)
def test_an_insertion_elsewhere_moves_the_anchor_with_its_text(start: int, length: int, at: int, more: str) -> None:
    span = Span(start, min(len(_ARTICLE), start + length))
    assume(not span.start < at < span.end)
    found = resolve(_ARTICLE[:at] + more + _ARTICLE[at:], describe(_ARTICLE, span))
    shift = len(more) if at <= span.start else 0
    assert found is None or found.span == Span(span.start + shift, span.end + shift)
    if abs(at - span.start) > 32 and abs(at - span.end) > 32:
        assert found is not None


def test_of_two_equal_quotes_the_one_in_its_context_is_meant() -> None:
    text = "苹果很甜，大家都说好。香蕉也熟了，大家都说好。梨还没有。"
    span = Span(text.rindex("大家都说好"), text.rindex("大家都说好") + 5)
    found = resolve("前面新加的一句话。" + text, describe(text, span))
    assert found is not None
    assert found.span == Span(span.start + 9, span.end + 9)
    assert found.state is AnchorState.MOVED


def test_a_quote_whose_place_was_deleted_is_not_put_on_its_twin() -> None:
    text = "第一段说的是苹果，苹果很甜。\n\n这里隔着一段别的文字，讲的是天气和交通。\n\n第二段又说苹果，苹果很贵。"
    span = Span(text.rindex("苹果"), text.rindex("苹果") + 2)
    assert resolve(text[: text.index("第二段")], describe(text, span)) is None


def test_equal_places_are_ambiguous() -> None:
    text = "同一句话。" * 400
    selector = describe(text, Span(1000, 1005))
    assert resolve("新" + text, selector) is None


def test_a_short_word_alone_proves_nothing() -> None:
    selector = describe("我们在河边看见一只白鹭", Span(6, 7))
    assert resolve("完全不同的另一篇文章，只是碰巧也有看字", selector) is None


def test_changed_white_space_and_width_still_lead_there() -> None:
    quote = "有人建议按主题分组，也有人觉得"
    changed = _ARTICLE.replace(quote, "有人建议按主题\n分组,也有人 觉得")
    found = resolve(changed, describe(_ARTICLE, _span(_ARTICLE, quote)))
    assert found is not None
    assert found.span.of(changed) == "有人建议按主题\n分组,也有人 觉得"
    assert found.state is AnchorState.MOVED


def test_a_small_edit_inside_a_long_quote_still_leads_there() -> None:
    quote = "a quiet page helps people to read longer"
    changed = "A new first line.\n\n" + _ARTICLE.replace("helps people to", "helps most people to")
    found = resolve(changed, describe(_ARTICLE, _span(_ARTICLE, quote)))
    assert found is not None
    assert found.span.of(changed) == "a quiet page helps most people to read longer"
    assert found.score < 1


def test_a_rewritten_quote_is_detached() -> None:
    quote = "a quiet page helps people to read longer"
    changed = _ARTICLE.replace(quote, "nobody has time for long articles any more")
    assert resolve(changed, describe(_ARTICLE, _span(_ARTICLE, quote))) is None


def test_the_line_before_does_not_stand_in_for_a_deleted_one_like_it() -> None:
    lines = [f"第{n}条：请在每周五下班之前把本周的阅读笔记整理好交给组长。\n" for n in range(1, 9)]
    text = "".join(lines)
    start = text.index("第8条")
    selector = describe(text, Span(start, len(text) - 1))
    assert resolve("".join(lines[:7]), selector) is None


def test_a_word_does_not_match_a_part_of_another_by_likeness() -> None:
    selector = describe("It was Linus who wrote the first kernel.", Span(7, 12))
    assert resolve("It was about many chinese and linear machines.", selector) is None


def test_a_long_passage_that_was_moved_whole_is_found() -> None:
    paragraphs = _ARTICLE.split("\n\n")
    selector = describe(_ARTICLE, _span(_ARTICLE, paragraphs[1]))
    moved = "\n\n".join([paragraphs[1], paragraphs[0], paragraphs[2]])
    found = resolve(moved, selector)
    assert found is not None
    assert found.span.of(moved) == paragraphs[1]


def test_nothing_quoted_is_nowhere() -> None:
    assert resolve("text", describe("text", Span(2, 2))) is None


def test_a_deleted_letter_is_not_replaced_by_the_next_one_like_it() -> None:
    text = "They tested mistral and then medium in one go."
    selector = describe(text, _span(text, "m"))
    assert resolve(text.replace("mistral and then ", ""), selector) is None


def test_a_quote_with_a_twin_gets_as_much_context_as_tells_them_apart() -> None:
    line = "同样的一行字，前后都没有什么不同，只有很长很长的重复可以看。"
    text = f"甲：{line * 3}\n乙：{line * 3}\n丙。"
    selector = describe(text, _span(text, "甲"))
    assert (len(selector.prefix), len(selector.suffix)) == (0, 32)
    twin = describe(text, Span(text.index("乙") + 2, text.index("乙") + 6))
    assert "乙" in twin.prefix
    assert len(twin.suffix) > 64
    assert resolve(text[: text.index("乙")] + "丙。", twin) is None


def test_a_single_passage_is_found_after_everything_around_it_changed() -> None:
    quote = "a quiet page helps people to read longer"
    changed = f"Nothing else of it is left.\n\n{quote}; so they say, over and over."
    found = resolve(changed, describe(_ARTICLE, _span(_ARTICLE, quote)))
    assert found is not None
    assert found.span.of(changed) == quote


def test_no_twins_are_looked_for_in_a_very_long_text() -> None:
    selector = describe("字" * 1_000_000, Span(500, 502))
    assert (len(selector.prefix), len(selector.suffix)) == (32, 32)
