"""Web pages in the shapes that links lead to, made by code: the words that are their text, and those that are not."""

# ruff: noqa: E501, SIM905 - markup is read best when an element is one line, and so are words

import random
from collections.abc import Callable
from dataclasses import dataclass, field

ENGLISH = (
    "a reader keeps what matters and lets the rest go while the week moves on slowly under grey light and every note is"
    " written beside its sentence so that nobody has to look for it again when the model was trained longer than planned"
).split()
CHINESE = "读者把重要的内容留下来并且在句子旁边写下笔记模型训练的时间比计划更长数据需要重新整理之后再次发布"
HEBREW = "הקורא שומר את מה שחשוב וכותב הערה ליד המשפט כדי שלא יצטרך לחפש אותה שוב בשבוע הבא".split()


@dataclass
class Page:
    """A page: its HTML, the sentences of its text, and those of what stands around it."""

    name: str
    html: str
    text: list[str]
    around: list[str]


@dataclass
class Maker:
    """Makes sentences, and remembers which were text and which were not; each is there only once."""

    language: str
    random: random.Random
    text: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)

    def _sentence(self, size: int) -> str:
        number = len(self.text) + len(self.around)
        if self.language == "zh":
            start = self.random.randrange(len(CHINESE))
            run = ((CHINESE * 4)[start : start + size * 2]) + f"第{number}处"
            return run[:size] + "，" + run[size:] + "。" if size > 6 else run
        words = [self.random.choice(HEBREW if self.language == "he" else ENGLISH) for _ in range(size)]
        words.insert(size // 2, f"n{number}x" + ("," if size > 6 else ""))
        return " ".join(words).capitalize() + ("." if size > 6 else "")

    def say(self, size: int = 18) -> str:
        """Return a sentence of the text."""
        self.text.append(self._sentence(size))
        return self.text[-1]

    def nav(self, size: int = 3) -> str:
        """Return words that are no part of the text."""
        self.around.append(self._sentence(size))
        return self.around[-1]

    def paragraph(self, sentences: int = 4, tag: str = "p") -> str:
        return f"<{tag}>{' '.join(self.say() for _ in range(sentences))}</{tag}>"

    def paragraphs(self, count: int) -> str:
        return "".join(self.paragraph() for _ in range(count))

    def menu(self, count: int = 8, tag: str = "nav") -> str:
        items = "".join(f"<li><a href='/m/{n}'>{self.nav()}</a></li>" for n in range(count))
        return f"<{tag} class='menu'><ul>{items}</ul></{tag}>"


def _page(title: str, head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title} | Site</title>{head}</head><body>{body}</body></html>"


def _wechat(make: Maker) -> str:
    body = "".join(
        f"<section style='margin: 8px'><section><span style='font-size: 15px'>{make.say()}{make.say()}</span></section></section>"
        f"<p style='text-align: center'><img data-src='https://i.example/{n}.jpg' data-type='jpeg'></p>"
        for n in range(10)
    )
    return _page(
        "",
        "<meta property='og:title' content='Title'>",
        f"<div id='js_article'><h1 id='activity-name'>Title</h1><div id='meta_content'><a id='js_name'>{make.nav()}</a></div>"
        f"<div class='rich_media_content' id='js_content' style='visibility: hidden; opacity: 0;'>{body}</div></div>"
        f"<div class='rich_media_tool'>{make.nav()}{make.nav()}</div><div class='qr_code_pc'><p>{make.nav(5)}</p></div>",
    )


def _blog(make: Maker) -> str:
    quote = f"<blockquote>{make.paragraph(2)}</blockquote><ul><li>{make.say()}</li><li>{make.say()}</li></ul>"
    related = "".join(f"<li><a href='/r/{n}'>{make.nav(8)}</a></li>" for n in range(6))
    return _page(
        "Title",
        "",
        f"<header><h1 class='logo'>{make.nav()}</h1>{make.menu()}</header><div class='wrap'><article class='post'><h1>Title</h1>"
        f"<div class='entry-content'>{make.paragraphs(5)}<h2>{make.say(4)}</h2>{quote}{make.paragraphs(3)}</div></article>"
        f"<aside class='sidebar'><h3>{make.nav()}</h3><ul>{related}</ul></aside></div><footer>{make.nav()}{make.menu(4, 'div')}</footer>",
    )


def _documentation(make: Maker) -> str:
    parts = "".join(
        f"<section id='s{n}'><h2>{make.say(4)}<a class='headerlink' href='#s{n}'></a></h2>{make.paragraph(2)}"
        f"<div class='highlight-python'><pre>{make.say(5)}</pre></div><dl><dt><code>{make.say(3)}</code></dt><dd><p>{make.say()}</p></dd></dl></section>"
        for n in range(6)
    )
    return _page(
        "Title",
        "",
        f"<div class='related'>{make.menu(4, 'div')}</div><div class='document'><div class='documentwrapper'><div class='body' role='main'>"
        f"<h1>Title</h1>{parts}</div></div><div class='sphinxsidebar'>{make.menu(30, 'div')}</div></div><div class='footer'>{make.nav(5)}</div>",
    )


def _news(make: Maker) -> str:
    text = "".join(
        make.paragraph(2) + (f"<div class='ad-slot'><a href='/ad/{n}'>{make.nav(6)}</a></div>" if n % 2 else "")
        for n in range(10)
    )
    teasers = "".join(
        f"<div class='teaser'><a href='/t/{n}'><h3>{make.nav(6)}</h3></a><p>{make.nav(8)}</p></div>" for n in range(8)
    )
    return _page(
        "Title",
        "",
        f"<div class='topbar'>{make.menu(10)}</div><div class='cookie-banner'><p>{make.nav(12)}</p></div><main><h1>Title</h1>"
        f"<div class='article-body'><p class='lead'><b>{make.say()}</b></p>{text}</div><div class='share'>{make.nav()}</div></main>"
        f"<div class='recommended'>{teasers}</div><div class='newsletter-signup'><p>{make.nav(9)}</p></div><footer>{make.menu(12)}</footer>",
    )


def _forum(make: Maker) -> str:
    posts = "".join(
        f"<div class='post' id='p{n}'><div class='postprofile'><a href='/u/{n}'>{make.nav(2)}</a></div>"
        f"<div class='postbody'><div class='content'>{make.paragraph(3 - n % 2, 'p')}</div></div></div>"
        for n in range(8)
    )
    return _page(
        "Title",
        "",
        f"{make.menu()}<h2>Title</h2><div class='topic'>{posts}</div><div class='actions'>{make.nav()}</div>{make.menu(6)}",
    )


def _code(make: Maker) -> str:
    text = "".join(
        f"{make.paragraph(1)}<pre><code class='language-python'>def f{n}():\n    # {make.say(5)}\n    return {n}\n</code></pre>"
        for n in range(12)
    )
    return _page("Title", "", f"{make.menu()}<article><h1>Title</h1>{text}</article>{make.menu(5, 'footer')}")


def _tables(make: Maker) -> str:
    rows = "".join(f"<tr><td>{make.say(3)}</td><td>{make.say(3)}</td><td>{make.say(4)}</td></tr>" for _ in range(15))
    table = f"<table><thead><tr><th>{make.say(2)}</th><th>{make.say(2)}</th><th>{make.say(2)}</th></tr></thead>{rows}</table>"
    return _page(
        "Title",
        "",
        f"{make.menu()}<article><h1>Title</h1>{make.paragraphs(2)}{table}{make.paragraphs(2)}</article>{make.menu()}",
    )


def _images(make: Maker) -> str:
    text = "".join(
        f"<figure><img src='/i/{n}.jpg'><figcaption>{make.say(8)}</figcaption></figure>"
        + (make.paragraph(1) if n % 3 == 0 else "")
        for n in range(15)
    )
    return _page(
        "Title", "", f"{make.menu()}<article class='story'><h1>Title</h1>{text}</article>{make.menu(6, 'footer')}"
    )


def _long(make: Maker) -> str:
    text = "".join(f"<h2>{make.say(4)}</h2>{make.paragraphs(12)}" for _ in range(25))
    return _page(
        "Title",
        "",
        f"{make.menu()}<div id='content'><h1>Title</h1>{text}</div><div id='sidebar'>{make.menu(20, 'div')}</div>",
    )


def _short(make: Maker) -> str:
    return _page(
        "Title",
        "",
        f"{make.menu()}<div class='post-content'><p>{make.say(12)}</p><p>{make.say(12)}</p></div>{make.menu(6, 'footer')}",
    )


SHAPES: dict[str, Callable[[Maker], str]] = {
    "WeChat article": _wechat,
    "blog post": _blog,
    "documentation": _documentation,
    "news with advertising": _news,
    "forum thread": _forum,
    "code-heavy": _code,
    "table-heavy": _tables,
    "image-heavy": _images,
    "right-to-left": _blog,
    "very long": _long,
    "very short": _short,
}


def pages(count: int = 3) -> list[Page]:
    """Return pages of every shape, in Chinese and English, as many of each."""
    made = []
    for shape, write in SHAPES.items():
        for language in ("he",) if shape == "right-to-left" else ("zh", "en"):
            for number in range(count):
                make = Maker(language, random.Random(f"{shape}{number}"))  # noqa: S311 (nothing secret)
                html = write(make)
                if language == "he":
                    html = html.replace("<html>", "<html dir=rtl>")
                made.append(Page(f"{shape}, {language}", html, make.text, make.around))
    return made
