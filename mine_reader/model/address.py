"""Addresses of annotations, which open the window at their places."""

import re

from mine_reader.model.ids import AnnotationId

SCHEME = "minereader:"

ADDRESS = re.compile(r"minereader:(?://)?annotation/(\d{1,18})/?", re.ASCII | re.IGNORECASE)


def address(annotation: AnnotationId) -> str:
    """Return the address of an annotation."""
    return f"{SCHEME}//annotation/{annotation}"


def addressed(text: str) -> AnnotationId | None:
    """Return the annotation that an address is of, None if it is no address of ours."""
    found = ADDRESS.fullmatch(text.strip())
    return AnnotationId(int(found[1])) if found else None
