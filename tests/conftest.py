"""Every test runs offline, with a run store and workers of its own."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
import plotly.io
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test, local_script_runner
from xdist.scheduler import LoadScopeScheduling

from components.charts.figure import Figure
from tests.browser import server
from tests.keras_child import InKeras, keras_child, plain_child

ROOT = Path(__file__).parents[1]
os.environ["LAYERWISE_RUNS"] = tempfile.mkdtemp(prefix="layerwise-test-runs-")  # of this process alone
os.environ.setdefault("LAYERWISE_WORKERS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # both cores test: threads that wait for each other cost a third
os.environ.pop("DASK_SCHEDULER_ADDRESS", None)

# Each AppTest looks through all installed packages for components: three quarters of what it costs. And each
# compiles the scripts anew.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
local_script_runner.ScriptCache = app_test.ScriptCache = cache(ScriptCache)

_checked, _to_dict = Figure.checked, Figure.to_dict


def _as_plotly_sends(figure: Figure) -> go.Figure:
    own = _checked(figure)
    sent, wanted = (plotly.io.to_json(each, validate=False) for each in (_to_dict(figure), own))
    assert sent == wanted or json.loads(sent) == json.loads(wanted), "Plotly would send another figure"
    return own


# The app draws unchecked figures; here Plotly checks every one that is drawn or looked into.
Figure.checked = _as_plotly_sends
Figure.to_dict = lambda figure: figure.checked() and _to_dict(figure)

SHARE = ("keras", "trains")  # marks of files that share the process with Keras, and the workers of the app
# And folders of tests, in the order in which they begin: those of the engine wait for most of their time, and
# would be waited for if they came last.
KINDS = (*SHARE, "training", "browser", "ui")
# The browser's files of more than 20 s of a processor, most first; the others follow by their size.
LONGEST = tuple(
    f"tests/browser/test_{name}.py"
    for name in (
        *("accessibility", "mnist", "address", "hidden_layers", "classroom", "tabular", "plans"),
        *("mnist_inside", "activations", "tabular_own", "parameters", "hidden_layers_picture"),
    )
)


class _ByFile(LoadScopeScheduling):
    """Deals out whole files; those of one shared thing go to one process, and wait for each other there."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((mark for mark in SHARE if _is_marked(file, mark)), file)


@cache
def _is_marked(file: str, mark: str) -> bool:
    return f"pytest.mark.{mark}" in (ROOT / file).read_text()


def pytest_configure(config: pytest.Config) -> None:
    """Let the processes of the browser tests share an app."""
    if not hasattr(config, "workerinput"):
        server.prepare_to_share()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the app that they shared."""
    if not hasattr(config, "workerinput"):
        server.end_shared_app()


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _ByFile:
    """Group by what tests share; the marker of pytest-xdist 3.8 for this does nothing under pytest 9.2."""
    config.option.loadscopereorder = False  # what has most cases is not what takes longest
    return _ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser; begin with the files that take longest: all processes end together."""
    for item in items:
        if item.path.is_relative_to(ROOT / "tests/browser"):
            item.add_marker("browser")
    items.sort(key=_begins_early)


def _begins_early(item: pytest.Item) -> tuple[int, int, int, str]:
    file = item.path.relative_to(ROOT).as_posix()
    kind = next((mark for mark in SHARE if _is_marked(file, mark)), file.split("/")[1])
    place = LONGEST.index(file) if file in LONGEST else len(LONGEST)
    return KINDS.index(kind) if kind in KINDS else len(KINDS), place, -item.path.stat().st_size, file


@pytest.fixture(scope="session", autouse=True)
def idle_engine() -> None:
    """Pages drawn here queue what they train, and no worker comes: each process would load Keras."""
    from components.training.engine import Engine
    from components.ui import engine

    class Idle(Engine):
        def start(self) -> Engine:
            return self

    engine.Engine = Idle


@pytest.fixture(scope="session")
def in_keras() -> Iterator[InKeras]:
    """Calls a function in the one process with Keras that all tests ask."""
    with keras_child() as call:
        yield call


@pytest.fixture(scope="session")
def in_notebook() -> Iterator[InKeras]:
    """Calls a function in a plain process, where exported code runs as it does at a visitor's."""
    with plain_child() as call:
        yield call


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
