"""The wheel in an environment of its own: what is in it, that it starts, that its pages open, that it trains.

It installs all that the app needs, so it takes minutes: `make package-test`, not `make test`.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from components.training.version import VERSION
from tests.browser.conftest import settle
from tests.browser.test_mnist import QUICK, open_mnist, press
from tests.training.conditions import wait_for

pytestmark = [pytest.mark.package, pytest.mark.browser, pytest.mark.timeout(1800)]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
    subprocess.run(build, check=True, timeout=300)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of an app that was installed from the wheel, and what it has printed."""
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    began = time.monotonic()
    pip = [folder / "venv/bin/pip", "install", "--quiet", wheel]
    if uv := shutil.which("uv"):  # seconds instead of minutes
        pip = [
            uv,
            "pip",
            "install",
            "--quiet",
            "--compile-bytecode",
            "--python",
            folder / "venv/bin/python",
            wheel,
        ]
    subprocess.run(pip, check=True, timeout=1500)
    print(f"installed in {time.monotonic() - began:.0f} s")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    output = folder / "output.txt"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    began = time.monotonic()
    with output.open("w") as file:
        server = subprocess.Popen(
            [folder / "venv/bin/layerwise", "--port", str(port), "--workers", "1"],
            cwd=folder,  # not the project: everything has to come from the wheel
            env=environment | {"LAYERWISE_RUNS": str(folder / "runs")},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        wait_for(lambda: "Ctrl+C" in output.read_text(), what="the app", seconds=120)
        print(f"ready in {time.monotonic() - began:.1f} s")
        yield f"http://localhost:{port}", output
        server.terminate()
        assert server.wait(20) is not None


def test_the_wheel_has_one_folder_at_its_top_and_the_pins_of_requirements(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(f"layerwise-{VERSION}.dist-info/METADATA").decode()
    assert {name.split("/")[0] for name in names} == {"layerwise", f"layerwise-{VERSION}.dist-info"}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    carried = re.compile(r"(app\.py|serve\.py|start\.py|components/|pages/|static/|\.streamlit/config\.toml)")
    expected = {f"layerwise/{name}" for name in tracked.splitlines() if carried.match(name)}
    assert expected
    assert expected <= set(names)
    pins = re.findall(r"^([a-z-]+==[0-9.]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert len(pins) > 8
    assert not [pin for pin in pins if f"Requires-Dist: {pin}" not in metadata]


def test_the_installed_app_starts_opens_its_pages_and_trains(
    installed: tuple[str, Path],
    page: Page,
) -> None:
    url, output = installed
    printed = output.read_text()
    assert printed.startswith("Layerwise: loading")
    assert url in printed
    page.goto(f"{url}/hidden_layers")
    settle(page)
    expect(page.get_by_test_id("network-score")).to_contain_text("accuracy")
    font = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "Pretendard" in font  # config.toml came along
    open_mnist(page, url, f"{QUICK}&mnist.epochs=3&mnist.seed=77")
    press(page, "train")
    expect(page.get_by_text("Trained here: 16, 1,000 rows")).to_be_visible(timeout=180_000)
    assert "Traceback" not in output.read_text()
