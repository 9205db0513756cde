"""The frame of an HTML page, and a reliability plot as SVG. No script or style comes from anywhere else."""

from collections.abc import Sequence

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: #222 }}
table {{ border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto }}
td, th {{ border-bottom: 1px solid #ddd; padding: .25rem .6rem; text-align: left; white-space: nowrap }}
th {{ cursor: pointer; background: #f4f4f4 }}
td img {{ cursor: zoom-in }} td img.large {{ width: 60rem; max-width: 90vw; cursor: zoom-out; image-rendering: pixelated }}
figure {{ display: inline-block; margin: .3rem }} figcaption {{ font-size: 12px; max-width: 336px; overflow-wrap: anywhere }}
</style></head><body><h1>{title}</h1>
{body}
<script>
document.querySelectorAll("table.sortable th").forEach((th) => th.addEventListener("click", () => {{
  const body = th.closest("table").tBodies[0], column = th.cellIndex;
  const down = th.dataset.down = th.dataset.down === "1" ? "" : "1";
  const value = (row) => row.cells[column].textContent;
  const order = (a, b) => value(a).localeCompare(value(b), "en", {{numeric: false}});
  const number = (a, b) => Number(value(a) || -Infinity) - Number(value(b) || -Infinity);
  const rows = [...body.rows], numeric = rows.every((row) => !Number.isNaN(Number(value(row))));
  rows.sort(numeric ? number : order);
  if (down) rows.reverse();
  body.append(...rows);
}}));
document.querySelectorAll("td img").forEach((img) => img.addEventListener("click", () => img.classList.toggle("large")));
document.querySelector("#only")?.addEventListener("input", (event) => {{
  const words = event.target.value.toLowerCase();
  document.querySelectorAll("table.sortable tbody tr").forEach((row) => {{
    row.hidden = !row.textContent.toLowerCase().includes(words);
  }});
}});
</script></body></html>
"""
_SIDE = 180


def reliability_svg(points: Sequence[dict[str, float]]) -> str:
    """Confidence across, share right upwards; on the diagonal the model is as sure as it may be.

    Args:
        points: of `summary.reliability`: `count`, `confidence` and `right`, the last two 0 to 1.
    """
    total = sum(point["count"] for point in points) or 1.0
    dots = "".join(
        f'<circle cx="{point["confidence"] * _SIDE:.1f}" cy="{(1 - point["right"]) * _SIDE:.1f}" '
        f'r="{2 + 8 * (point["count"] / total) ** 0.5:.1f}" fill="#36c" fill-opacity=".7"/>'
        for point in points
    )
    return (
        f'<svg viewBox="-12 -12 {_SIDE + 24} {_SIDE + 24}" width="{_SIDE + 24}" role="img" aria-label="reliability plot">'
        f'<rect width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>'
        f'<line x1="0" y1="{_SIDE}" x2="{_SIDE}" y2="0" stroke="#999" stroke-dasharray="4"/>{dots}</svg>'
    )
