"""A JSON object read a piece at a time, with the bytes where each piece lies: a file of any size in a few megabytes."""

import codecs
import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_CHUNK = 1 << 20
_LONGEST = 1 << 26
"""A piece of more bytes than these is damage, such as a quote that nothing closes."""
_SPACE = " \t\n\r"
_AFTER = (*_SPACE, ",", ":", "]", "}")
_scan = json.JSONDecoder().raw_decode


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One value."""

    value: Any
    start: int
    """Its first byte in the file."""
    length: int
    """In bytes."""


def members(path: Path) -> Generator[tuple[str, Any]]:
    """The members of the object in a UTF-8 file, in its order; a list comes as an iterator of `Piece`.

    A list that is not read to its end before the next member is asked for is read, and checked, all the same.

    Raises:
        OSError: the file cannot be read.
        TypeError: JSON, but not an object.
        ValueError: not JSON, cut short, not UTF-8, or a piece of more than 64 MB.
    """
    with path.open("rb") as file:
        window = _Window(file)
        if window.peek() != "{":
            window.value()
            raise TypeError("it is not a JSON object")
        window.skip("{")
        for _ in _elements(window, "}"):
            if window.peek() != '"':
                raise window.wrong("a name in quotes")
            name = window.value().value
            window.skip(":")
            if window.peek() == "[":
                pieces = _pieces(window)
                yield name, pieces
                for _ in pieces:
                    pass
            else:
                yield name, window.value().value
        if window.peek():
            raise window.wrong("the end")


def _pieces(window: "_Window") -> Iterator[Piece]:
    window.skip("[")
    for _ in _elements(window, "]"):
        yield window.value()


def _elements(window: "_Window", close: str) -> Iterator[None]:
    """Once before each element; commas, and `close`, are passed."""
    if window.peek() != close:
        yield
        while window.peek() != close:
            window.skip(",")
            yield
    window.skip(close)


class _Window:
    """The part of a file that is being looked at. Bytes are read as Latin-1, so that a place in the text is a byte."""

    def __init__(self, file: BinaryIO) -> None:
        encoding = json.detect_encoding(file.read(4))
        if encoding not in ("utf-8", "utf-8-sig"):
            raise ValueError(f"it is in {encoding}; save it as UTF-8")
        self._file = file
        self._start = len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0
        """Of the text, in the file."""
        self._text = ""
        self._at = 0
        file.seek(self._start)

    def peek(self) -> str:
        """The next character that is no white space, not passed; empty at the end of the file."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def skip(self, expected: str) -> None:
        """Pass a character that has to come now. Raises: ValueError: another one comes."""
        if self.peek() != expected:
            raise self.wrong(repr(expected))
        self._at += 1

    def wrong(self, expected: str) -> ValueError:
        return ValueError(f"{expected} should come at byte {self._start + self._at}")

    def value(self) -> Piece:
        """The next value, passed. Raises: ValueError: there is none."""
        self.peek()
        while True:
            try:
                value, end = _scan(self._text, self._at)
            except json.JSONDecodeError as error:  # wrong, or it goes on beyond the window
                if not self._more():
                    raise ValueError(f"{error.msg} at byte {self._start + error.pos}") from error
                continue
            # "1" may be the beginning of "1.5e3": a number ends where something else begins.
            if self._text[end : end + 1] in _AFTER or not self._more():
                break
        if not self._text.isascii():
            value = json.loads(self._text[self._at : end].encode("latin-1").decode("utf-8"))
        piece = Piece(value=value, start=self._start + self._at, length=end - self._at)
        self._at = end
        return piece

    def _more(self) -> bool:
        """Move the window on, and widen it where one piece fills it; False at the end of the file."""
        rest = self._text[self._at :]
        if len(rest) > _LONGEST:
            raise ValueError(f"what begins at byte {self._start + self._at} does not end within {_LONGEST >> 20} MB")
        chunk = self._file.read(max(_CHUNK, len(rest)))
        if chunk:
            self._start, self._at, self._text = self._start + self._at, 0, rest + chunk.decode("latin-1")
        return bool(chunk)
