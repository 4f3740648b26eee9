"""An issue's source → its sections, articles and parts."""

from dataclasses import replace

from mine_reader.model import (
    Block,
    BlockKind,
    Dialect,
    ParsedArticle,
    ParsedIssue,
    ParseWarning,
    Section,
    Span,
    SplitOptions,
)
from mine_reader.text.blocks import scan_blocks
from mine_reader.text.building import Opening, Region, Source
from mine_reader.text.digest import NUMBER_HEADING, digest_openings
from mine_reader.text.entry import with_entry
from mine_reader.text.front_matter import FrontMatter, read_front_matter
from mine_reader.text.identity import issue_date, issue_number, stem
from mine_reader.text.inline import plain_inline, without_bidi
from mine_reader.text.items import is_link_list, is_numbered, link_list_openings, numbered_openings
from mine_reader.text.lines import heading_level, heading_text
from mine_reader.text.pages import Pages
from mine_reader.text.sections import Sections, split_sections
from mine_reader.text.weekly import build_one, is_link_alone, is_title, titles_link, weekly_openings

_DEFAULT = SplitOptions()


def parse_issue(text: str, name: str = "", options: SplitOptions = _DEFAULT) -> ParsedIssue:
    """Split an issue into sections and articles; never raises.

    `name` is the file's relative path, for title, date and number. `options.split_at` is applied
    first: an article begins at the line of each of these offsets. `options.merged` then counts the
    articles so far; one that does not follow another directly is not joined.
    """
    front = read_front_matter(text)
    source = Source(text, Span(front.body, len(text)))
    blocks = scan_blocks(text, source.body)
    title = _title(front, text, blocks, name)
    sections = split_sections(text, source.body, blocks, options.own_sections)
    dialect = options.dialect or _decide(source, blocks, sections)
    pages = Pages(source)
    if dialect in {Dialect.DIGEST, Dialect.ONE}:
        sections = Sections(sections.preamble, ())
        openings = digest_openings(text, source.body) if dialect is Dialect.DIGEST else _one(source, front, title)
        pages.articles(Region(source.body, blocks, title), openings)
    else:
        _fill(pages, source, sections, dialect, title)
    articles, parts = pages.finish(options)
    if dialect is Dialect.PLAIN:
        articles = with_entry(articles, front.values)
    date, date_warning = issue_date(front.values, name, (article.date for article in articles))
    warnings = [warning for warning in (front.warning, date_warning) if warning] + source.warnings
    found = tuple(section for section, _ in sections.found)
    if without_bidi(text) != text:
        articles, found = tuple(map(_straight_article, articles)), tuple(map(_straight_section, found))
    return ParsedIssue(
        dialect=dialect,
        title=without_bidi(title),
        number=None if dialect is Dialect.ONE else issue_number(title, name),
        date=date,
        front_matter=front.values,
        sections=found,
        articles=articles,
        parts=parts,
        warnings=tuple(sorted(warnings, key=_line)),
    )


def _straight_article(article: ParsedArticle) -> ParsedArticle:
    """Return an article whose names cannot turn the direction of what stands beside them."""
    return replace(
        article,
        title=without_bidi(article.title),
        author=article.author and without_bidi(article.author),
        links=tuple(replace(link, label=without_bidi(link.label)) for link in article.links),
    )


def _straight_section(section: Section) -> Section:
    return replace(section, title=without_bidi(section.title), description=without_bidi(section.description))


def _one(source: Source, front: FrontMatter, title: str) -> list[Opening]:
    """Return what makes one article of everything, by whom and when the front matter says."""
    if not source.body.of(source.text).strip():
        return []
    author = front.values.get("author")
    date, _ = issue_date(front.values, "", ())
    name = author.strip() or None if isinstance(author, str) else None
    return [Opening(source.body.start, lambda _, span: build_one(source, span, title, name, date))]


def _line(warning: ParseWarning) -> int:
    return warning.line


def _title(front: FrontMatter, text: str, blocks: tuple[Block, ...], name: str) -> str:
    written = front.values.get("title")
    if isinstance(written, str | int | float) and str(written).strip():
        return str(written).strip()
    if blocks and _is_issue_title(text, blocks[0]):
        title = plain_inline(heading_text(blocks[0].span.of(text).rstrip("\r\n"))).strip()
        if title:
            return title
    return stem(name)


def _is_issue_title(text: str, block: Block) -> bool:
    return block.kind is BlockKind.HEADING and heading_level(block.span.of(text)) == 1


def _decide(source: Source, blocks: tuple[Block, ...], sections: Sections) -> Dialect:
    """Decide how an issue marks its articles: one decision for all of it."""
    text, regions = source.text, sections.regions
    if _is_digest(source, blocks):
        return Dialect.DIGEST
    if titles_link(text, blocks) or (not sections.found and _is_link_paragraphs(text, sections)):
        return Dialect.WEEKLY
    if is_numbered(source, regions):
        return Dialect.NUMBERED
    if any(is_link_list(text, block) for region in regions for block in region.blocks):
        return Dialect.LINKS
    return Dialect.WEEKLY if _is_link_paragraphs(text, sections) else Dialect.PLAIN


def _is_digest(source: Source, blocks: tuple[Block, ...]) -> bool:
    """Return whether there are two number headings or more, at least one of them not in code."""
    text = source.text
    numbered = NUMBER_HEADING.finditer(text, source.body.start, source.body.end)
    if next(numbered, None) is None or next(numbered, None) is None:
        return False
    return any(is_title(text, block) and NUMBER_HEADING.match(text, block.span.start) for block in blocks)


def _is_link_paragraphs(text: str, sections: Sections) -> bool:
    """Return whether a section (or an issue without any) begins with a link alone, and has more such paragraphs."""
    for region in sections.regions:
        blocks = [block for block in region.blocks if not _is_issue_title(text, block)]
        if blocks and is_link_alone(text, blocks[0]) and sum(1 for block in blocks if is_link_alone(text, block)) > 1:
            return True
    return False


def _fill(pages: Pages, source: Source, sections: Sections, dialect: Dialect, title: str) -> None:
    numbered = numbered_openings(source, sections.regions) if dialect is Dialect.NUMBERED else {}

    def openings(region: Region) -> list[Opening]:
        match dialect:
            case Dialect.WEEKLY:
                return weekly_openings(source, region)
            case Dialect.NUMBERED:
                return numbered.get(region.span.start, [])
            case Dialect.LINKS:
                return link_list_openings(source, region)
        return []

    titled = [block for block in sections.preamble.blocks if is_title(source.text, block)]
    if sections.found and not (titled and dialect is Dialect.WEEKLY):
        pages.text(sections.preamble.span)
    else:
        content = _without_title(pages, source, sections.preamble, title)
        pages.articles(content, openings(content))
    for index, (section, region) in enumerate(sections.found):
        pages.section(index, section)
        if section.own:
            pages.text(region.span, index)
        else:
            pages.articles(region, openings(region), index)


def _without_title(pages: Pages, source: Source, region: Region, title: str) -> Region:
    """Put the issue's `#` heading on the page as text, and return what is below it."""
    if not region.blocks or not _is_issue_title(source.text, region.blocks[0]):
        return Region(region.span, region.blocks, title)
    start = region.blocks[0].span.end
    pages.text(Span(region.span.start, start))
    return Region(Span(start, region.span.end), region.blocks[1:], title)
