"""Images of HTML: which address is meant, and which are there to watch who reads."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from mine_reader.net.html_tree import Element

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "data-lazy", "data-url")
_SETS = ("data-srcset", "srcset", "data-lazy-srcset")
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)([wx])")
_TINY = re.compile(r"\s*[01](?:px)?\s*")
_TINY_STYLE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[01]px", re.IGNORECASE)
_WATCHING = re.compile(
    r"//(?:[^/]*\.)?(?:doubleclick\.net|google-analytics\.com|feedsportal\.com|scorecardresearch\.com|pixel\.[^/]+"
    r"|stats\.wordpress\.com|pixel\.wp\.com|list-manage\.com/track|mailtrack\.io|awstrack\.me)/"
    r"|//feeds\.feedburner\.com/~|/(?:wf|ss|e|o)/open\b|/open\.(?:php|aspx|gif)|/(?:track(?:ing)?|pixel|beacon|spacer|blank|1x1)"
    r"(?:[-_.][\w-]*)?\.(?:gif|png|php)",
    re.IGNORECASE,
)
_EMOJI = re.compile(r"\b(?:emoji|wp-smiley|smiley|emoticon)\b", re.IGNORECASE)


def address(image: Element, base: str) -> str:
    """Return the absolute web address of an image, "" where there is none or nobody is meant to see it."""
    given = image.attrib
    if is_pixel(given):
        return ""
    for candidate in _candidates(image):
        found = web(candidate, base)
        if found:
            return "" if _WATCHING.search(found) else found
    return ""


def is_pixel(given: Element) -> bool:
    """Return whether an image is too small to be seen."""
    tiny = sum(_TINY.fullmatch(given.get(side, "")) is not None for side in ("width", "height"))
    return (
        tiny == 2
        or (tiny == 1 and "src" in given and len(given) <= 4)
        or bool(_TINY_STYLE.search(given.get("style", "")))
    )


def emoji(image: Element) -> str:
    """Return the characters that an image stands for, "" for a picture."""
    alt: str = image.get("alt", "")
    if not alt or len(alt) > 12:
        return ""
    return (
        alt if _EMOJI.search(image.get("class", "")) or (not alt.isascii() and not any(map(str.isalnum, alt))) else ""
    )


def web(url: str, base: str) -> str:
    """Return an absolute http or https address, "" for anything else."""
    joined = url.strip()
    if not joined:
        return ""
    if "://" not in joined[:8]:
        try:
            joined = urljoin(base, joined)
        except ValueError:
            return ""
    return joined if joined[:8].lower().startswith(("http://", "https://")) and len(joined) < 8_000 else ""


def _candidates(image: Element) -> Iterator[str]:
    given = image.attrib
    yield from (given[name] for name in _LAZY if given.get(name))
    src = given.get("src", "").strip()
    if src and not src.startswith("data:"):
        yield src
    for name in _SETS:
        yield from _largest(given.get(name, ""))
    picture = next(image.iterancestors("picture"), None)
    if picture is not None:
        for source in picture.iter("source"):
            yield from _largest(source.get("srcset", "") or source.get("data-srcset", ""))


def _largest(sources: str) -> list[str]:
    """Return the addresses of a srcset, the largest first."""
    found = []
    for one in re.split(r",\s+", sources.strip()):
        url, _, size = one.strip().rstrip(",").partition(" ")
        width = _WIDTH.fullmatch(size.strip())
        found.append((float(width[1]) if width else 0.0, url))
    return [url for _, url in sorted(found, key=lambda pair: -pair[0]) if url and not url.startswith("data:")]
