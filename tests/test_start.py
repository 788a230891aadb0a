"""What starts the app, and what has to agree with it: settings, container, version."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path

import pytest
import yaml
from streamlit import config

import start
from components.training.version import VERSION

ROOT = Path(__file__).parents[1]


def test_streamlit_knows_every_setting_that_is_handed_to_it() -> None:
    settings = start.configuration()
    assert settings["server.fileWatcherType"] == "none"
    assert settings["theme.dark.backgroundColor"].startswith("#")
    assert {face["weight"] for face in settings["theme.fontFaces"]} == {400, 600, 700}
    assert not settings.keys() - config._config_options_template.keys()


def test_a_port_in_use_is_said_before_anything_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr("sys.argv", ["layerwise", "--port", str(port)])
        with pytest.raises(SystemExit, match=f"Port {port} is in use"):
            start.main()


def test_the_version_has_one_value() -> None:
    assert f"version: {VERSION}\n" in (ROOT / "CITATION.cff").read_text()
    assert re.search(rf"^## {re.escape(VERSION)}$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)


def test_the_container_has_what_the_wheel_has() -> None:
    wheel = re.search(r"wheel\]\nonly-include = (\[.*?\])", (ROOT / "pyproject.toml").read_text(), re.DOTALL)
    carried = {name.split("/")[0] for name in json.loads(wheel[1])}
    copies = re.findall(r"^COPY (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    copied = {name.rstrip("/") for line in copies for name in line.split()}
    assert carried <= copied
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    allowed = {line[1:].split("/")[0] for line in ignore if line.startswith("!")}
    assert {name for name in copied if (ROOT / name).exists() and name != "."} <= allowed


def test_the_containers_fit_together() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    port = services["scheduler"]["command"][-1]
    address = services["app"]["environment"]["DASK_SCHEDULER_ADDRESS"]
    assert address == f"tcp://scheduler:{port}"
    assert address in services["worker"]["command"]
    assert "components.training.worker_preload" in services["worker"]["command"]
    assert "ports" not in services["scheduler"]  # whoever reaches it can run code on it


def test_the_files_to_double_click_have_the_line_ends_of_their_systems() -> None:
    windows = (ROOT / "start.bat").read_bytes()
    assert windows.count(b"\r\n") == windows.count(b"\n") > 20
    assert b"\r" not in (ROOT / "start.command").read_bytes()
    assert (ROOT / "start.command").stat().st_mode & 0o100
