"""Every page, found on the disk, as a visitor opens it; and what the web process must never load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
PAGES = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("pages/*/*.py"))


def open_app() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def test_there_are_pages() -> None:
    assert len(PAGES) >= 2


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_its_question(page: str) -> None:
    app = open_app().switch_page(page).run()
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert app.title[0].value


@pytest.mark.parametrize("page", [page for page in PAGES if not page.endswith("home.py")])
def test_a_page_answers_nonsense_in_its_address(page: str) -> None:
    app = open_app()
    app.query_params[f"{Path(page).stem}.nonsense"] = "`<b>**1**"
    app.switch_page(page).run()
    assert not app.exception
    assert "does not know" in app.warning[0].value
    assert "<b>" not in app.warning[0].value


def test_no_page_loads_keras_into_the_web_process() -> None:
    program = f"""
import sys
from streamlit.testing.v1 import AppTest
from components.training.engine import Engine
Engine.start = lambda self: self  # workers would load it, in processes of their own
for page in {PAGES!r}:
    app = AppTest.from_file({str(ROOT / "app.py")!r}, default_timeout=120).run()
    app.switch_page(page).run()
    assert not app.exception, page
loaded = {{"keras", "tensorflow", "sklearn"}} & set(sys.modules)
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=250, capture_output=True)
