"""`LAYERWISE_WORKERS=0`: every page shows what is recorded, and Train says in a sentence why it is off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.ui.engine import engine

ROOT = Path(__file__).parents[1]
PAGES = sorted(ROOT.glob("pages/*/*.py"))
OFF = "Training is off on this server"


@pytest.fixture
def without_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LAYERWISE_WORKERS", "0")
    st.cache_resource.clear()  # the engine of this process knows it from its start
    yield
    assert engine().off
    st.cache_resource.clear()


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.caption, *app.markdown])


def test_every_page_is_there_and_train_says_why_it_is_off(without_workers: None) -> None:
    assert PAGES
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    for path in PAGES:
        app.switch_page(str(path)).run()
        assert not app.exception, path.stem
    app.switch_page(str(ROOT / "pages/learning/mnist.py")).run()
    assert not app.button(key="mnist.train").disabled  # what is recorded is played
    app.query_params["mnist.seed"] = "4711"
    app.run()
    app.switch_page(str(ROOT / "pages/learning/mnist.py")).run()
    app.number_input(key="mnist.seed").set_value(4712).run()
    assert app.button(key="mnist.train").disabled
    assert OFF in words(app)
    app.query_params["hidden_layers.view"] = "with_and_without"
    app.query_params["hidden_layers.dataset"] = "xor"
    app.query_params["hidden_layers.without"] = "unit"
    app.switch_page(str(ROOT / "pages/networks/hidden_layers.py")).run()
    assert not app.exception
    assert OFF in words(app)
    assert "hidden_layers.train_without" not in {button.key for button in app.button}
