"""The addresses under which others in the room reach this machine."""

from __future__ import annotations

import ipaddress
import socket

import psutil

# Network interfaces of virtual machines, containers and tunnels: nobody in the room reaches these.
NOT_OF_THE_ROOM = (
    *("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "utun", "wg", "zt", "tailscale"),
    *("vethernet", "vmware", "virtualbox"),
)


def room_addresses() -> list[str]:
    """IPv4 addresses of this machine, those of private networks first."""
    states = psutil.net_if_stats()
    found = {
        entry.address
        for name, entries in psutil.net_if_addrs().items()
        if name in states and states[name].isup and not name.lower().startswith(NOT_OF_THE_ROOM)
        for entry in entries
        if entry.family == socket.AF_INET and not entry.address.startswith(("127.", "169.254."))
    }
    return sorted(found, key=lambda address: (not ipaddress.ip_address(address).is_private, address))
