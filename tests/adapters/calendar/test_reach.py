"""Every address that is not on the public internet, and some that are."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.calendar.reach import is_public, resolve

#: Networks that no feed may lead to, from the registries of special addresses of RFC 6890 and its successors.
PRIVATE = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::/128",
    "::1/128",
    "::/96",
    "::ffff:10.0.0.0/104",
    "::ffff:127.0.0.0/104",
    "::ffff:169.254.0.0/112",
    "64:ff9b::a00:0/104",
    "64:ff9b::7f00:0/104",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/32",
    "2001:2::/48",
    "2001:10::/28",
    "2001:20::/28",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
    "5f00::/16",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
]
PUBLIC = ["1.1.1.1", "93.184.215.14", "52.97.0.1", "192.0.3.1", "2606:4700::1111", "2a00:1450:400f:80d::200e"]
PUBLIC_WITHIN = ["::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
NONE = ["", "localhost", "127.1", "2130706433", "0x7f000001", "017700000001", "1.1.1.1:80", "fe80::1%eth0", "2a00::1%1"]


@pytest.mark.parametrize("network", PRIVATE)
@given(share=st.floats(min_value=0, max_value=1))
def test_nothing_private_is_public(network: str, share: float) -> None:
    known = ip_network(network)
    kind = IPv6Address if isinstance(known, IPv6Network) else IPv4Address
    inside = int(known[0]) + int((known.num_addresses - 1) * share)
    for address in (known[0], known[-1], kind(min(inside, int(known[-1])))):
        assert not is_public(str(address)), address


@pytest.mark.parametrize("network", [each for each in PRIVATE if ":" not in each])
def test_nothing_private_is_public_in_the_clothes_of_the_other_kind(network: str) -> None:
    for address in (ip_network(network)[0], ip_network(network)[-1]):
        for dressed in (f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
            assert not is_public(dressed), dressed


@pytest.mark.parametrize("address", PUBLIC + PUBLIC_WITHIN)
def test_what_is_public_is_reached(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address_is_not_public(text: str) -> None:
    assert not is_public(text)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
async def test_however_this_machine_is_written_it_is_not_public(host: str) -> None:
    assert not any(is_public(each) for each in await resolve(host, 443))
