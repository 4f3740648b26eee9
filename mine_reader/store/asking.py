"""Searches as SQL. What is asked of the index is one expression, everything else a condition on its documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mine_reader.model.searching import Condition, HitKind, Literal, Query, Where, Word
from mine_reader.store.queries import TAG_IDS
from mine_reader.store.search_index import NOTE, PAGE
from mine_reader.store.values import clean
from mine_reader.text.segment import ends_in_word, fold, tokens

LAST = (1 << 63) - 1
RANGES: Mapping[HitKind, tuple[int, int]] = {
    HitKind.ARTICLE: (0, PAGE),
    HitKind.PAGE: (PAGE, NOTE),
    HitKind.NOTE: (NOTE, LAST),
}
"""The ids of documents of each kind: the first, and the one after the last."""


def kind_of(document: int) -> HitKind:
    """Return the kind of a document."""
    return next(kind for kind, (first, last) in RANGES.items() if first <= document < last)


_STATE = "(SELECT {0} FROM article_state WHERE id = d.article_id)"
_NOTES_OF = "EXISTS (SELECT 1 FROM annotation AS n WHERE n.article_id = d.article_id AND n.deleted_at IS NULL AND {0})"
_IS: Mapping[str, str] = {
    "unread": f"{_STATE.format('read')} = 0",
    "read": f"{_STATE.format('read')} = 1",
    "starred": f"{_STATE.format('starred')} = 1",
    "later": f"{_STATE.format('later')} = 1",
    "downloaded": f"{_STATE.format('downloaded')} = 1",
    **{kind.value: f"d.id >= {first} AND d.id < {last}" for kind, (first, last) in RANGES.items()},
}
_HAS: Mapping[str, str] = {
    "note": _NOTES_OF.format("n.body <> ''"),
    "highlight": _NOTES_OF.format("n.color IS NOT NULL"),
    "tag": "EXISTS (SELECT 1 FROM article_tag AS x WHERE x.article_id = d.article_id)",
    "link": "EXISTS (SELECT 1 FROM article_link AS x WHERE x.article_id = d.article_id)",
}
_TAGGED = f"""(d.article_id IN (SELECT article_id FROM article_tag WHERE tag_id IN ({TAG_IDS}))
OR d.subject > 0 AND d.article_id IN (SELECT n.article_id FROM annotation_tag AS t JOIN annotation AS n
    ON n.id = t.annotation_id WHERE n.deleted_at IS NULL AND t.tag_id IN ({TAG_IDS}))
OR -d.subject IN (SELECT annotation_id FROM annotation_tag WHERE tag_id IN ({TAG_IDS})))"""
_LINKS_TO = """(d.subject > 0 AND d.article_id IN (
    SELECT x.article_id FROM article_link AS x JOIN link AS l ON l.id = x.link_id WHERE {0})
OR d.issue_id IN (SELECT p.issue_id FROM snapshot_link AS p JOIN link AS l ON l.id = p.link_id WHERE {0}))"""
_HOST = "substr(l.canonical, 9, instr(substr(l.canonical, 9) || '/', '/') - 1)"
_FROM = """(SELECT coalesce(own_source_id, source_id) FROM issue WHERE id = d.issue_id) IN
    (SELECT id FROM source WHERE instr(lower(name), {0}))"""


@dataclass(slots=True)
class Asked:
    """A query as SQL: what the index is asked (`match`, "" for nothing), and conditions on documents."""

    match: str = ""
    conditions: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    def parameter(self, value: object) -> str:
        """Return the name of a new parameter."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def select(self, columns: str, *, joined: bool = False) -> str:
        """Return a SELECT over documents (`d`), to be given `values`; what comes after is more of its WHERE.

        Where the index alone knows the answer, it alone is asked, and `d.id` is its row; unless `joined`.
        """
        where = " AND ".join(self.conditions)
        if not self.match:
            return f"SELECT {columns} FROM search_document AS d WHERE {where}"
        if not where and not joined:
            columns = columns.replace("d.id", "t.rowid")
            return f"SELECT {columns} FROM search_text AS t WHERE search_text MATCH :match"
        # Every document may meet a condition; the index is to be asked first.
        tables = "search_text AS t CROSS JOIN search_document AS d ON d.id = t.rowid"
        return f"SELECT {columns} FROM {tables} WHERE search_text MATCH :match AND {where or 'true'}"

    def article_ids(self) -> str:
        """Return a SELECT of the articles that were found, themselves or by their notes."""
        return self.select("DISTINCT d.article_id", joined=True)


def compile_query(query: Query) -> Asked | None:
    """Return what a query asks of the library; None if it asks for nothing."""
    asked = Asked()
    wanted: list[str] = []
    unwanted: list[str] = []
    clauses = [[literal for literal in clause if _says_something(literal)] for clause in query.clauses]
    for clause in filter(None, clauses):
        words = [word for word in clause if isinstance(word, Word)]
        if len(words) == len(clause) and not any(word.negated for word in words):
            wanted.append(f"({' OR '.join(map(_phrases, words))})")
        elif len(clause) == 1 and words:
            unwanted.append(_phrases(words[0]))
        else:
            asked.conditions.append(f"({' OR '.join(_condition(literal, asked) for literal in clause)})")
    if wanted:
        without = f" NOT ({' OR '.join(unwanted)})" if unwanted else ""
        asked.match = asked.values["match"] = f"({' AND '.join(wanted)}){without}"
    else:
        asked.conditions.extend(f"NOT {_matches(phrases, asked)}" for phrases in unwanted)
    return asked if asked.match or asked.conditions else None


def _says_something(literal: Literal) -> bool:
    return not isinstance(literal, Word) or bool(fold(clean(literal.text)))


def _phrases(word: Word) -> str:
    """Return a word for the index: a phrase of its tokens, or any of those that stand for it."""
    pieces = [" OR ".join(_word_phrase(clean(text), word) for text in piece) for piece in word.forms()]
    joined = f"({') AND ('.join(pieces)})"
    return f"({joined})" if word.where is Where.ANY else f"{word.where.value} : ({joined})"


def _word_phrase(text: str, word: Word) -> str:
    """Return the phrase of a text, whose last token may go on."""
    return _phrase(text) + (" *" if ends_in_word(text) and not word.whole else "")


def _phrase(text: str) -> str:
    return '"' + tokens(text.replace("\n", " ")).replace('"', '""') + '"'


def _matches(phrases: str, asked: Asked) -> str:
    return f"d.id IN (SELECT rowid FROM search_text WHERE search_text MATCH {asked.parameter(phrases)})"


def _condition(literal: Literal, asked: Asked) -> str:
    sql = _matches(_phrases(literal), asked) if isinstance(literal, Word) else _operator(literal, asked)
    return f"NOT coalesce({sql}, 0)" if literal.negated else f"({sql})"


def _operator(condition: Condition, asked: Asked) -> str:
    match condition.name:
        case "is":
            return _IS[condition.value]
        case "has":
            return _HAS[condition.value]
        case "after":
            return f"d.day >= {asked.parameter(condition.value)}"
        case "before":
            return f"d.day < {asked.parameter(condition.value)}"
        case "tag":
            # The statement for tags and those nested under them names its own parameter.
            return _TAGGED.replace(":tag", asked.parameter(clean(condition.value).casefold()))
        case "source":
            return _FROM.format(asked.parameter(fold(clean(condition.value))))
        case "site":
            host = asked.parameter(clean(condition.value))
            return _LINKS_TO.format(f"({_HOST} = {host} OR {_HOST} GLOB '*.' || {host})")
        case _:
            url = clean(condition.value)
            mentions = _LINKS_TO.format(f"l.canonical = {asked.parameter(url)}")
            return f"({mentions} OR {_matches(_phrase(url), asked)})"
