"""The chart of ratings against targets: SVG for the page, PNG for Slack, and words for those who listen."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from app.learner_assessment import Standing
from graphs.career.skills import Rating

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Theme = Literal["light", "dark"]
STEPS = tuple(rating for rating in Rating if rating > Rating.NONE)
GROUPS = ("matrix", "ml", "soft", "further")

_WIDTH = 4.0
"""Inches; the page shows them as 384 pixels, so that a phone shows the letters at their size."""
_ROW = 0.25
_HEAD = 0.62
_FOOT = 0.12
_NAMES = 0.375
"""The share of the width that the names of the skills take."""
_drawing = threading.Lock()
"""matplotlib's settings belong to the process; two charts drawn at once would share them."""


@dataclass(frozen=True)
class _Colours:
    ink: str
    quiet: str
    empty: str
    filled: str
    paper: str


_COLOURS: dict[Theme, _Colours] = {
    "light": _Colours("#1c1d19", "#5c5e55", "#e6e2d6", "#0f6b52", "#ffffff"),
    "dark": _Colours("#edece4", "#a9ab9f", "#3a3c36", "#5fbf9f", "#1e201c"),
}


@dataclass(frozen=True)
class Bar:
    """One row of the chart."""

    name: str
    rating: Rating | None
    target: Rating | None


def bars(standing: Standing) -> tuple[Bar, ...]:
    """What the chart shows, in the order of the catalogue: technical skills, ML knowledge, soft skills, then others."""
    rows = [
        (skill.group, Bar(skill.name, read.rating if read else None, target)) for skill, read, target in standing.rows()
    ]
    return tuple(bar for group in GROUPS for found, bar in rows if found == group)


def chart_words(standing: Standing) -> str:
    """The chart for those who do not see it: one sentence for the whole, then one line per skill."""
    rows = bars(standing)
    aimed = [(bar.rating, bar.target) for bar in rows if bar.rating is not None and bar.target is not None]
    met = sum(1 for rating, target in aimed if rating >= target)
    level = standing.level.value.capitalize()
    lines = [f"Current rating against the target for {level}: {met} of {len(aimed)} assessed skills at or above it."]
    return "\n".join(lines + [f"{bar.name}: {_said(bar.rating)}{_aim(bar.target)}" for bar in rows])


def chart_svg(standing: Standing, theme: Theme = "light") -> bytes:
    """On a clear ground, letters as text; the same records give the same bytes."""
    return _drawn(standing, theme, "svg")


def chart_png(standing: Standing, theme: Theme = "light") -> bytes:
    """800 pixels wide, on a ground of its own."""
    return _drawn(standing, theme, "png")


def _said(rating: Rating | None) -> str:
    return "not assessed" if rating is None else f"{rating.label} ({rating:d})"


def _aim(target: Rating | None) -> str:
    return "" if target is None else f", target {target.label} ({target:d})"


def _drawn(standing: Standing, theme: Theme, kind: Literal["svg", "png"]) -> bytes:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    rows = bars(standing)
    colours = _COLOURS[theme]
    height = _HEAD + _ROW * max(len(rows), 1) + _FOOT
    held: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "groundwork", "font.family": ["DejaVu Sans"]}
    buffer = io.BytesIO()
    with _drawing, rc_context({**held, "font.size": 8.5}):
        figure = Figure(figsize=(_WIDTH, height), facecolor=colours.paper if kind == "png" else "none")
        axes = figure.add_axes((_NAMES, _FOOT / height, 0.985 - _NAMES, 1 - (_HEAD + _FOOT) / height))
        _frame(axes, rows, colours)
        for place, bar in enumerate(rows):
            _row(axes, place, bar, colours)
        _legend(figure, rows, standing.level.value.capitalize(), height, colours)
        settings: dict[str, Any] = {"metadata": {"Date": None, "Creator": None}} if kind == "svg" else {"dpi": 200}
        figure.savefig(buffer, format=kind, facecolor=figure.get_facecolor(), **settings)
    # Measured with the font that comes along, shown with the one that the reader's page has.
    return (
        buffer.getvalue().replace(b"'DejaVu Sans'", b"Helvetica, Arial, sans-serif")
        if kind == "svg"
        else buffer.getvalue()
    )


def _frame(axes: Axes, rows: tuple[Bar, ...], colours: _Colours) -> None:
    axes.set_axis_off()
    axes.set_xlim(0, len(STEPS))
    axes.set_ylim(len(rows) - 0.5, -0.5)
    short = {Rating.INTERMEDIATE: "Interm."}
    for rating in STEPS:
        name = short.get(rating, rating.label)
        axes.text(rating - 0.5, -0.62, name, ha="center", va="bottom", fontsize=7.5, color=colours.quiet)


def _row(axes: Axes, place: int, bar: Bar, colours: _Colours) -> None:
    """Four cells filled up to the rating, and an upright line at the target: told apart by shape, not by colour."""
    known = bar.rating is not None
    axes.text(-0.1, place, bar.name, ha="right", va="center", color=colours.ink if known else colours.quiet)
    for step in STEPS:
        filled = bar.rating is not None and step <= bar.rating
        colour = colours.filled if filled else colours.empty
        axes.barh(
            place, 0.93, left=step - 0.965, height=0.48, color=colour if known else "none", edgecolor=colour, linewidth=0.9
        )  # fmt: skip
    if bar.rating == Rating.NONE:
        axes.text(0.09, place - 0.02, "none yet", va="center", fontsize=7, color=colours.quiet)
    if bar.target is not None and bar.target > Rating.NONE:
        axes.plot([bar.target] * 2, [place - 0.42, place + 0.42], color=colours.ink, linewidth=2, clip_on=False)


def _legend(figure: Figure, rows: tuple[Bar, ...], level: str, height: float, colours: _Colours) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    target = Line2D([], [], color=colours.ink, marker="|", markersize=9, markeredgewidth=2, linestyle="none")
    target.set_label(f"target for {level}")
    handles: list[Artist] = [
        Patch(facecolor=colours.filled, edgecolor=colours.filled, label="your rating"),
        target,
    ]
    if any(bar.rating is None for bar in rows):
        handles.append(Patch(facecolor="none", edgecolor=colours.empty, label="not assessed"))
    figure.legend(
        handles=handles, loc="upper right", bbox_to_anchor=(1.0, 1 - 0.02 / height), ncols=3, frameon=False,
        fontsize=7.5, labelcolor=colours.ink, handlelength=1.1, handleheight=0.8, handletextpad=0.5, columnspacing=1.2,
    )  # fmt: skip
