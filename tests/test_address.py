"""Addresses of annotations."""

import pytest

from mine_reader.model import AnnotationId
from mine_reader.model.address import address, addressed


def test_an_address_leads_back():
    assert addressed(address(AnnotationId(12))) == AnnotationId(12)


@pytest.mark.parametrize("text", ["minereader:annotation/12", " MINEREADER://ANNOTATION/12/ \n"])
def test_what_browsers_make_of_it_is_understood(text):
    assert addressed(text) == AnnotationId(12)


@pytest.mark.parametrize(
    "text", ["", "minereader://annotation/", "minereader://annotation/1x", "minereader://note/1", "https://a.example/1"]
)
def test_anything_else_is_none(text):
    assert addressed(text) is None
