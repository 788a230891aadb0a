"""The parts of the typeface have the letters that the app declares; our own words need the first alone."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
_SPEC = importlib.util.spec_from_file_location("make_fonts", ROOT / "fonts/make.py")
fonts = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(fonts)
MOST_BYTES = 40_000  # of what every page fetches, for each weight
SHOWN = ("components/text/en/*.md", "components/charts/*.py", "components/ui/**/*.py", "static/**/*.js")
TEXTS = [path for pattern in SHOWN for path in ROOT.glob(pattern)]


def _has(path: Path) -> set[int]:
    return set(TTFont(path).getBestCmap())


@pytest.mark.parametrize("face", fonts.faces(), ids=lambda face: Path(face["url"]).stem)
def test_a_part_has_the_letters_that_the_app_declares(face: dict) -> None:
    path = ROOT / "static" / Path(face["url"]).name
    weight = path.name.partition("-")[2].partition(".")[0]
    whole = _has(ROOT / f"fonts/Pretendard-{weight}.subset.woff2")
    assert _has(path) == whole & fonts.characters(face["unicodeRange"])
    if "latin" in path.name:
        assert path.stat().st_size < MOST_BYTES
        assert "Layerwise Sans" in TTFont(path)["name"].getDebugName(4)


def test_our_own_words_need_the_first_part_alone() -> None:
    first, second = (fonts.characters(face["unicodeRange"]) for face in fonts.faces()[:2])
    assert not first & second
    assert ord("가") in second
    words = {ord(letter) for path in TEXTS for letter in path.read_text(encoding="utf-8")}
    assert len(words) > 100
    assert not {chr(code) for code in words & second}
