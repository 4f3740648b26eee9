"""Which part of a page is its text: by what sites call their parts, by where the words are, by what is links only.

What stands around the text goes first, and never so much of it that it could be the text; then the smallest element
that holds nearly all words that are left is the text. Pages that are threads come out whole that way, too.
"""

import re
from collections import defaultdict
from urllib.parse import urljoin, urlsplit

from mine_reader.net.html_tree import Element, is_hidden

_PART = 0.4
"""More of the words of a page than this is not dropped for its name."""
_UNCOVERED = 0.5
"""More of the words than this is not hidden: scripts will show it."""
_LEFT = 0.05
"""What is narrowed down loses no more of the words than this, links and what stands among them aside."""
_BODY = 0.5
_BESIDE = 1.25
"""An article may hold so much more than what is called its text: a summary, a leading picture."""
_ARTICLE = 250
"""Characters of an article; comments on it are no part of it."""
_IMAGE = 20
"""Characters that a picture stands for."""
_LINKS = 0.6
_CARD = 500
_SMALL = 200

_GONE = frozenset(("nav", "form", "dialog", "button", "iframe", "menu", "ins", "fieldset", "textarea"))
_OUTER = frozenset(("aside", "footer", "header"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WHOLE = frozenset(("html", "body", "main", "pre", "code", "table", "tbody", "tr", "td", "th", *_HEADINGS))
"""Never dropped for its name."""
_CARRIERS = frozenset(("main", "article"))
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "toolbar")
)
_NAMES = ("class", "id", "data-component", "data-testid")
_TINY = re.compile(r"[0-4]?\d(?:px)?")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TEXT = re.compile(
    r"(?:article|post|entry|story|page|main|blog|topic|news|reply|message)-?(?:content|body|text)(?![a-z])"
    r"|rich-?text|text-editor|markdown|prose|editor-content|(?:^|-)articlebody|js-content"
    r"|(?:^|-)abstract(?![a-z])"
)
_AROUND = re.compile(
    r"(?<![a-z0-9])(?:nav(?:bar|igation|links|box)?|menu|bread-?crumbs?|crumbs?|pagination|pager|paginav|sidebar\w*"
    r"|footer|masthead|topbar|share\w*|sharing|social|related\w*|recommend\w*|recirc|similar|promo\w*|sponsor\w*"
    r"|ads?|advert\w*|adspot|cookies?|consent|gdpr|newsletter\w*|subscri\w+|sign-?up|copyright|license|reward|donat\w+"
    r"|tags|tag-?list|links-(?:block|list|box)|more-(?:stories|news|from)|trending|read-?more|read-?next|sr-only|screen-reader-text|visually-hidden|author-?(?:box|bio|info)"
    r"|login|modal|popup|noprint|catlinks|edit-?section|edit-?page|feedback|disclaimer|statement|signature|toc|skip\w*"
    r"|view-source|source-file|print|tools|cta|postprofile|jumpbox|statusbar|toast|likes)(?![a-z0-9])"
)
_NAMED = frozenset(("widget", "widget-area", "banner", "meta", "post-meta", "entry-meta", "ad", "byline", "hot"))
_COMMENTS = re.compile(r"(?<![a-z])(?:comments?|respond|disqus|replies|discussion|cmt)(?![a-z])")
_THREADS = ("DiscussionForumPosting", "QAPage", "/Question")
_NOTE = re.compile(r"(?<![a-z])(?:note|aside|callout|admonition|footnotes?|topic|hint|tip|warning|pullquote)(?![a-z])")
_FLOW = frozenset(("p", "pre", "ul", "ol", "dl", "blockquote", *_HEADINGS))
_BOXES = frozenset(("div", "section", "article", "main", "header", "center", "font", "td", "tr", "tbody", "table"))
_STRUCTURE = frozenset(("div", "section", "ul", "ol", "p", "table", "center", "font", "span", "dl"))


class Page:
    """A page under the knife: `root` loses what is not text."""

    def __init__(self, root: Element, url: str) -> None:
        self._root = root
        self._url = url
        self._host = urlsplit(url).hostname
        self._count()
        self._all = max(1, self._words[root])

    def text(self) -> Element | None:
        """Return the element that is the text; None where no words are left."""
        self._uncover()
        self._drop_named()
        self._drop_comments()
        self._count()
        self._drop_cards()
        self._count()
        body = next(self._root.iter("body"), self._root)
        named = self._named_text(body)
        part = self._narrowed(self._widened(body if named is None else named))
        self._trim(part)
        return part if self._words[part] else None

    def _count(self) -> None:
        """Count characters of words in each element, and those of them in links; children come before parents."""
        self._words: dict[Element, int] = defaultdict(int)
        self._linked: dict[Element, int] = defaultdict(int)
        for one in reversed(list(self._root.iter())):
            if one.tag not in {"script", "style", "template", "noscript", "svg", "head", "select"}:
                self._words[one] += _image(one) if one.tag == "img" else _size(one.text)
                if one.tag == "a" and one.get("href"):
                    self._linked[one] = self._words[one]
            else:
                self._words[one] = 0
            parent = one.getparent()
            if parent is not None:
                self._words[parent] += self._words[one] + _size(one.tail)
                self._linked[parent] += self._linked[one]

    def _uncover(self) -> None:
        """Drop what is hidden, except what is so much that scripts must show it."""
        for one in list(self._root.iter("*")):
            if not self._words[one] or not is_hidden(one):
                continue
            if self._words[one] > _UNCOVERED * self._all:
                one.attrib.pop("style", None)
                one.attrib.pop("hidden", None)
            else:
                _drop(one)

    def _drop_named(self) -> None:
        for one in list(self._root.iter("*")):
            if self._words[one] <= _PART * self._all and one.tag not in _WHOLE and self._is_around(one):
                _drop(one)

    def _is_around(self, one: Element) -> bool:
        if one.tag in _GONE or one.get("role") in _ROLES:
            return True
        marks = _marks(one)
        if one.tag in _OUTER:
            return not _within(one, "blockquote") and self._is_outer(one, marks)
        if one.tag == "article" or any(_TEXT.search(mark) for mark in marks):
            return False
        return any(_AROUND.search(mark) or mark in _NAMED for mark in marks)

    def _is_outer(self, one: Element, marks: list[str]) -> bool:
        """Return whether an aside, a header or a footer is no part of the text around it."""
        if one.tag == "aside":
            return not any(_NOTE.search(mark) for mark in marks)
        if one.tag == "header":
            return not _within(one, *_CARRIERS)
        return True

    def _drop_comments(self) -> None:
        """Drop comments on an article; where there is no article, they are the text."""
        source = self._root.xpath("//@itemtype")
        if any(thread in kind for kind in source for thread in _THREADS):
            return
        self._count()
        found = {one for one in self._root.iter("*") if one.tag not in _WHOLE and _is_comment(one)}
        outermost = [one for one in found if found.isdisjoint(one.iterancestors())]
        said = sum(self._words[one] - self._linked[one] for one in outermost)
        if self._words[self._root] - self._linked[self._root] - said >= _ARTICLE:
            for one in outermost:
                _drop(one)

    def _drop_cards(self) -> None:
        """Drop rows of other articles: each some words under a heading that leads to another page of the site."""
        rows: dict[tuple[Element, str, str], list[Element]] = defaultdict(list)
        for one in self._root.iter("div", "li", "article", "section", "a"):
            if 0 < self._words[one] < _CARD and self._is_card(one):
                rows[one.getparent(), one.tag, one.get("class", "")].append(one)
        for (parent, _, _), cards in rows.items():
            if len(cards) > 1 and parent is not None and sum(self._words[one] for one in cards) <= _PART * self._all:
                for one in cards:
                    _drop(one)

    def _is_card(self, one: Element) -> bool:
        for heading in one.iter(*_HEADINGS):
            link = heading.find(".//a[@href]")
            if link is None:
                link = next((above for above in heading.iterancestors("a") if above.get("href")), None)
            return link is not None and 2 * self._linked[heading] >= self._words[heading] and self._is_near(link)
        return False

    def _is_near(self, link: Element) -> bool:
        """Return whether a link leads to another page of the site."""
        target = link.get("href", "")
        return not target.startswith("#") and urlsplit(urljoin(self._url, target)).hostname == self._host

    def _named_text(self, body: Element) -> Element | None:
        """Return the innermost element that is called the text, and holds it."""
        least = _BODY * self._plain(body)
        found = None
        for one in body.iter("*"):
            named = one.tag in _CARRIERS or one.get("itemprop") in {"articleBody", "text"} or one.get("role") == "main"
            if (named or any(_TEXT.search(mark) for mark in _marks(one))) and self._plain(one) > least:
                found = one
        return found

    def _widened(self, part: Element) -> Element:
        """Return the article around a text, where it holds little more."""
        for above in part.iterancestors(*_CARRIERS):
            if self._plain(above) <= _BESIDE * self._plain(part):
                return above
        return part

    def _narrowed(self, part: Element) -> Element:
        """Return the innermost element that holds all words of `part` but a few."""
        while not _is_text(part):
            heaviest = max(part, key=self._plain, default=None)
            if heaviest is None or heaviest.tag in _FLOW or not self._plain(heaviest):
                break
            left = _size(part.text) + sum(
                _size(one.tail) + (0 if self._is_linked(one) or one is heaviest else self._plain(one)) for one in part
            )
            if left > _LEFT * self._plain(part):
                break
            part = heaviest
        return part

    def _is_linked(self, one: Element) -> bool:
        return 2 * self._linked[one] >= self._words[one]

    def _plain(self, one: Element) -> int:
        return self._words[one] - self._linked[one]

    def _trim(self, part: Element) -> None:
        """Drop what is links only from the start and from the end of the text."""
        for backwards in (False, True):
            inner: Element | None = part
            while inner is not None:
                inner = self._trimmed(inner, backwards)

    def _trimmed(self, part: Element, backwards: bool) -> Element | None:
        """Drop what is links only from one end of an element; return the box at that end."""
        for one in list(part.iterchildren(reversed=backwards)):
            if self._is_links(one):
                _drop(one)
            elif self._words[one]:
                return one if one.tag in _BOXES else None
        return None

    def _is_links(self, one: Element) -> bool:
        return (
            one.tag in _STRUCTURE
            and self._linked[one] >= _LINKS * self._words[one]
            and self._plain(one) < _SMALL
            and sum(1 for _ in one.iter("a")) > 1
        )


def _is_comment(one: Element) -> bool:
    return any(_COMMENTS.search(mark) for mark in _marks(one)) and not _is_text(one)


def _is_text(part: Element) -> bool:
    return any(_TEXT.search(mark) for mark in _marks(part))


def _marks(one: Element) -> list[str]:
    """Return the names that a site gives an element, small, their parts parted by `-`."""
    names = " ".join(one.get(name, "") for name in _NAMES).split()
    return [_HUMP.sub("-", name).replace("_", "-").lower() for name in names[:20]]


def _within(one: Element, *tags: str) -> bool:
    return next(one.iterancestors(*tags), None) is not None


def _image(one: Element) -> int:
    return 0 if _TINY.fullmatch(one.get("width", "")) or _TINY.fullmatch(one.get("height", "")) else _IMAGE


def _size(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _drop(element: Element) -> None:
    """Take an element out, and leave what follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)
