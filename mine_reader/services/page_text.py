"""What became of a page: its Markdown, whether it is worth keeping, what kind of file it is. Pure."""

import json
import mimetypes
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from mine_reader.export.names import safe_name
from mine_reader.model import ParsedPage, Response
from mine_reader.text.links import host

VIEWED = frozenset(
    {".pdf", ".epub", ".mobi", ".azw3", ".djvu", ".txt", ".csv", ".mp3", ".m4a", ".ogg", ".mp4", ".webm"}
)
"""What the system's viewer may open: none of these can run anything."""

_KEPT = VIEWED | frozenset(
    {".zip", ".gz", ".xz", ".7z", ".tar", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".tex", ".ipynb"}
)
_LONGEST = 500
_SHORT = 40
_CLOSED_BELOW = 600
_SAMPLE = 12
_SAMPLES = 200
_SAME = 0.3
"""So much of a text is found in what it was edited to; in another page of the same site, hardly anything."""
_CLOSED = re.compile(
    r"enable javascript|javascript (?:is not available|is disabled|is required|must be enabled)|without javascript|"
    r"(?:请|需要)(?:启用|开启|打开)\s*javascript|请?先?登录后|请先登录|扫码登录|登录/注册|安全验证|环境异常|完成验证|人机验证|"
    r"captcha|verify (?:that )?you are (?:a )?human|just a moment|checking your browser|"
    r"(?:sign|log) in to (?:continue|view|read|see)|please (?:sign|log) in|access denied",
    re.IGNORECASE,
)
_CLOSED_TITLE = re.compile(
    r"(?:(?:please |member |user )?(?:sign|log)[ -]?(?:in|up)|(?:用户|会员|请)?(?:登录|登錄|登陆)(?:/注册)?"
    r"|安全验证|人机验证|just a moment|attention required|access denied|verify you are human|are you a robot)"
    r"(?: to .*)?[\W_]*",
    re.IGNORECASE,
)
_GONE_TITLE = re.compile(
    r"(?:oops|sorry|error|页面|404|http|[\W_])*"
    r"(?:404|(?:page )?not found|(?:页面|内容|文章|网页)(?:不存在|已删除|找不到了?)|找不到(?:该|此)?(?:页面|内容|网页))"
    r"(?:\s*(?:error|错误|页面)|[!.。！…])*",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"已被(?:发布者|作者)?删除|此内容(?:因违规)?无法查看|(?:页面|文章|内容|帖子|问题)不存在|页面找不到|(?:帐号|账号)已被屏蔽"
    r"|account suspended|(?:page|content|article|post)(?: that)? you(?:'re|’re| are| were)? looking for"
    r"|this page does(?: not|n.t) exist|no longer available",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"/(?:log|sign)[-_]?(?:in|up|on)(?=[/?.#]|$)|//(?:passport|login|accounts?|sso|auth|signin)\.", re.IGNORECASE
)
_HEADING = re.compile(r"#{1,3}[ \t]+([^\n]+?)[ \t#]*(?:\n|\Z)")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)\s]*(?:\s[^)]*)?\)")
_SHOWN = re.compile(r"!\[[^\]]*\]\(<?(https?://[^)\s>]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+")
_WORD = re.compile(r"\w")
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u061c\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file that is no page; `suffix` says how it may be opened."""

    suffix: str


def visible(markdown: str) -> int:
    """Return how many letters and digits of a page a reader sees, addresses not counted."""
    return len(_WORD.findall(_ADDRESS.sub("]", _IMAGE.sub("", markdown))))


def is_closed(page: ParsedPage) -> bool:
    """Return whether a page kept its text from us: it says so, or there is next to none."""
    count = visible(page.markdown)
    if _CLOSED_TITLE.fullmatch(_name(page)):
        return True
    if count < _CLOSED_BELOW and _CLOSED.search(f"{page.title}\n{page.markdown}"):
        return True
    return count < _SHORT and not page.images


def is_gone(page: ParsedPage) -> bool:
    """Return whether a page stands where another one was, though the server says that all is well."""
    if _GONE_TITLE.fullmatch(_name(page)):
        return True
    return visible(page.markdown) < _CLOSED_BELOW and _GONE.search(page.markdown) is not None


def _name(page: ParsedPage) -> str:
    """Return the title of a page without that of its site."""
    return re.split(r"\s+[|·—–-]\s+", one_line(page.title))[0]


def is_led_away(wanted: str, found: str) -> bool:
    """Return whether a site answered for a page of its own with its first page."""
    if host(wanted).removeprefix("www.") != host(found).removeprefix("www."):
        return False
    return bool(_path(wanted).strip("/")) and not found.partition("://")[2].partition("/")[2]


def is_led_to_login(wanted: str, found: str) -> bool:
    """Return whether a page sent on to one where its readers say who they are."""
    return _LOGIN.search(found) is not None and _LOGIN.search(wanted) is None


def is_poorer(new: str, old: str) -> bool:
    """Return whether a text has less than half of what the one before had, or is another one.

    A text that was as short as a login or a notice is may give way to another one that is longer.
    """
    before, now = visible(old), visible(new)
    if now * 2 < before:
        return True
    if before < _CLOSED_BELOW and now >= before * 2:
        return False
    return _kept(_letters(old), _letters(new)) < _SAME


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text))


def _kept(old: str, new: str) -> float:
    """Return how much of a text is in another one, by samples of it."""
    step = max(_SAMPLE, len(old) // _SAMPLES)
    samples = [old[at : at + _SAMPLE] for at in range(0, len(old), step)]
    return sum(sample in new for sample in samples) / len(samples) if samples else 1.0


def page_markdown(page: ParsedPage, url: str) -> str:
    """Return a page as an issue: what it says of itself, where it is from, and its text."""
    values = {"title": one_line(page.title) or title_of(url), "author": one_line(page.author), "date": page.date or ""}
    values |= {"site": one_line(page.site)}
    lines = [f"{name}: {json.dumps(value[:_LONGEST], ensure_ascii=False)}" for name, value in values.items() if value]
    target = re.sub(r"[<>\\\s]", lambda found: quote(found[0]), url)
    return "\n".join(["---", *lines, "---", f"> [{host(url)}](<{target}>)", "", _without_title(page), ""])


def _without_title(page: ParsedPage) -> str:
    """Return the text of a page without the heading at its begin that says its title once more."""
    body = page.markdown.strip("\n")
    heading = _HEADING.match(body)
    repeated = heading is not None and one_line(page.title).startswith(one_line(heading[1]))
    return body[heading.end() :].lstrip("\n") if heading and repeated else body


def one_line(text: str) -> str:
    """Return a text without what would break or turn round the line that it stands on."""
    return " ".join(_BIDI.sub(" ", text).split())


def title_of(url: str) -> str:
    """Return what to call a page that does not say its name."""
    return one_line(f"{host(url) or url} {_last(url)}")


def _last(url: str) -> str:
    """Return the last part of the path of an address."""
    return unquote(_path(url).rstrip("/").rpartition("/")[2])


def _path(url: str) -> str:
    return url.partition("://")[2].partition("#")[0].partition("?")[0].partition("/")[2]


def file_kind(response: Response) -> FileKind | None:
    """Return what kind of file an answer is; None for a page."""
    body, said = response.body, response.content_type.lower()
    if b"%PDF-" in body[:1024]:
        return FileKind(".pdf")
    if body.startswith(b"PK\x03\x04"):
        return FileKind(".epub" if b"mimetypeapplication/epub+zip" in body[:200] else _named(response, ".zip"))
    if is_html(response) or said in {"text/plain", "text/markdown", "text/x-markdown"}:
        return None
    return FileKind(_named(response, mimetypes.guess_extension(said) or ""))


def _named(response: Response, said: str) -> str:
    """Return the suffix of a file by its address, else by what the server says; one that may run is none."""
    named = "." + _last(response.url).rpartition(".")[2].lower()
    by_content = {".pdf", ".epub"}
    return next((suffix for suffix in (named, said) if suffix in _KEPT - by_content), ".bin")


def is_html(response: Response) -> bool:
    """Return whether an answer is a web page."""
    said = response.content_type.lower()
    return said in {"text/html", "application/xhtml+xml"} or _HTML.match(response.body[:4096]) is not None


def plain_page(response: Response) -> ParsedPage:
    """Return a text that is no web page as one."""
    text = response.body.decode(response.charset or "utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")
    heading = re.match(r"\s*#[ \t]+([^\n]+)\n", text)
    title = heading[1] if heading else title_of(response.url)
    body = text[heading.end() :] if heading else text
    return ParsedPage(title, "", None, host(response.url), body, tuple(dict.fromkeys(_SHOWN.findall(body))))


def image_page(url: str) -> ParsedPage:
    """Return a page that shows nothing but an image."""
    return ParsedPage(title_of(url), "", None, host(url), f"![]({url})", (url,))


def file_page(url: str, name: str, title: str) -> ParsedPage:
    """Return a page that stands for a file."""
    return ParsedPage(title or title_of(url), "", None, host(url), f"`{name}`")


def file_name(url: str, title: str, suffix: str) -> str:
    """Return a safe name for a file: as its address has it, else as the article is called that led to it."""
    last = _last(url)
    stem = last[: -len(suffix)] if last.lower().endswith(suffix) else last
    words = stem if re.search(r"[^\W\d_]{3}", stem) else f"{one_line(title)} {stem}".strip()
    return safe_name(one_line(words.replace("`", "'")), suffix)
