"""Which addresses may be connected to: public ones only, whatever form they are written in."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_CARRIERS_OF_IPV4 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_RESERVED = tuple(
    ip_network(block)
    for block in (
        "168.63.129.16/32",  # answers for the machine's host in one large cloud, from a public block
        "192.0.0.0/24",
        "192.88.99.0/24",
        "240.0.0.0/4",
        "2002::/16",
        "fec0::/10",
        "5f00::/16",
    )
)


def is_public(address: str) -> bool:
    """Whether the IP address leads to the open network: not this machine, its neighbours or its cloud.

    An IPv4 address inside an IPv6 one (mapped, translated, Teredo) counts as what it carries.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    carried = _carried(found) if isinstance(found, IPv6Address) else None
    if carried is not None and not _is_global(carried):
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return _is_global(found.ipv4_mapped)
    return _is_global(found)


def anywhere(address: str) -> bool:
    """For an intranet and for tests: every address may be connected to."""
    return True


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    if any(address in block for block in _RESERVED if block.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_unspecified


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.teredo is not None:
        return address.teredo[1]
    if any(isinstance(block, IPv6Network) and address in block for block in _CARRIERS_OF_IPV4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if int(address) < 2**32:
        return IPv4Address(int(address))
    return None
