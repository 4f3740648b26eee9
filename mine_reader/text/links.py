"""URLs: where they are in a text, what they are called there, and their canonical form. Nothing here raises."""

import html
import re
from urllib.parse import quote

from mine_reader.model import Link, Span
from mine_reader.text.inline import ESCAPE, plain_inline

# A bare URL ends before white space, CJK, full-width and typographic punctuation, symbols and private-use
# characters; ASCII punctuation at its end is not in it, balanced parentheses are.
_STOP = (
    r"\x00-\x20\x7f-\xa0<>\"`\[\]{}|\\^()\u2000-\u2bff\u2e80-\ua4cf\uac00-\ud7af\ue000-\ufaff\ufe10-\ufe6f\uff00-\uffef"
    r"\U0001f000-\U0001faff\U00020000-\U0010ffff"
)
URL_PATTERN = re.compile(
    rf"(?i:https?)://(?=\[|(?!_)\w(?<![{_STOP}]))(?:\[[0-9A-Fa-f:.]+\])?(?:[^{_STOP}]|\([^{_STOP}]*\))*(?<![.,;:!?*_~'&])"
)
"""A bare URL in running text."""

_DESTINATION = re.compile(
    r"[ \t]*(?:<([^<>\n]*)>|((?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.)*\))(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*+))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
_TOKEN = re.compile(
    r"[\\!\[\]hH\n<](?:(?<=\\)[\[\]!]|(?<=!)\[|(?<=\[)|(?<=\])\(?|(?<=[hH])[tT][tT][pP][sS]?://"
    r"|(?<=\n)[ \t]*\n|(?<=<)(?:[iI][mM][gG]|[aA])\s[^<>]*>)"
)
"""Begins with one of a few characters, and is told apart by what it began with: so it is found much faster."""
_HREF = re.compile(r"\bhref\s*=\s*[\"']?(https?://[^\"'<>\s]+)", re.IGNORECASE)
_ANCHOR_END = re.compile(r"((?:(?!\n[ \t\r]*\n)[^<]|<(?!/?a\b)){0,300})</a\s*>", re.IGNORECASE)
_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")

_TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_.*|hsa_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|"
    r"mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|wickedid|s_cid|spm|scm|spm_id_from|from_spmid|vd_source|"
    r"share_source|share_medium|share_plat|share_session_id|share_tag|share_from|share_token|share_id|sharer_.*|"
    r"ref_src|ref_url|referrer|trk|trkcampaign|_ga|_gl|ncid|cmpid|bd_vid|from_source|isappinstalled|weibo_id",
    re.IGNORECASE,
)
_HOST_TRACKING = {
    "twitter.com": {"s", "t", "ref"},
    "x.com": {"s", "t", "ref"},
    "youtube.com": {"si", "feature", "pp", "ab_channel"},
    "youtu.be": {"si", "feature"},
}
_WECHAT_IDS = {"__biz", "mid", "idx", "sn"}
_MAX_HOST = 260
_AUTHORITY_END = re.compile(r"(?::(?:80|443)?|[\s.])+\Z")

_BREAK = r"\n。！？!?；;，,、|（(【「《"
_LABEL_BEFORE = re.compile(rf"(?:^|[{_BREAK}])([^{_BREAK}]*?)[：:][ \t]*(?:\r?\n[ \t>]*){{0,2}}$")
_MARKER = re.compile(r"[\s>]*(?:[-*+•◆][ \t]+|\d{1,3}[.、)）][ \t]*)?")
_DEFINED = re.compile(r"\s*\[[^\[\]]*\]")
_MAX_LABEL = 20
_LOOK_BACK = 80


def find_links(text: str, span: Span | None = None) -> tuple[tuple[Span, str, str], ...]:
    """Return every http(s) link of a stretch of `text`: where it is, the URL as written, its label or "".

    The span covers `[label](url)`, or the bare URL alone. Images are no links.
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    found: list[tuple[Span, str, str]] = []
    opened: list[tuple[int, bool]] = []
    position = start
    while token := _TOKEN.search(text, position, end):
        position = token.end()
        match token[0]:
            case "[" | "![":
                opened.append((token.start(), token[0] == "!["))
            case "]" | "](":
                opening = opened.pop() if opened else None
                if opening and token[0] == "](" and (dest := _DESTINATION.match(text, position, end)):
                    position = dest.end()
                    _add_inline(found, text, opening, token.start(), dest)
            case other if other[0] in "hH":
                if bare := URL_PATTERN.match(text, token.start(), end):
                    position = bare.end()
                    limit = found[-1][0].end if found else start
                    found.append((Span(bare.start(), bare.end()), bare[0], _label_before(text, bare.start(), limit)))
            case other if other[0] == "<":
                position = _add_anchor(found, text, token, end)
            case other if other[0] == "\n":
                opened.clear()
                position = token.end() - 1
    return tuple(found)


def _add_inline(
    found: list[tuple[Span, str, str]], text: str, opening: tuple[int, bool], close: int, dest: re.Match[str]
) -> None:
    start, image = opening
    url = ESCAPE.sub(r"\1", dest[1] or dest[2] or "")
    if image or not url.lower().startswith(("http://", "https://")):
        return
    label = plain_inline(text[start + 1 : close]).strip()
    while found and found[-1][0].start > start:  # a bare URL as the label of a link is not a second link
        found.pop()
    if label.lower().startswith(("http://", "https://")):
        label = _label_before(text, start, 0)
    found.append((Span(start, dest.end()), url, label))


def _add_anchor(found: list[tuple[Span, str, str]], text: str, tag: re.Match[str], end: int) -> int:
    """Add what an `<a href>` leads to; return where to go on. The address of an `<img>` is passed over."""
    if tag[0][1] not in "aA":
        return tag.end()
    target = _HREF.search(tag[0])
    closing = _ANCHOR_END.match(text, tag.end(), end) if target else None
    if not target or not closing:
        return tag.start() + 1
    label = plain_inline(closing[1]).strip()
    if URL_PATTERN.match(label):
        label = ""
    found.append((Span(tag.start(), closing.end()), html.unescape(target[1]), label))
    return closing.end()


def _label_before(text: str, start: int, limit: int) -> str:
    """Return the label that stands right before a URL (`论文：`), also on a line of its own above it."""
    before = text[max(limit, start - _LOOK_BACK) : start].rstrip(" \t<")
    found = _LABEL_BEFORE.search(before)
    if not found or _DEFINED.fullmatch(found[1]):
        return ""
    label = plain_inline(found[1][_marker_end(found[1]) :]).strip(" *_~\t#")
    return label if len(label) <= _MAX_LABEL else ""


def _marker_end(text: str) -> int:
    found = _MARKER.match(text)
    return found.end() if found else 0


def to_links(found: tuple[tuple[Span, str, str], ...]) -> tuple[Link, ...]:
    """Return found links as an article shows them: one for each canonical URL, labelled where any mention is."""
    links: dict[str, Link] = {}
    for _, url, label in found:
        canonical = canonical_url(url)
        known = links.get(canonical)
        if known is None or (label and not known.label):
            links[canonical] = Link(known.url if known else url, canonical, label)
    return tuple(links.values())


def canonical_url(url: str) -> str:
    """Return the form under which mentions of the same page meet.

    https for http, host in lower case, no default port, no tracking parameters, no fragment (but
    routes: `#/…` and `#!…`), no trailing slash. What is no http(s) URL comes back trimmed.
    """
    url = url.strip()
    found = _PARTS.fullmatch(url)
    if not found or (found[1] or "").lower() not in {"http", "https"} or not found[2]:
        return url
    authority = _authority(found[2])
    site = authority.rpartition("@")[2].removeprefix("www.")
    path = _quoted(found[3] or "").rstrip("/")
    query = "&".join(item for item in (found[4] or "").split("&") if item and not _is_tracking(site, path, item))
    fragment = found[5] or ""
    route = "#" + _quoted(fragment).rstrip("/") if fragment.startswith(("/", "!")) and fragment.strip("/!") else ""
    return f"https://{authority}{path}" + (f"?{_quoted(query)}" if query else "") + route


def host(url: str) -> str:
    """Return the host of a URL in lower case, without port; "" if there is none."""
    found = _PARTS.fullmatch(url.strip())
    authority = _authority(found[2] or "") if found else ""
    name = authority.rpartition("@")[2]
    return name if name.endswith("]") else name.partition("]:")[0] + "]" if "]:" in name else name.partition(":")[0]


def _authority(raw: str) -> str:
    user, at, name = raw.rpartition("@")
    name = name.lower()
    # What is longer is no host name, and would be slow to try.
    if len(name) <= _MAX_HOST:
        name = _AUTHORITY_END.sub("", name)
    return f"{user}{at}{name.strip()}"


def _quoted(part: str) -> str:
    upper = _PERCENT.sub(lambda found: found[0].upper(), part)
    return quote(upper, safe="%/?#[]@!$&'()*+,;=:~|^{}\\\"`<>", errors="replace")


def _is_tracking(site: str, path: str, item: str) -> bool:
    name = item.partition("=")[0]
    if site == "mp.weixin.qq.com" and (path == "/s" or path.startswith("/s/")):
        return name not in _WECHAT_IDS
    return name in _HOST_TRACKING.get(site, ()) or _TRACKING.fullmatch(name) is not None
