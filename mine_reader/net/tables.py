"""Tables of HTML: those that hold data, and those that only put things in their places."""

from collections.abc import Iterator

from mine_reader.net.html_tree import Element

Grid = list[list[Element | None]]

_LAYOUT = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol", "hr", "form"))


def data_grid(table: Element, most: int) -> Grid | None:
    """Return the cells of a table that holds data, None standing for what spans cover; None for any other table."""
    if table.get("role") in {"presentation", "none"} or _lays_out(table):
        return None
    grid = _grid(table, most)
    width = max(map(len, grid), default=0)
    if width < 2 or len(grid) < 1 or width * len(grid) > most:
        return None
    return [row + [None] * (width - len(row)) for row in grid]


def written(rows: list[list[str]]) -> list[str]:
    """Return rows of cells as a table of Markdown, the first one as its head."""
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return ["\n".join([head, "|" + " --- |" * len(rows[0]), *body])]


def _lays_out(table: Element) -> bool:
    paragraphs: dict[Element, int] = {}
    for element in table.iterdescendants():
        if element.tag in _LAYOUT:
            return True
        if element.tag in {"p", "div"}:
            parent = element.getparent()
            paragraphs[parent] = paragraphs.get(parent, 0) + 1
            if paragraphs[parent] > 3:
                return True
    return False


def _grid(table: Element, most: int) -> Grid:
    grid: Grid = []
    below: dict[int, int] = {}
    """For a column, how many more rows a cell from above covers."""
    for row in _rows(table):
        cells: list[Element | None] = []
        for cell in row.iterchildren("td", "th"):
            _cover(cells, below)
            columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(columns):
                if rows > 1:
                    below[len(cells)] = rows - 1
                cells.append(None if column else cell)
        _cover(cells, below)
        grid.append(cells)
        if sum(map(len, grid)) > most:
            break
    return grid


def _cover(cells: list[Element | None], below: dict[int, int]) -> None:
    while below.get(len(cells), 0):
        below[len(cells)] -= 1
        cells.append(None)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _span(cell: Element, name: str) -> int:
    given = cell.get(name, "1").strip()
    return max(1, min(100, int(given))) if given.isascii() and given.isdecimal() and len(given) < 9 else 1
