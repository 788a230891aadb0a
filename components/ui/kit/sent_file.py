"""Files for the browser that are too large to be sent with every run: weights, above all.

A component is given an address and fetches the file once (`kit.file` in kit.js). Streamlit keeps it as long
as a visit that was given the address is open, so memory is bounded by what is being looked at. The address
is a digest of the content: whoever has not been given it cannot guess it.
"""

from __future__ import annotations

from streamlit import runtime


def sent_file(content: bytes, place: str) -> str:
    """Keep a file for the browser.

    Args:
        content: of the file.
        place: of the page; another file in the same place takes over for this visit.

    Returns:
        Its address, relative to the app's: "media/....bin".
    """
    media = runtime.get_instance().media_file_mgr
    return media.add(content, "application/octet-stream", place).lstrip("/")
