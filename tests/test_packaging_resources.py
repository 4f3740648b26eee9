"""Resources are found by relative names alone."""

import pytest

from mine_reader.resources import resource


def test_resource_is_found_by_its_name():
    assert resource("icons/mine-reader.svg").read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("name", ["../pyproject.toml", "icons/../../pyproject.toml", "/etc/hostname"])
def test_name_that_leads_outside_is_refused(name):
    with pytest.raises(ValueError, match=r"etc|pyproject"):
        resource(name)


@pytest.mark.parametrize("name", ["icons/none.svg", "icons", ""])
def test_name_of_no_file_is_not_found(name):
    with pytest.raises(FileNotFoundError):
        resource(name)
