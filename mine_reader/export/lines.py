"""Lines of a source: they end at a line feed alone, a carriage return before it belongs to the end."""


def line_start(text: str, at: int) -> int:
    """Return where the line that holds `at` begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return the end of the line that holds `at`, its line end included."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def blank_at(text: str, at: int) -> bool:
    """Tell whether the line that begins at `at` is blank; there must be one."""
    return not text[at : line_end(text, at)].strip()


def blank_before(text: str, at: int) -> bool:
    """Tell whether the line above the one that begins at `at` is blank, or there is none."""
    return at == 0 or not text[line_start(text, at - 1) : at].strip()


def line_ending(text: str, at: int) -> str:
    """Return the line ending in use above `at`, else below it."""
    found = text.rfind("\n", 0, at)
    if found < 0:
        found = text.find("\n", at)
    return "\r\n" if found > 0 and text[found - 1] == "\r" else "\n"
