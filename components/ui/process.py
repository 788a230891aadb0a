"""What the web process takes of the machine: memory that is given back, and one thread for matrices."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import pkgutil
import sys

import streamlit as st
from threadpoolctl import threadpool_limits

from components import charts, ui
from components.ui.streamlit_mends import mend_streamlit

importlib.import_module("pandas")  # whole, before Plotly looks at what there is of it

# Names of <malloc.h>. An array of a megabyte has pages of its own, which go back to the system when it is
# freed. Left to itself, glibc raises the limit to 32 MB with the first such array: then images, hidden layers
# and weights share a heap with what stays, and the process never shrinks.
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
LARGE = 2**20  # bytes
# Everything that a script sends wakes the server's thread, and for that lets go of Python's lock; it gets it
# back when the thread that has it is asked for it, by default after 5 ms. A page sends a hundred things.
SWITCH_SECONDS = 0.0005
ARENAS = 2  # heaps; otherwise up to eight a core, one for nearly every thread that runs a script


@st.cache_resource(show_spinner=False)
def prepare() -> None:
    """Make the process ready for pages, once: serve.py does it, or else the first visitor's script.

    Everything that a page imports is imported here, in one thread. Plotly looks into `sys.modules` for what
    it may be given; while another thread was still importing pandas it found half of it, and a class that
    opened a fresh server was shown errors.
    """
    be_modest()
    mend_streamlit()
    sys.setswitchinterval(SWITCH_SECONDS)
    for package in (charts, ui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    importlib.import_module("pandas.io.formats.style")  # a table with formats asks for it while it is drawn
    gc.collect()
    gc.freeze()  # what is imported stays: the collector need not go through it again and again


def be_modest() -> None:
    """Set limits for this process.

    NumPy's threads wait for each other by spinning. Where the cores are busy with workers, 150 small matrix
    products took 6.5 s with two threads and 0.3 s with one.
    """
    threadpool_limits(1, user_api="blas")
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # another C library than glibc
            libc = ctypes.CDLL("libc.so.6")
            libc.mallopt(_M_ARENA_MAX, ARENAS)
            libc.mallopt(_M_MMAP_THRESHOLD, LARGE)
