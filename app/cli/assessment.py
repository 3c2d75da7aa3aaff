"""`mentor assessment`: where you stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.learner_assessment import Standing
    from graphs.career.skills import Level

assessment = typer.Typer(help="Show and write out your skills assessment.", no_args_is_help=True, rich_markup_mode=None)

AtLevel = Annotated[
    str, typer.Option("--level", help="Compare with junior, mid, senior or staff instead of the level you aim for.")
]


@assessment.command()
def show(
    level: AtLevel = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Print ratings against their targets, gaps in order, and how ready you are.

    \b
    Examples:
      mentor assessment show
      mentor assessment show --level senior
    """
    from app.cli.learner import own_records
    from app.learner_assessment import require_standing

    with own_records() as own:
        standing = require_standing(own.store.records, own.learner, own.skills, _level(level))
    if as_json:
        from app.web.views_assessment import AssessmentView

        typer.echo(AssessmentView.of(standing).model_dump_json(indent=2))
    else:
        _print(standing)


@assessment.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; docs/ is made in it.")],
    level: AtLevel = "",
) -> None:
    """Write the assessment as docs/skills-assessment-completed.md below a folder.

    \b
    Example:
      mentor assessment export my-career
    """
    from app.cli.learner import own_records
    from app.cli.my_data import write_files
    from app.documents.assessment import NAME, assessment_markdown
    from app.learner_assessment import require_standing

    with own_records() as own:
        standing = require_standing(own.store.records, own.learner, own.skills, _level(level))
    write_files(folder, {NAME: assessment_markdown(standing)})
    typer.echo(folder / NAME)


def _level(text: str) -> Level | None:
    from graphs.career.profile_form import checked
    from graphs.career.skills import Level

    value = checked("target_level", text)
    return None if value is None else Level(str(value))


def _print(standing: Standing) -> None:
    from app.documents.assessment import VERDICTS, said

    kept = standing.assessment
    state = f"confirmed on {kept.confirmed_at:%Y-%m-%d}" if kept.confirmed_at else "not confirmed yet"
    typer.echo(f"Version {kept.version}, {state}. Target level: {standing.level.value.capitalize()}\n")
    rows = [("SKILL", "RATING", "TARGET")]
    for skill, read, target in standing.rows():
        rows.append((skill.name, said(read.rating if read else None), "" if target is None else said(target)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if standing.gaps:
        typer.echo("\nGaps, the most urgent first")
    for number, gap in enumerate(standing.gaps, 1):
        typer.echo(f"{number:2}. {gap.name}: {' '.join(gap.reasons)}")
    typer.echo(f"\n{VERDICTS[standing.readiness.verdict]} for {standing.level.value.capitalize()}.")
    for reason in standing.readiness.reasons:
        typer.echo(f"- {reason}")
