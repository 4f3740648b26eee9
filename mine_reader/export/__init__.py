"""Values in, text out."""

from mine_reader.export.contract import article_dict, export_json, issue_dict, note_dict, notes_by_article
from mine_reader.export.inline import DEFAULT_LEVEL, InlineExport, InlineSource, export_inline, source_notes
from mine_reader.export.markdown import export_markdown
from mine_reader.export.names import safe_name, safe_relative
from mine_reader.export.readwise import export_csv

__all__ = [
    "DEFAULT_LEVEL",
    "InlineExport",
    "InlineSource",
    "article_dict",
    "export_csv",
    "export_inline",
    "export_json",
    "export_markdown",
    "issue_dict",
    "note_dict",
    "notes_by_article",
    "safe_name",
    "safe_relative",
    "source_notes",
]
