"""Web pages in the shapes that real sites give them, made by code, and what of each is its text."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.benchmarks.sites import blogs, chinese, manuals, news, threads
from tests.benchmarks.sites.making import Maker

Template = Callable[[Maker], str]

_CHINESE = (chinese.zhihu_column, chinese.juejin, chinese.csdn, chinese.next_theme)
_BLOGS = (
    blogs.wordpress_block_theme,
    blogs.wordpress_classic,
    blogs.papermod,
    blogs.minima,
    blogs.newsletter,
    blogs.story_host,
    blogs.casper,
    blogs.bare,
    blogs.old_layout,
)
_MANUALS = (
    manuals.docusaurus,
    manuals.sphinx_rtd,
    manuals.mkdocs_material,
    manuals.web_reference,
    manuals.vitepress,
    manuals.repository,
    manuals.wiki,
    manuals.paper_abstract,
)
_NEWS = (news.daily, news.magazine_theme, news.public_broadcaster, news.wire, news.local_paper)
_THREADS = (threads.discourse, threads.prosilver, threads.questions, threads.old_news_board)
_CODE = (
    blogs.wordpress_block_theme,
    blogs.papermod,
    blogs.minima,
    blogs.story_host,
    blogs.bare,
    *_MANUALS[:3],
    *_MANUALS[4:7],
)
_TABLES = (
    blogs.wordpress_block_theme,
    blogs.wordpress_classic,
    blogs.papermod,
    blogs.bare,
    manuals.docusaurus,
    manuals.sphinx_rtd,
    manuals.mkdocs_material,
    manuals.repository,
    manuals.wiki,
)
_IMAGES = (
    blogs.wordpress_block_theme,
    blogs.wordpress_classic,
    blogs.newsletter,
    blogs.story_host,
    blogs.casper,
    news.daily,
    news.public_broadcaster,
    news.magazine_theme,
    blogs.old_layout,
)
_RIGHT_TO_LEFT = (
    blogs.wordpress_block_theme,
    blogs.wordpress_classic,
    blogs.papermod,
    blogs.casper,
    news.magazine_theme,
    news.public_broadcaster,
    news.wire,
    news.local_paper,
    manuals.docusaurus,
    manuals.wiki,
    threads.discourse,
    threads.prosilver,
)
_LONG = (
    blogs.wordpress_classic,
    blogs.minima,
    blogs.newsletter,
    blogs.bare,
    blogs.old_layout,
    manuals.sphinx_rtd,
    manuals.repository,
    manuals.wiki,
    manuals.mkdocs_material,
    news.wire,
)

CLASSES: dict[tuple[str, str], tuple[Template, ...]] = {
    ("wechat", "zh"): (chinese.wechat_plain, chinese.wechat_editor),
    ("blog", "en"): _BLOGS,
    ("blog", "zh"): _BLOGS + _CHINESE,
    ("manual", "en"): _MANUALS,
    ("manual", "zh"): _MANUALS[:-1],
    ("news", "en"): _NEWS,
    ("news", "zh"): (*_NEWS, chinese.government, chinese.portal),
    ("thread", "en"): _THREADS,
    ("thread", "zh"): (*_THREADS[:2], threads.chinese_board, threads.answers_column),
    ("code", "en"): _CODE,
    ("code", "zh"): (*_CODE, *_CHINESE, chinese.wechat_plain),
    ("tables", "en"): _TABLES,
    ("tables", "zh"): (*_TABLES, chinese.csdn, chinese.wechat_editor),
    ("images", "en"): _IMAGES,
    ("images", "zh"): (*_IMAGES, chinese.zhihu_column, chinese.next_theme, chinese.wechat_plain, chinese.wechat_editor),
    ("right to left", "he"): _RIGHT_TO_LEFT,
    ("right to left", "ar"): _RIGHT_TO_LEFT,
    ("long", "en"): _LONG,
    ("long", "zh"): (*_LONG, chinese.zhihu_column, chinese.wechat_plain),
}

HELD_BACK = frozenset(
    template.__name__
    for template in (
        blogs.wordpress_classic,
        blogs.newsletter,
        blogs.casper,
        manuals.sphinx_rtd,
        manuals.vitepress,
        manuals.wiki,
        chinese.wechat_editor,
        chinese.juejin,
        chinese.government,
        news.daily,
        news.wire,
        threads.prosilver,
        threads.old_news_board,
        threads.answers_column,
    )
)
"""What nobody looks at who mends the reading of pages: they tell how well it does on sites that it does not know."""

_DATES = ("%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%d %b %Y", "%Y/%m/%d", "%B %-d, %Y")


@dataclass(frozen=True)
class Page:
    """A page: its HTML, what is its text, and what stands around it; `author` and `date` are "" where it has none."""

    kind: str
    language: str
    template: str
    html: str
    text: list[str]
    around: list[str]
    title: str
    author: str
    date: str


def page(template: Template, kind: str, language: str, number: int = 0) -> Page:
    """Make a page; the same for everybody."""
    rng = random.Random(f"{template.__name__} {kind} {language} {number}")  # noqa: S311
    maker = Maker(kind, language, rng)
    html = template(maker)
    dated = any(f"{maker.date:{form}}" in html for form in _DATES) or str(int(maker.date.timestamp())) in html
    return Page(
        kind,
        language,
        template.__name__,
        html,
        maker.text,
        maker.around,
        maker.title,
        maker.author if maker.author in html else "",
        f"{maker.date:%Y-%m-%d}" if dated else "",
    )


def pages(each: int = 2) -> Iterator[Page]:
    """Yield `each` pages of every template of every class, except that long pages come once."""
    for (kind, language), templates in CLASSES.items():
        for template in templates:
            for number in range(1 if kind == "long" else each):
                yield page(template, kind, language, number)
