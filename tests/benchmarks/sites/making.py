"""Words that are the text of a page, words that stand around it, and the blocks that texts are made of."""

# ruff: noqa: E501 - markup is read best when an element is one line

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html import escape

Block = Callable[[str], str]
_SHORT = 6
"""A sentence of fewer words has no full stop."""

_WORDS = {
    "en": "the of and to a in that is was for it with as his on be at by had not are but from or have an they which one were all"
    " her she there would their we him been has when who will no more if out so said what up its about than into them can only"
    " river engine garden paper winter bridge letter window harbour method signal memory teacher market kernel station copper"
    " summer village number question morning pattern measure evening country language machine network product result",
    "he": "של את על לא הוא זה עם כי גם אבל או אם היה כל אני רק יותר מה כמו בין אחרי לפני נהר מנוע גן נייר חורף גשר מכתב חלון"
    " נמל שיטה אות זיכרון מורה שוק תחנה נחושת קיץ כפר מספר שאלה בוקר דפוס ערב שפה מכונה רשת תוצאה",
    "ar": "من في على إلى أن هذا التي الذي لا ما مع عن كان كل بعد قبل بين لكن أو إذا حتى نهر محرك حديقة ورق شتاء جسر رسالة نافذة"
    " ميناء طريقة إشارة ذاكرة معلم سوق محطة نحاس صيف قرية رقم سؤال صباح نمط مساء لغة آلة شبكة نتيجة",
    "zh": "的 了 在 是 我们 他们 这个 一个 也 就 都 而 与 和 对 把 从 但是 因为 所以 如果 没有 可以 已经 还 很 更 河流 引擎 花园 纸张 冬天 桥梁"
    " 信件 窗户 港口 方法 信号 记忆 老师 市场 内核 车站 铜线 夏天 村庄 数字 问题 早晨 模式 测量 傍晚 国家 语言 机器 网络 产品 结果 计算 训练"
    " 参数 模型 数据 温度 颜色 速度 木头 石头 灯光 声音 路线 地图 船只 山谷 森林 雨水 稻田 茶叶 围墙 钟楼",
}
_NAMES: dict[str, tuple[str, ...]] = {
    "en": ("Mara Ellwood", "Tobin Hask", "Ines Corvall"),
    "zh": ("林知远", "周砚秋", "何墨白"),
}
_NAMES |= {"he": ("נועה ברק", "אורי שלו"), "ar": ("ليلى حداد", "سامر نجار")}
RTL = ("he", "ar")


def paragraph(inner: str) -> str:
    return f"<p>{inner}</p>"


def heading(inner: str) -> str:
    return f"<h2>{inner}</h2>"


def code(lines: str) -> str:
    return f"<pre><code>{lines}</code></pre>"


def image(src: str, caption: str) -> str:
    return f'<figure><img src="{src}" alt=""><figcaption>{caption}</figcaption></figure>'


def table(rows: list[list[str]]) -> str:
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass
class Style:
    """How a site marks up what its authors write."""

    paragraph: Block = paragraph
    heading: Block = heading
    code: Block = code
    image: Callable[[str, str], str] = image
    table: Callable[[list[list[str]]], str] = table


@dataclass
class Maker:
    """Makes sentences, and remembers which were text and which were not; each is there only once."""

    kind: str
    language: str
    random: random.Random
    text: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._words = _WORDS[self.language].split()
        self._count = 0
        self.title = self._sentence(5)
        self.author = self.random.choice(_NAMES[self.language])
        days = timedelta(days=self.random.randrange(900))
        self.date = datetime(2023, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=8))) + days
        self.site = self._sentence(2)
        self.zh = self.language == "zh"
        self.direction = "rtl" if self.language in RTL else "ltr"

    def _sentence(self, size: int) -> str:
        """Return `size` words; few words end in a number, so that they are like no others."""
        self._count += 1
        words = self.random.choices(self._words, k=size)
        if size >= _SHORT:
            for at in range(5, size - 1, 6):
                words[at] += "，" if self.language == "zh" else ","
        else:
            words.append(str(1000 + self._count))
        text = ("" if self.language == "zh" else " ").join(words)
        return text[:1].upper() + text[1:] + (("。" if self.language == "zh" else ".") if size >= _SHORT else "")

    def say(self, size: int = 16) -> str:
        """Return a sentence of the text."""
        self.text.append(self._sentence(size))
        return self.text[-1]

    def nav(self, size: int = 3, literal: str = "") -> str:
        """Return words that are no part of the text."""
        self.around.append(literal or self._sentence(size))
        return self.around[-1]

    def pick(self, english: str, chinese: str) -> str:
        """Return the words of a button or of a heading that are no part of the text."""
        return self.nav(literal=chinese if self.zh else english)

    def label(self, english: str, chinese: str) -> str:
        """Return words of a site of which nobody says whether they are text."""
        return chinese if self.zh else english

    def links(self, count: int, size: int = 2, before: str = "<li>", after: str = "</li>") -> str:
        return "".join(
            f'{before}<a href="/n/{self.random.randrange(9999)}">{self.nav(size)}</a>{after}' for _ in range(count)
        )

    def cards(self, count: int, name: str) -> str:
        """Return other articles, each with a picture, a title and some words."""
        return "".join(
            f'<div class="{name}"><a href="/p/{n}"><img src="/t/{n}.jpg" alt=""></a><h3><a href="/p/{n}">{self.nav(7)}</a></h3><p>{self.nav(14)}</p></div>'
            for n in range(count)
        )

    def sentences(self, count: int) -> str:
        return " ".join(self.say(self.random.randint(8, 24)) for _ in range(count))

    def rich(self) -> str:
        """Return a few sentences with a link, bold words and code in them."""
        first, second, third = self.say(), self.say(12), self.say()
        link = f'<a href="https://else.example/{self.random.randrange(999)}">{escape(self.say(4))}</a>'
        return f"{first} <strong>{second}</strong> {third} {link} {self.say(8)}"

    def lines(self, count: int = 12) -> list[str]:
        """Return lines of a program."""
        made = []
        for n in range(count):
            name = self.random.choice(("load", "merge", "scan", "fold")) + str(self.random.randrange(10_000, 99_999))
            made.append(
                ("    " if n % 4 else "") + f"{name} = compute(value[{n}], limit={n * 7}) if ready < {n} else None"
            )
        self.text += made
        return [escape(line) for line in made]

    def rows(self, count: int = 9, columns: int = 4) -> list[list[str]]:
        def cell() -> str:
            return f"{self.random.uniform(10, 99):.4f}"

        made = [[self.say(1) for _ in range(columns)]]
        for _ in range(count):
            numbers = [cell() for _ in range(columns - 2)]
            self.text += numbers
            made.append([self.say(2), *numbers, self.say(4)])
        return made

    def picture(self) -> str:
        return f"https://img.example/{self.random.randrange(10**9)}.jpg"

    def figure(self, style: Style) -> str:
        return style.image(self.picture(), self.say(6))

    def _usual(self, style: Style) -> list[str]:
        bullets = "".join(f"<li>{self.say(9)}</li>" for _ in range(4))
        return [
            style.paragraph(self.sentences(3)),
            style.paragraph(self.rich()),
            style.heading(self.say(4)),
            style.paragraph(self.sentences(4)),
            self.figure(style),
            f"<ul>{bullets}</ul>",
            style.paragraph(self.say(7)),
            f"<blockquote>{style.paragraph(self.sentences(2))}</blockquote>",
            style.heading(self.say(3)),
            style.paragraph(self.sentences(5)),
            style.paragraph(self.sentences(2)),
        ]

    def blocks(self, style: Style | None = None) -> list[str]:
        """Return the blocks of a text of this kind of page."""
        style = style or Style()
        if self.kind == "code":
            return [style.paragraph(self.sentences(2))] + [
                block
                for _ in range(4)
                for block in (
                    style.heading(self.say(3)),
                    style.paragraph(self.say(10)),
                    style.code("\n".join(self.lines())),
                    style.paragraph(self.sentences(1)),
                )
            ]
        if self.kind == "tables":
            return [style.paragraph(self.sentences(2))] + [
                block
                for _ in range(3)
                for block in (style.heading(self.say(3)), style.paragraph(self.say(9)), style.table(self.rows()))
            ]
        if self.kind == "images":
            return [style.paragraph(self.sentences(1))] + [
                block
                for n in range(9)
                for block in ([style.paragraph(self.say(8))] if n % 3 == 0 else []) + [self.figure(style)]
            ]
        if self.kind == "long":
            return [
                block
                for _ in range(40)
                for block in (style.heading(self.say(4)), *(style.paragraph(self.sentences(5)) for _ in range(4)))
            ]
        return self._usual(style)

    def body(self, style: Style | None = None, middle: str = "") -> str:
        """Return the text as one piece of HTML; `middle` stands in it and is no part of it."""
        made = self.blocks(style)
        at = len(made) // 2
        return "\n".join([*made[:at], middle, *made[at:]])
