"""The trend of a learner's hours as a picture, with the same said in words."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from graphs.progress.status import TrendWeek

DONE, PLANNED, GRID, INK = "#0f6b52", "#8a8c83", "#e6e2d6", "#1c1d19"
SIZE = (8.0, 3.8)
DPI = 144


@dataclass(frozen=True)
class Chart:
    """One picture in both forms."""

    svg: str
    png: bytes
    alt: str


def trend_words(weeks: Sequence[TrendWeek]) -> str:
    """The chart for those who do not see it."""
    begun = [each for each in weeks if each.done_so_far is not None]
    if not begun:
        return "Hours planned and done: no week of the plan has begun yet."
    last = begun[-1]
    rows = "; ".join(f"week {each.number}: {each.planned:g} planned, {each.done:g} done" for each in begun)
    return (
        f"Hours planned and done, added up. By the end of week {last.number} of {len(weeks)}, {last.planned_so_far:g} "
        f"hours are planned and {last.done_so_far:g} are done. By week: {rows}."
    )


def trend_chart(weeks: Sequence[TrendWeek]) -> Chart:
    """Hours planned and hours done, added up week by week; what is done ends with the present week."""
    from matplotlib.figure import Figure

    # No settings of the whole process are changed here: other charts may be drawn at the same time.
    figure = Figure(figsize=SIZE, facecolor="#ffffff", layout="constrained")
    _draw(figure, weeks)
    svg, png = io.BytesIO(), io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    figure.savefig(png, format="png", dpi=DPI, metadata={"Software": None})
    alt = trend_words(weeks)
    return Chart(_with_words(svg.getvalue().decode(), alt), png.getvalue(), alt)


def _draw(figure: Figure, weeks: Sequence[TrendWeek]) -> None:
    axes = figure.add_subplot()
    begun = [each for each in weeks if each.done_so_far is not None]
    numbers = [each.number for each in weeks] or [1]
    axes.plot(numbers, [each.planned_so_far for each in weeks] or [0], color=PLANNED, linewidth=2, label="Planned")
    axes.plot(
        [each.number for each in begun],
        [each.done_so_far or 0.0 for each in begun],
        color=DONE,
        linewidth=2.5,
        marker="o",
        markersize=4,
        label="Done",
    )
    axes.set_xlim(numbers[0] - 0.5, numbers[-1] + 0.5)
    axes.set_ylim(bottom=0)
    axes.set_xticks([number for number in numbers if number == 1 or number % 2 == 0 or len(numbers) <= 12])
    axes.set_xlabel("Week of the plan", color=INK)
    axes.set_ylabel("Hours", color=INK)
    axes.grid(color=GRID)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.set_title("Hours planned and done", loc="left", color=INK)
    axes.legend(loc="upper left", frameon=False)


def _with_words(svg: str, alt: str) -> str:
    """The words go into the picture itself, for readers of a saved file."""
    from xml.sax.saxutils import escape

    described = svg.replace("<svg ", '<svg role="img" aria-labelledby="said" ', 1)
    return re.sub(
        r"(<svg [^>]*>)", lambda match: f'{match[1]}\n <title id="said">{escape(alt)}</title>', described, count=1
    )
