"""Closes a dialog that Streamlit opens by mistake on the first visit to a fresh server.

Beside app.py there is a folder `pages/`, so until the first `st.navigation` has run Streamlit looks for
pages the old way, does not find ours (they stand one level down), and tells the first visitors who came by
a deep link "Page not found", although app.py then shows the page that was asked for. serve.py forestalls
it (`streamlit_mends`); with `streamlit run app.py` that is too late for the first visitors.
"""

from __future__ import annotations

import time

import streamlit as st

FRESH_SECONDS = 60.0  # after the first run of a process
FIRST_SECONDS = 15.0  # of a visit

_close_dialog = st.components.v2.component(
    "layerwise_first_visit",
    js="""export default function ({ data }) {
  if (!window.location.pathname.endsWith(`/${data.page}`)) return;
  const close = () => {
    for (const dialog of document.querySelectorAll('[role="dialog"]')) {
      if (dialog.textContent.includes("Page not found")) dialog.querySelector("button")?.click();
    }
  };
  close();
  const watching = new MutationObserver(close);
  watching.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watching.disconnect(), 5000);
  return () => watching.disconnect();
}
""",
)


@st.cache_resource(show_spinner=False)
def _first_run() -> float:
    return time.monotonic()


def close_mistaken_dialog(url_path: str) -> None:
    """While the server is fresh, close the dialog in everybody's first moments.

    A class that opens its links on a fresh server, or comes back after a restart, comes in the same second:
    more than one of them is told the mistake. It is closed provided that the address is the page's own.
    """
    now = time.monotonic()
    came = st.session_state.setdefault("_first_visit", now)
    if url_path and came < _first_run() + FRESH_SECONDS and now < came + FIRST_SECONDS:
        st.html("<style>div:has(> .st-key-first_visit) { position: absolute; }</style>")  # takes no room
        with st.container(key="first_visit"):
            _close_dialog(key="_first_visit.dialog", data={"page": url_path}, height=1)
