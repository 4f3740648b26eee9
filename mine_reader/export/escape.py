"""Foreign text made harmless in a Markdown file that other programs will run through their own extensions."""

import re

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_SEPARATORS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MARKS = re.compile(r"([\\`*\[\]<>|$])|(?<![^\W_])_|_(?![^\W_])|~(?=~)|=(?==)|%(?=%)|:(?=::)|(?<=~)~|(?<==)=|(?<=%)%")
_LINE_MARKS = re.compile(r"^(\s*)(?:([#+\-=~:])|(\d{1,9})([.)]))", re.MULTILINE)
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})([^\n]*)$")
_LIVE_BLOCK = re.compile(
    r"\s*\{?\.?\s*(dataview\w*|tasks|query|base|button|templater|meta-bind\S*|run-\S*|\w*js-engine)\b", re.IGNORECASE
)
_LIVE_CODE = re.compile(r"`(?=\$?=)")


def clean(text: str) -> str:
    """Return the text without control and direction characters, its lines ended by a line feed."""
    return _INVISIBLE.sub("", _LINE_SEPARATORS.sub("\n", text))


def plain(text: str) -> str:
    """Return Markdown that shows `text` as it is, in one line."""
    return _LINE_MARKS.sub(_line_mark, _MARKS.sub(r"\\\g<0>", " ".join(clean(text).split())))


def quote(text: str) -> str:
    """Return Markdown that shows `text` as it is, as a quotation."""
    shown = _LINE_MARKS.sub(_line_mark, _MARKS.sub(r"\\\g<0>", clean(text).strip("\n")))
    return "\n".join(f"> {line.rstrip()}".rstrip() for line in shown.split("\n"))


def own(text: str) -> str:
    """Return a note's own Markdown with what other programs would run switched off, and every fence closed."""
    fence = ""
    lines: list[str] = []
    for line in clean(text).strip("\n").split("\n"):
        found = _FENCE.match(line)
        shown = line
        if found and not fence:
            fence = found[2]
            if _LIVE_BLOCK.match(found[3]):
                shown = f"{found[1]}{fence}text {found[3].strip()}"
        elif found and found[2].startswith(fence) and not found[3].strip():
            fence = ""
        elif not fence:
            shown = _LIVE_CODE.sub("` ", line).replace("<%", "&lt;%")
        lines.append(shown)
    return "\n".join([*lines, fence] if fence else lines)


def link(url: str, label: str) -> str:
    """Return a link that neither its address nor its label can end."""
    address = "".join(f"%{ord(c):02X}" if c in '<>\\`"|' or c.isspace() else c for c in clean(url).strip())
    if not label.strip():
        return f"<{address}>"
    return f"[{plain(label)}](<{address}>)" if "(" in address or ")" in address else f"[{plain(label)}]({address})"


def tag(name: str) -> str:
    """Return a tag as `#name`."""
    return "#" + re.sub(r"[^\w/\-]+", "-", clean(name)).strip("-")


def _line_mark(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[1]}\\{match[2]}"
    return f"{match[1]}{match[3]}\\{match[4]}"
