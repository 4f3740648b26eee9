"""Ids of what a library holds; never reused."""

from typing import NewType

SourceId = NewType("SourceId", int)
IssueId = NewType("IssueId", int)
ArticleId = NewType("ArticleId", int)
AnnotationId = NewType("AnnotationId", int)
