"""A visitor's file, step one: from bytes to text, in the encoding that its letters speak for."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"PAR1")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
LABELS = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp949": "CP949", "cp1252": "Windows-1252"}


class CsvError(ValueError):
    """A file that cannot be used; the sentence says why, and is safe to show as Markdown."""


def decode(content: bytes) -> tuple[str, str]:
    """Turn bytes into text.

    Returns:
        The text, and the name of its codec, a key in `LABELS`.

    Raises:
        CsvError: for nothing, for what is no text, and for text that is no table.
    """
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise CsvError("The file is empty; expected a table with a header and rows.")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    elif b"\x00" in content or content.startswith(_OTHER_FILES):
        raise CsvError("The file is binary, perhaps an image or an archive; expected a CSV or a workbook.")
    else:
        codec = _codec(content)
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        tried = "UTF-16" if codec == "utf-16" else "UTF-8, CP949 nor Windows-1252"
        is_no = "is no" if codec == "utf-16" else "is neither"
        raise CsvError(f"Line {line} {is_no} {tried} text; save the file as “CSV UTF-8”.") from None
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise CsvError(
            f"Line {line} has control characters, as binary files do; expected a CSV, which is text."
        )
    if re.match(r"\s*(?:<!doctype|<html|<\?xml|\{|\[\s*[\[{])", text, re.IGNORECASE):
        raise CsvError("The file is a web page, XML or JSON, not a table; expected a CSV with a header.")
    return text, codec


def _codec(content: bytes) -> str:
    """UTF-8 if it is that; else CP949 or Windows-1252, by what the letters are."""
    try:
        content.decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        pass
    try:
        korean = content.decode("cp949")
    except UnicodeDecodeError:
        return "cp1252"
    # The two bytes of a common Hangul syllable are both beyond ASCII. Latin letters with accents stand among
    # ASCII ones; taken in pairs they give Chinese characters or syllables that no word has.
    pairs = [letter for letter in korean if not letter.isascii()]
    common = sum("가" <= letter <= "힣" and min(letter.encode("cp949")) >= 0xA1 for letter in pairs)
    if common >= 0.9 * len(pairs):
        return "cp949"
    if common < 0.5 * len(pairs):
        return "cp1252"
    found = from_bytes(content, cp_isolation=["cp949", "cp1252"]).best()
    return found.encoding if found is not None else "cp1252"
