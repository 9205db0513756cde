"""What a person looks at: the blocks of a page, and words in a cell of the sheet."""

import pytest

from instructcv.pairs import sheet
from instructcv.pairs._blocks import Block, Heading, Table, Text, to_html, to_markdown


@pytest.mark.parametrize(
    ("why", "block", "markup"),
    [
        ("nothing to mark", Text(text="plain"), "<p>plain</p>"),
        (
            "code, and what would be markup",
            Text(text="`a < b` or `c`"),
            "<p><code>a &lt; b</code> or <code>c</code></p>",
        ),
        ("one backquote", Text(text="a ` b"), "<p>a ` b</p>"),
        ("a table without rows", Table(heads=("a", "b"), rows=[]), "<table><tr><th>a</th><th>b</th></tr></table>"),
        (
            "numbers on the right, below their head",
            Table(heads=("a", "n"), rows=[("x", 3), ("1", "-0.50")]),
            '<table><tr><th>a</th><th class="number">n</th></tr><tr><td>x</td><td class="number">3</td></tr>'
            '<tr><td>1</td><td class="number">-0.50</td></tr></table>',
        ),
        (
            "more than is shown",
            Table(heads=("a",), rows=[("x",)], total=3),
            "<table><tr><th>a</th></tr><tr><td>x</td></tr></table><p>... and 2 more</p>",
        ),
    ],
)
def test_a_block_in_a_browser(why: str, block: Block, markup: str) -> None:
    assert block.html() == markup, why


def test_a_page_fits_a_phone_and_keeps_its_markdown() -> None:
    blocks = [Heading(level=1, text="a & b"), Text(text="`x`")]
    page = to_html(blocks, "a & b")
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "<title>a &amp; b</title>" in page and "<h1>a &amp; b</h1>" in page
    assert to_markdown(blocks) == "# a & b\n\n`x`\n"


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("nothing", ""),
        ("short", "segment the dog"),
        ("two lines", "segment the dog and the cat, and the sofa that they are on"),
        ("a name wider than the cell", "oxford_pet/american_pit_bull_terrier_and_a_name_without_end_115 follows"),
    ],
)
def test_no_letter_of_a_text_is_lost(why: str, text: str) -> None:
    lines = sheet.wrapped(text, lines=5)
    assert "".join(lines).replace(" ", "") == text.replace(" ", ""), why
    assert all(sheet.width_px(line) <= sheet.CELL_PX for line in lines)


def test_a_text_that_goes_on_ends_in_dots() -> None:
    lines = sheet.wrapped("word " * 100, lines=3)
    assert len(lines) == 3 and lines[-1].endswith("...")
