"""A job of the engine that a visit waits for: ask for it, look at it again and again, leave it.

Pages differ in what they do with the result, not in how they wait for it. So this is a helper that they call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from components.concepts.plain_text import spoken
from components.training.jobs import JobView, Reply
from components.training.request import Request
from components.training.run import TrainingRun
from components.ui.engine import engine, viewer
from components.ui.kit.component import component

LOADING = "**starting**: the workers are loading Keras, which takes about ten seconds."
_status = component("kit/status")


@dataclass(frozen=True)
class Watch:
    """One place of a visit for a job; the engine has the progress, the session only the job's key.

    Attributes:
        name: of the place, with the page's stem.
    """

    name: str

    def ask(self, request: Request) -> None:
        """Have something trained, and watch it; what was watched before is not left by that."""
        self.forget()
        st.session_state[self._job] = engine().train(request, viewer())

    def join(self, request: Request) -> None:
        """Watch it if somebody has it trained already."""
        if engine().under_way(request):
            self.ask(request)

    def poll(self, take: Callable[[JobView | None], None] = lambda view: None) -> JobView | None:
        """Look at the job: its state while it is under way.

        Args:
            take: called once, with what there is to tell of a job that has just ended; None if it is lost.
        """
        key = st.session_state.get(self._job)
        if key is None:
            return None
        view = engine().view(key)
        if view is not None and not view.ended:
            return view
        del st.session_state[self._job]
        st.session_state[self._ended] = view
        take(view)
        return None

    def leave(self) -> TrainingRun | None:
        """Stop watching; the job ends if nobody else watches it.

        Returns:
            What there is of it, if others go on watching. Otherwise the job is being stopped: `poll` tells
            when it has ended, and what came of it.
        """
        key = st.session_state.get(self._job)
        left_with = engine().leave(key, viewer()) if key else None
        if left_with is not None:
            st.session_state[self._ended] = engine().view(key)
            del st.session_state[self._job]
        return left_with

    def drop(self) -> JobView | None:
        """Stop watching at once, without waiting for the end; return what there is so far."""
        key = st.session_state.pop(self._job, None)
        view = engine().view(key) if key else None
        if key:
            engine().leave(key, viewer())
        return view

    def forget(self) -> None:
        """Watch nothing, and forget how the last job ended."""
        for state in (self._job, self._ended):
            st.session_state.pop(state, None)

    @property
    def key(self) -> str | None:
        """The key of the job that is watched."""
        return st.session_state.get(self._job)

    @property
    def busy(self) -> bool:
        """Whether a job is watched that had not ended when it was looked at last."""
        return self._job in st.session_state

    @property
    def ended(self) -> JobView | None:
        """How the last job ended; None if there was none, or it is lost."""
        return st.session_state.get(self._ended)

    @property
    def _job(self) -> str:
        return f"_{self.name}.job"

    @property
    def _ended(self) -> str:
        return f"_{self.name}.ended"


def where(view: JobView, training: str, *, kept: str = "the last whole epoch is kept") -> str:
    """Where a job stands, in one line.

    Args:
        view: of the job, which has not ended.
        training: what is said while it is trained.
        kept: what stays of a job that is being stopped.
    """
    again = "started again, since its worker was lost; " if view.started_again else ""
    if view.stopping:
        return f"**stopping**: {kept}."
    if view.state == "queued" and engine().problem:
        return f"**queued**: {engine().problem}"
    if view.state == "queued" and not engine().ready:
        return LOADING.replace(": ", f": {again}", 1)
    if view.state == "queued":
        starts = f"starts in about {view.wait:.0f} s" if view.wait >= 1 else "starts next"
        return f"**queued**: place {view.place}, {starts}. {again}".strip()
    if view.state == "starting":
        return f"**starting**: {again}the network is being built and compiled."
    return f"{training} {again}".strip()


def expected(seconds: float, wait: float, *, most: bool = False) -> str:
    """How long something will take, and when it starts: "starts in about 4 s, takes about 12 s"."""
    starts = f"starts in about {wait:.0f} s, " if wait >= 1 else ""
    return f"{starts}takes {'at most ' if most else ''}about {max(seconds, 1):.0f} s"


def say(
    sentence: str, key: str, *, width: Literal["stretch", "content"] = "stretch", quiet: bool = False
) -> None:
    """Say where something stands, aloud where a screen reader runs; bold is the only markup.

    Args:
        sentence: what is said.
        key: of the place, in which only the words change.
        width: of the place.
        quiet: it changes too often to be read out.
    """
    _status(key=key, data={"text": sentence, "quiet": quiet}, width=width)


def say_aloud(sentence: str, key: str) -> None:
    """Tell screen readers what stands on the page already, as Markdown; drawn with "" before it is known."""
    _status(key=key, data={"text": spoken(sentence), "heard": True})


def again_and_again(draw: Callable[..., Any], *, seconds: float, busy: bool) -> Callable[..., Any]:
    """A part of the page that runs alone, every so many seconds while something is under way."""
    return st.fragment(draw, run_every=seconds if busy else None)


def wait_for_replies(replies: Callable[[], list[Reply]], words: str) -> None:
    """Say that small tasks are under way; the page runs again as soon as one of them is done."""

    def look() -> None:
        if all(reply.state == "pending" for reply in replies()):
            st.caption(words)
        else:
            st.rerun()

    again_and_again(look, seconds=1.0, busy=True)()
