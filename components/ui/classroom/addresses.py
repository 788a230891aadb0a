"""Under which addresses others in the room reach this app, and their QR codes."""

from __future__ import annotations

import io
import ipaddress
import socket
from functools import lru_cache
from urllib.parse import urlsplit

import psutil
import segno
import streamlit as st

# Names of network cards that lead to no one in the room: containers, virtual machines, tunnels.
_VIRTUAL = (
    *("lo", "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "utun", "wg", "zt"),
    *("tailscale", "vEthernet", "VMware", "VirtualBox"),
)
_LOCAL = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def bases() -> list[str]:
    """Addresses of the app that a pupil may use, the most likely one first: "http://192.168.1.5:8501"."""
    here = urlsplit(st.context.url or "http://localhost:8501/")
    path = here.path.rsplit("/classroom", 1)[0].rstrip("/") if here.path.endswith("/classroom") else ""
    own = f"{here.scheme}://{here.netloc}{path}"
    if here.hostname not in _LOCAL:
        return [own]  # the name that the teacher uses works for others, too, most of the time
    port = f":{here.port}" if here.port else ""
    return [*(f"http://{address}{port}{path}" for address in network_addresses()), own]


def network_addresses() -> list[str]:
    """IPv4 addresses of this machine in the networks that it is in."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = []
    for name, addresses in psutil.net_if_addrs().items():
        if name not in up or name.startswith(_VIRTUAL):
            continue
        for address in addresses:
            if address.family != socket.AF_INET:
                continue
            parsed = ipaddress.ip_address(address.address)
            if not (parsed.is_loopback or parsed.is_link_local):
                found.append(address.address)
    return sorted(found, key=lambda text: (not ipaddress.ip_address(text).is_private, text))


def joining_link(base: str, code: str) -> str:
    """What a pupil opens to be in a room."""
    return f"{base}/classroom?classroom.room={code}"


def teacher_link(base: str, code: str, secret: str) -> str:
    """What drives a room from any browser."""
    return f"{base}/classroom?classroom.room={code}&classroom.secret={secret}"


@lru_cache(maxsize=200)
def qr_code(link: str) -> str:
    """A QR code as SVG, black on white with its quiet zone: a dark theme must not invert it."""
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawn, kind="svg", scale=8, border=3, light="#fff", xmldecl=False
    )
    return drawn.getvalue().decode()
