import pytest

from adapters.playground.chat import refuse_unless_loopback
from adapters.port import ChatError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_this_machine_is_fine(host: str) -> None:
    refuse_unless_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.5", "example.com", "localhost.example.com"])
def test_every_other_place_is_refused_with_a_way_out(host: str) -> None:
    with pytest.raises(ChatError, match=r"VARDAG_HOST to 127\.0\.0\.1"):
        refuse_unless_loopback(host)
