from __future__ import annotations

import socket
from collections import namedtuple

import psutil
import pytest

from components.rooms.network import room_addresses


def test_the_room_is_told_addresses_that_it_can_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    entry, state = namedtuple("entry", "family address"), namedtuple("state", "isup")
    found = {
        "lo": [entry(socket.AF_INET, "127.0.0.1")],
        "wlan0": [entry(socket.AF_INET6, "fe80::1"), entry(socket.AF_INET, "192.168.0.7")],
        "eth0": [entry(socket.AF_INET, "169.254.3.4")],
        "eth1": [entry(socket.AF_INET, "10.0.0.9")],
        "docker0": [entry(socket.AF_INET, "172.17.0.1")],
    }
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: found)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {name: state(name != "eth1") for name in found})
    assert room_addresses() == ["192.168.0.7"]
