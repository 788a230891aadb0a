"""Closes a dialog that Streamlit opens by mistake on the first visit to a fresh server.

Beside app.py there is a folder `pages/`, so until the first `st.navigation` has run Streamlit looks for
pages the old way, does not find ours (they stand one level down), and tells the first visitor who came by
a deep link "Page not found", although app.py then shows the page that was asked for.
"""

from __future__ import annotations

import streamlit as st

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


@st.cache_resource
def _visits() -> list[str]:
    return []


def close_mistaken_dialog(url_path: str) -> None:
    """On the first run of a fresh server, close the dialog, provided that the address is the page's own."""
    visits = _visits()
    if not visits:
        st.session_state["_first_visit"] = True
        visits.append(url_path)
    if st.session_state.get("_first_visit") and url_path:
        st.html("<style>div:has(> .st-key-first_visit) { position: absolute; }</style>")  # takes no room
        with st.container(key="first_visit"):
            _close_dialog(key="_first_visit.dialog", data={"page": url_path}, height=1)
