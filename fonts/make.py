"""Divides the typeface into what every page needs and what Korean needs: `make fonts`.

What is in which file says `unicodeRange` in .streamlit/config.toml. A browser fetches a file only when a page
has a letter of it, so a first visit costs 29 kB a weight instead of 270.

A part is a modified version, which the licence wants under another name than Pretendard: inside, it is NAME.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
NAME = "Layerwise Sans"
FULL, POSTSCRIPT, FAMILY = (1, 3, 4), 6, 16  # numbers of the names in a font
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "calt", "case", "tnum", "pnum", "subs", "sups", "frac"]


def faces() -> list[dict]:
    """The parts, as the app declares them."""
    return tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"]["fontFaces"]


def characters(unicode_range: str) -> set[int]:
    """The characters that CSS calls "U+20-7E, U+A1"."""
    found: set[int] = set()
    for part in unicode_range.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def make(face: dict) -> Path:
    """Write one part to static/."""
    path = ROOT / "static" / Path(face["url"]).name
    weight = path.name.partition("-")[2].partition(".")[0]
    font = TTFont(ROOT / f"fonts/Pretendard-{weight}.subset.woff2")
    subset = Subsetter(Options(layout_features=FEATURES, hinting=False, recalc_timestamp=False))
    subset.populate(unicodes=characters(face["unicodeRange"]))
    subset.subset(font)
    for record in font["name"].names:
        if record.nameID in (*FULL, POSTSCRIPT, FAMILY):
            name = NAME.replace(" ", "") if record.nameID == POSTSCRIPT else NAME
            record.string = re.sub("Pretendard", name, record.toUnicode())
    font.flavor = "woff2"
    font.save(path)
    return path


if __name__ == "__main__":
    for made in map(make, faces()):
        print(f"{made.name:28} {made.stat().st_size / 1000:6.1f} kB")
