"""A visitor without a browser: speaks Streamlit's websocket protocol, opens pages and moves controls.

What a visitor is sent is what a browser would draw. An exception element among it is a failure.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
WHOLE = ForwardMsg.FINISHED_SUCCESSFULLY
WIDGETS = ("slider", "number_input", "checkbox", "button_group", "selectbox", "radio", "button")
MOST_SECONDS = 180.0  # for one answer
NOT_MOVED = (".train", ".run", ".reset", ".stop", ".anew")  # buttons that do more than change a picture


@dataclass
class Control:
    """A widget that was drawn, and the fragment that it belongs to."""

    kind: str
    proto: Any
    fragment: str

    @property
    def key(self) -> str:
        """The key that the script gave it; "" if none."""
        parts = self.proto.id.split("-", 2)
        return "" if len(parts) < 3 or parts[2] == "None" else parts[2]


@dataclass
class Visitor:
    """One browser tab: its connection, what the page shows, and what was set.

    Attributes:
        address: of the app, "localhost:8501".
        controls: the widgets of the page, by id.
        components: what the components of the page were given, by id, as JSON.
        texts: what the Markdown of the last run said, in order.
        exceptions: what exception elements said.
        seconds: how long each answer took, in order.
        received: bytes.
        query: of the address, without "?".
        shown: the hash of the page that messages name, as the server has told it; "" until then.
    """

    address: str
    seed: int = 0
    controls: dict[str, Control] = field(default_factory=dict)
    components: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    received: int = 0
    query: str = ""
    shown: str = ""
    _page: str = ""
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _socket: Any = None
    _reader: asyncio.Task | None = None
    _polls: dict[str, asyncio.Task] = field(default_factory=dict)
    _bells: dict[str, tuple[asyncio.Task, dict[str, Any]]] = field(default_factory=dict)
    _ended: asyncio.Queue = field(default_factory=asyncio.Queue)
    _announced: set[str] = field(default_factory=set)
    _session: str = ""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def reseed(self, seed: int) -> None:
        """Move other controls from now on."""
        self._random.seed(seed)

    async def connect(self) -> Visitor:
        """Open the connection, or come back to the session that it had."""
        protocols = ["streamlit", "none", *([self._session] if self._session else [])]
        self._socket = await websockets.connect(
            f"ws://{self.address}/_stcore/stream",
            subprotocols=[websockets.Subprotocol(name) for name in protocols],
            max_size=None,
            open_timeout=MOST_SECONDS,
            ping_interval=None,
        )
        self._reader = asyncio.create_task(self._read())
        return self

    async def leave(self) -> None:
        """Close the tab."""
        for task in [*self._polls.values(), self._reader]:
            if task is not None:
                task.cancel()
        self._polls.clear()
        self._take_bells_down()
        if self._socket is not None:
            await self._socket.close()

    async def open(self, page: str, query: str = "") -> float:
        """Open a page by its address; return the seconds until it was drawn."""
        self._page, self.query, self.shown = page, query, ""
        self._states.clear()
        self.controls.clear()
        self.components.clear()
        for fragment in list(self._polls):
            self._stop_polling(fragment)
        self._take_bells_down()
        return await self.ask()

    async def move(self) -> float | None:
        """Move one of the page's controls; the seconds until it was answered, None if it has none."""
        movable = [control for control in self.controls.values() if self._can_move(control)]
        if not movable:
            return None
        control = self._random.choice(movable)
        state = self._states.get(control.proto.id) or WidgetState(id=control.proto.id)
        self._set_other(control, state)
        self._states[control.proto.id] = state
        return await self.ask(control.fragment)

    async def press(self, key: str) -> float:
        """Press the button with this key.

        Raises:
            KeyError: if the page does not show it.
        """
        button = self.control(key)
        if button.kind != "button" or button.proto.disabled:
            raise KeyError(key)
        return await self.ask(button.fragment, WidgetState(id=button.proto.id, trigger_value=True))

    def control(self, key: str) -> Control:
        """The widget with this key.

        Raises:
            KeyError: if the page does not show it.
        """
        for control in reversed(self.controls.values()):
            if control.key == key:
                return control
        raise KeyError(key)

    def component(self, key: str) -> str:
        """What the component with this key was given, as JSON.

        Raises:
            KeyError: if the page does not show it.
        """
        return self.components[self._component_id(key)]

    async def tell(self, key: str, state: dict[str, Any]) -> float:
        """Let the component with this key say something to the script.

        Raises:
            KeyError: if the page does not show it.
        """
        name = self._component_id(key)
        self._states[name] = WidgetState(id=name, json_value=json.dumps(state))
        return await self.ask()

    def _component_id(self, key: str) -> str:
        for name in self.components:
            if name.split("-", 2)[-1] == key:
                return name
        raise KeyError(key)

    async def ask(self, fragment: str = "", trigger: WidgetState | None = None) -> float:
        """Send a message as the page stands; return the seconds until it was answered."""
        while not self._ended.empty():
            self._ended.get_nowait()
        started = time.perf_counter()
        await self.send(fragment, trigger)
        await self.answered()
        self.seconds.append(time.perf_counter() - started)
        return self.seconds[-1]

    async def answered(self) -> None:
        """Wait for the end of a run."""
        await asyncio.wait_for(self._ended.get(), MOST_SECONDS)

    async def send(
        self, fragment: str = "", trigger: WidgetState | None = None, *, poll: bool = False
    ) -> None:
        """Send a message as the page stands; do not wait for the answer.

        Args:
            fragment: the part that shall run; "" for the page.
            trigger: of the button that was pressed.
            poll: whether the browser asks by itself.
        """
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.query
        asked.page_name, asked.page_script_hash = ("", self.shown) if self.shown else (self._page, "")
        asked.widget_states.widgets.extend(self._states.values())
        if trigger is not None:
            asked.widget_states.widgets.append(trigger)
        asked.fragment_id, asked.is_auto_rerun = fragment, poll
        asked.context_info.url = f"http://{self.address}/{self._page}"
        asked.context_info.color_scheme = "light"
        asked.context_info.timezone = "UTC"
        await self._socket.send(message.SerializeToString())

    async def _read(self) -> None:
        async for raw in self._socket:
            self.received += len(raw)
            message = ForwardMsg.FromString(raw)
            match message.WhichOneof("type"):
                case "new_session":
                    self._announced.clear()
                    self.texts.clear()
                    self._session = message.new_session.initialize.session_id or self._session
                case "delta":
                    self._draw(message.delta)
                case "navigation":
                    self.shown = message.navigation.page_script_hash
                case "page_info_changed":
                    self.query = message.page_info_changed.query_string
                case "auto_rerun":
                    self._poll(message.auto_rerun.fragment_id, message.auto_rerun.interval)
                case "stop_auto_rerun":
                    for fragment in message.stop_auto_rerun.fragment_ids:
                        self._stop_polling(fragment)
                case "script_finished" if message.script_finished != EARLY:
                    if message.script_finished == WHOLE:  # what still polls has said so in this run
                        for fragment in set(self._polls) - self._announced:
                            self._stop_polling(fragment)
                    self._ended.put_nowait(message.script_finished)

    def _draw(self, delta: Any) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        element: Element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.exceptions.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "markdown":
            self.texts.append(element.markdown.body)
        elif kind == "bidi_component":
            given = element.bidi_component
            self.components[given.id] = given.json or given.mixed.json
            if given.id.endswith("-_bell"):
                self._hang_bell(given.id, delta.fragment_id)
        elif kind in WIDGETS:
            control = Control(kind, getattr(element, kind), delta.fragment_id)
            self.controls[control.proto.id] = control
            if control.kind != "button" and control.proto.set_value:  # Python has set it
                self._states.pop(control.proto.id, None)

    def _poll(self, fragment: str, interval: float) -> None:
        self._stop_polling(fragment)
        self._announced.add(fragment)

        async def again() -> None:
            while True:
                await asyncio.sleep(interval)
                await self.send(fragment, poll=True)

        self._polls[fragment] = asyncio.create_task(again())

    def _stop_polling(self, fragment: str) -> None:
        if (task := self._polls.pop(fragment, None)) is not None:
            task.cancel()

    def _hang_bell(self, name: str, fragment: str) -> None:
        """Do what static/room/bell.js does: ask for a number, and let the script run if it is another one."""
        given = {**json.loads(self.components[name]), "fragment": fragment}
        if name in self._bells:
            self._bells[name][1].update(given)
            return
        connection = http.client.HTTPConnection(self.address, timeout=MOST_SECONDS)

        def ask() -> str | None:
            try:
                connection.request("GET", f"/{given['address']}")
                return connection.getresponse().read().decode()
            except (http.client.HTTPException, OSError):  # closed meanwhile, since it was silent for seconds
                connection.close()
                return None

        async def again() -> None:
            while True:
                await asyncio.sleep(given["seconds"])
                if await asyncio.to_thread(ask) not in (given["version"], None):
                    await self.send(given["fragment"])

        self._bells[name] = (asyncio.create_task(again()), given)

    def _take_bells_down(self) -> None:
        for task, _ in self._bells.values():
            task.cancel()
        self._bells.clear()

    def _can_move(self, control: Control) -> bool:
        if control.kind == "button" or control.proto.disabled or control.key.endswith(NOT_MOVED):
            return False
        if control.kind in ("selectbox", "radio", "button_group"):
            return len(control.proto.options) > 1
        return True

    def _set_other(self, control: Control, state: WidgetState) -> None:
        """Put another value into the state: a neighbour of a number, another option of several."""
        proto, pick = control.proto, self._random
        match control.kind:
            case "checkbox":
                state.bool_value = not (state.bool_value if state.HasField("bool_value") else proto.default)
            case "slider" if proto.options:
                state.string_array_value.data[:] = [pick.choice(list(proto.options))]
            case "slider":
                steps = max(1, round((proto.max - proto.min) / (proto.step or 1)))
                state.double_array_value.data[:] = [proto.min + pick.randint(0, steps) * (proto.step or 1)]
            case "number_input":
                now = state.double_value if state.HasField("double_value") else proto.default
                step = proto.step or 1
                least = proto.min if proto.has_min else now - 5 * step
                most = proto.max if proto.has_max else now + 5 * step
                state.double_value = min(most, max(least, now + pick.choice((-1, 1)) * step))
            case "button_group":
                state.string_array_value.data[:] = [_name(pick.choice(list(proto.options)))]
            case "selectbox" | "radio":
                state.string_value = pick.choice(list(proto.options))


def _name(option: Any) -> str:
    return option.content
