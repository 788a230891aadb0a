"""Under which addresses others in the room reach this app, and their QR codes."""

from __future__ import annotations

import io
from functools import lru_cache
from urllib.parse import urlsplit

import segno
import streamlit as st

from components.rooms.network import room_addresses

_LOCAL = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def bases() -> list[str]:
    """Addresses of the app that a pupil may use, the most likely one first: "http://192.168.1.5:8501"."""
    here = urlsplit(st.context.url or "http://localhost:8501/")
    path = here.path.rsplit("/classroom", 1)[0].rstrip("/") if here.path.endswith("/classroom") else ""
    own = f"{here.scheme}://{here.netloc}{path}"
    if here.hostname not in _LOCAL:
        return [own]  # the name that the teacher uses works for others, too, most of the time
    port = f":{here.port}" if here.port else ""
    return [*(f"http://{address}{port}{path}" for address in room_addresses()), own]


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
