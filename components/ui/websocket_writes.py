"""What is written to a browser within one turn of the server's loop is written at once.

A moved control is answered with a hundred messages. Each was given to the system by itself, and each time the
server's thread let go of Python's lock: a script took it, and the thread waited to have it back.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

_connection_made = WebSocketsSansIOProtocol.connection_made


def write_together() -> None:
    """Let the server of this process do so for every websocket from now on."""
    WebSocketsSansIOProtocol.connection_made = connection_made


def connection_made(self: WebSocketsSansIOProtocol, transport: asyncio.Transport) -> None:
    """Give the protocol of a websocket a transport that gathers what it writes."""
    _connection_made(self, transport)
    self.transport = Together(transport)


class Together:
    """A transport that writes at the end of the loop's turn all that was written in it."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._parts: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write soon."""
        if not self._parts:
            asyncio.get_running_loop().call_soon(self._flush)
        self._parts.append(data)

    def close(self) -> None:
        """Write what there is, and close."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        parts, self._parts = self._parts, []
        if parts:
            self._transport.write(b"".join(parts))
