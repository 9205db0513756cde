"""A page as a list of blocks, written twice: as Markdown for repositories, as HTML for browsers."""

import base64
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:#18181b}"
    "table{border-collapse:collapse;margin:.5rem 0 1.5rem}th,td{padding:.25rem .8rem .25rem 0;text-align:left;"
    "border-bottom:1px solid #dedee4;vertical-align:top;overflow-wrap:anywhere}img{max-width:100%}"
    ".number{text-align:right;font-variant-numeric:tabular-nums}code,pre{background:#f4f4f5}"
    "code{padding:0 .25rem}pre{padding:1rem;overflow:auto}"
)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A title; level 1 is the page's."""

    level: int
    text: str

    def markdown(self) -> str:
        return f"{'#' * self.level} {self.text}"

    def html(self) -> str:
        return f"<h{self.level}>{html.escape(self.text)}</h{self.level}>"


@dataclass(frozen=True, kw_only=True)
class Text:
    """A paragraph of plain words, `code` in backquotes among them."""

    text: str

    def markdown(self) -> str:
        return self.text

    def html(self) -> str:
        marked = re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(self.text))
        return f"<p>{marked}</p>"


@dataclass(frozen=True, kw_only=True)
class Code:
    """Something to read letter by letter."""

    text: str

    def markdown(self) -> str:
        return f"```\n{self.text}\n```"

    def html(self) -> str:
        return f"<pre>{html.escape(self.text)}</pre>"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A JPEG: beside the Markdown file, inside the HTML one."""

    name: str
    about: str
    jpeg: bytes

    def markdown(self) -> str:
        return f"![{self.about}]({self.name})"

    def html(self) -> str:
        data = base64.b64encode(self.jpeg).decode("ascii")
        return f'<img alt="{html.escape(self.about)}" src="data:image/jpeg;base64,{data}">'


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows below their heads; where only some are shown, `total` says how many there are."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    total: int = 0

    def markdown(self) -> str:
        lines = ["| " + " | ".join(self.heads) + " |", "|" + "---|" * len(self.heads)]
        lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in self.rows]
        more = self._more()
        return "\n".join(lines) + (f"\n\n{more}" if more else "")

    def html(self) -> str:
        marks = [' class="number"' if _numbers(column) else "" for column in zip(*self.rows, strict=True)]
        lines = [_tags("th", self.heads, marks), *(_tags("td", row, marks) for row in self.rows)]
        more = self._more()
        return f"<table>{''.join(lines)}</table>" + (f"<p>{more}</p>" if more else "")

    def _more(self) -> str:
        return f"... and {self.total - len(self.rows)} more" if self.total > len(self.rows) else ""


Block = Heading | Text | Code | Picture | Table


def to_markdown(blocks: Sequence[Block]) -> str:
    return "\n\n".join(block.markdown() for block in blocks) + "\n"


def to_html(blocks: Sequence[Block], title: str) -> str:
    """One whole page that needs no other file."""
    screen = '<meta name="viewport" content="width=device-width, initial-scale=1">'  # else a phone shows it tiny
    head = f'<meta charset="utf-8">{screen}<title>{html.escape(title)}</title><style>{_STYLE}</style>'
    body = "\n".join(block.html() for block in blocks)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _tags(name: str, values: Sequence[object], marks: Sequence[str]) -> str:
    """One line of a table. A table without rows has no `marks`."""
    marked = zip_longest(values, marks, fillvalue="")
    return f"<tr>{''.join(f'<{name}{mark}>{html.escape(str(value))}</{name}>' for value, mark in marked)}</tr>"


def _numbers(column: Sequence[object]) -> bool:
    return all(re.fullmatch(r"[-+]?[\d.]+", str(value)) for value in column)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")
