"""Plots as SVG text, to stand inside the page."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from evals.gate.verdict import Verdict

WORSE, BETTER, SAME, BASE = "#b3261e", "#1b7f4b", "#4a5568", "#9aa5b1"


def metrics_plot(verdicts: Sequence[Verdict], label: str) -> str:
    """Each metric now, its accepted value and its bound, on one scale from 0 to 1; empty when there is none."""
    shown = [each for each in verdicts if 0 <= each.value <= 1]
    if not shown:
        return ""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 0.34 * len(shown) + 0.7))
    axes = figure.add_subplot()
    for place, each in enumerate(reversed(shown)):
        colour = _colour(each)
        if each.before is not None:
            axes.plot([each.before, each.value], [place, place], color=colour, linewidth=2.5, zorder=2)
            axes.plot(each.before, place, "o", color="white", markeredgecolor=BASE, markersize=7, zorder=3)
        axes.plot(each.value, place, "o", color=colour, markersize=7, zorder=4)
        bound = each.limit.at_least if each.limit.at_least is not None else each.limit.at_most
        if bound is not None:
            axes.plot([bound, bound], [place - 0.32, place + 0.32], color="black", linewidth=1.2, zorder=1)
    axes.set_yticks(range(len(shown)), [each.metric.split(".", 1)[1] for each in reversed(shown)], fontsize=9)
    axes.set_xlim(-0.03, 1.03)
    axes.set_ylim(-0.6, len(shown) - 0.4)
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="x", color="#e2e8f0")
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    return _svg(figure, label)


def differences_plot(verdicts: Sequence[Verdict]) -> str:
    """What moved, with its interval, the worst first; empty when nothing did."""
    moved = [each for each in verdicts if each.paired is not None and (each.paired.bad or each.paired.good)]
    if not moved:
        return ""
    from matplotlib.figure import Figure

    moved.sort(key=lambda each: each.paired.difference if each.paired else 0.0, reverse=True)
    figure = Figure(figsize=(9.6, 0.36 * len(moved) + 0.8))
    axes = figure.add_subplot()
    for place, each in enumerate(moved):
        assert each.paired is not None  # chosen above
        colour = _colour(each)
        axes.plot([each.paired.low * 100, each.paired.high * 100], [place, place], color=colour, linewidth=2, alpha=0.5)
        axes.plot(each.paired.difference * 100, place, "o", color=colour, markersize=8)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_yticks(range(len(moved)), [each.metric for each in moved], fontsize=9)
    axes.set_xlabel("points against the accepted answers, with 95% interval (left of the line is worse)", fontsize=9)
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="x", color="#e2e8f0")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    return _svg(figure, "Differences against the accepted answers")


def _colour(each: Verdict) -> str:
    if each.status == "fail":
        return WORSE
    if each.paired is None or abs(each.paired.difference) < 1e-9:
        return SAME
    return BETTER if each.paired.difference > 0 else WORSE


def _svg(figure: object, label: str) -> str:
    from matplotlib import rc_context

    out = io.StringIO()
    # A fixed salt: the same figures give the same bytes.
    with rc_context({"svg.hashsalt": "groundwork", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure.savefig(out, format="svg", metadata={"Date": None})  # type: ignore[attr-defined]
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    safe = label.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return svg.replace("<svg ", f'<svg role="img" aria-label="{safe}" ', 1)
