"""Searches: what is asked, and what is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mine_reader.model.ids import ArticleId, IssueId
from mine_reader.model.issue import Span


class Where(StrEnum):
    """Where a word is sought."""

    ANY = "any"
    TITLE = "title"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Word:
    """Text that is sought, as it was written. A Latin word at its end may go on, unless the text is `whole`."""

    text: str
    whole: bool = False
    where: Where = Where.ANY
    negated: bool = False
    variants: tuple[tuple[str, ...], ...] = ()
    """The text in all characters that will do, if there are others: of every piece of it one must be there."""

    def forms(self) -> tuple[tuple[str, ...], ...]:
        """Return the texts of which one must be there, of every piece."""
        return self.variants or ((self.text,),)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so of an article: `name` is an operator (`tag`, `is`, …) or `url`, `value` fits it."""

    name: str
    value: str
    negated: bool = False


Literal = Word | Condition


@dataclass(frozen=True, slots=True)
class Query:
    """A search: of every clause, one literal must hold. None: nothing is asked, nothing is found."""

    clauses: tuple[tuple[Literal, ...], ...]

    def words(self) -> tuple[tuple[str, bool], ...]:
        """Return the texts that hits show, and whether they are whole."""
        return tuple(
            (text, word.whole)
            for clause in self.clauses
            for word in clause
            if isinstance(word, Word) and not word.negated
            for piece in word.forms()
            for text in piece
        )


@dataclass(frozen=True, slots=True)
class Search:
    """A search as it was written. `variants`: traditional characters stand for simplified ones and back."""

    text: str
    variants: bool = False


class HitKind(StrEnum):
    """What was found: an article of an issue, the saved page of a link, a note."""

    ARTICLE = "article"
    PAGE = "page"
    NOTE = "note"


class SearchOrder(StrEnum):
    """How hits are sorted; `BEST` ranks rare words, and is `NEWEST` for those that are everywhere."""

    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. `id` is the article's or the note's; spans are of `title` and of `snippet`."""

    kind: HitKind
    id: int
    article_id: ArticleId
    issue_id: IssueId
    title: str
    snippet: str
    title_spans: tuple[Span, ...]
    spans: tuple[Span, ...]
    issue_title: str
    source: str
    day: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits; `total` and `counts` are of all. `behind`: the index has not read everything yet."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    counts: Mapping[HitKind, int] = field(default_factory=dict)
    behind: bool = False


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search to be asked again; `count` is that of the articles it lists, once they were counted."""

    id: int
    name: str
    search: Search
    count: int = 0
