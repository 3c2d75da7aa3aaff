"""The ratings as a picture, for the message with the finished assessment."""

from __future__ import annotations

import io

from app.adapters.store.versions import Records
from app.learner_assessment import read_standing
from graphs.career.skills import Rating, SkillMatrix

SHOWN = 20


def skills_chart(records: Records, learner: str, skills: SkillMatrix) -> bytes | None:
    """A PNG of bars with the level's targets; None before anything was read."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    standing = read_standing(records, learner, skills)
    if standing is None:
        return None
    rows = standing.rows()[:SHOWN]
    figure = Figure(figsize=(8, 0.8 + 0.36 * len(rows)), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for place, (_, read, target) in enumerate(reversed(rows)):
        rating = None if read is None else read.rating
        if rating is None:
            axes.text(0.05, place, "not assessed", va="center", fontsize=8, color="#666666")
        else:
            # A rating of 0 is shown as a sliver: it was assessed, which an empty row would not tell.
            axes.barh(place, max(int(rating), 0.06), color="#2f6f8f", height=0.6)
        if target is not None:
            axes.plot([int(target)] * 2, [place - 0.4, place + 0.4], color="#b3541e", linewidth=2.5)
    axes.set_yticks(range(len(rows)), [skill.name for skill, _, _ in reversed(rows)], fontsize=9)
    axes.set_xlim(0, 4.15)
    axes.set_xticks(range(5), [each.label for each in Rating], fontsize=8)
    axes.set_title(
        f"Your skills; the lines are what {standing.level.value.capitalize()} asks for", fontsize=10, loc="left"
    )
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()
