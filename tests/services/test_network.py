"""The way to the network follows the settings while it is open."""

import pytest

from mine_reader.errors import PrivateAddressError, UnreachableError
from mine_reader.model import Request
from mine_reader.services.network import Network
from mine_reader.settings import settings_path

CLOSED = Request("http://127.0.0.1:9/")


@pytest.fixture
def network(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    made = Network()
    yield made
    made.close()


def test_private_addresses_are_allowed_as_soon_as_the_settings_say_so(network):
    with pytest.raises(PrivateAddressError):
        network.web.fetch(CLOSED)
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("private_addresses = true\n", "utf-8")
    with pytest.raises(UnreachableError):
        network.web.fetch(CLOSED)
    path.write_text("private_addresses = false\n", "utf-8")
    with pytest.raises(PrivateAddressError):
        network.web.fetch(CLOSED)
