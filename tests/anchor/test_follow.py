"""Following a place through what a text became."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mine_reader.anchor import Changes
from mine_reader.model import Span

TEXT = (
    "第一段讲的是海边的小镇，早晨很安静。\n\n"
    "第二段说有人送来三箱苹果，谁也没有订过。大家议论了很久。\n\n"
    "第三段写到傍晚，所有的人都把这件事忘了。"
)


def follow(quote: str, new: str, old: str = TEXT) -> str | None:
    start = old.index(quote)
    found = Changes(old, new).follow(Span(start, start + len(quote)), quote)
    return None if found is None else found.of(new)


@pytest.mark.parametrize(
    ("quote", "new", "words"),
    [
        ("三箱苹果", TEXT.replace("第一段", "开头新加了一句话。第一段"), "三箱苹果"),
        ("三箱苹果", TEXT.replace("有人送来", "渔夫带来了"), "三箱苹果"),
        ("三箱苹果，谁也没有订过。", TEXT.replace("，", ",").replace("。", "."), "三箱苹果,谁也没有订过."),
        ("三箱苹果，谁也没有订过", TEXT.replace("三箱", "三大箱"), "三大箱苹果，谁也没有订过"),
        ("三箱苹果，谁也没有订过", TEXT.replace("苹果，谁", "苹果，\n谁"), "三箱苹果，\n谁也没有订过"),
        ("所有的人都把这件事忘了。", TEXT + "后来又有人想起来。", "所有的人都把这件事忘了。"),
        ("早晨很安静。\n\n", TEXT.replace("大家议论了很久。", ""), "早晨很安静。\n\n"),
    ],
)
def test_a_place_is_followed_through_changes(quote: str, new: str, words: str) -> None:
    assert follow(quote, new) == words


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        ("三箱苹果", TEXT.replace("第二段说有人送来三箱苹果，谁也没有订过。", "")),
        ("三箱苹果", TEXT.replace("三箱苹果", "一只小狗")),
        ("三箱苹果", "全都换成了别的文字，一个字也没有留下。"),
        ("三箱苹果", ""),
    ],
)
def test_what_is_gone_is_nowhere(quote: str, new: str) -> None:
    assert follow(quote, new) is None


def test_of_two_equal_sentences_the_one_that_was_meant_stays_meant() -> None:
    old = "起初大家都说好。后来下雨了。最后大家都说好。就这样结束了这个故事。"
    new = old.replace("后来下雨了。", "后来下雨了，路也断了。")
    start = old.rindex("大家都说好")
    found = Changes(old, new).follow(Span(start, start + 5), "大家都说好")
    assert found == Span(new.rindex("大家都说好"), new.rindex("大家都说好") + 5)


def test_a_sentence_put_in_before_another_that_begins_alike_is_not_taken_for_it() -> None:
    old = "开头的一句话在这里。研究显示，成本与语言的结构有关。"
    new = "开头的一句话在这里。研究文件说了许多别的事。研究显示，成本与语言的结构有关。"
    assert follow("研究显示，成本", new, old) == "研究显示，成本"


@given(st.text("甲乙丙。 \n", max_size=60), st.data())
def test_every_place_of_an_unchanged_text_stays(text: str, data: st.DataObject) -> None:
    text = f"始{text}终"
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = Changes(text, text).follow(span, span.of(text))
    assert found == span or not span.of(text).strip()


@given(st.text("甲乙丙。 \n", max_size=40), st.text("甲乙丙。 \n", max_size=40), st.data())
def test_what_is_found_is_in_the_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    span = Span(start, data.draw(st.integers(start, len(old))))
    found = Changes(old, new).follow(span, span.of(old))
    assert found is None or 0 <= found.start < found.end <= len(new)
