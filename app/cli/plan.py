"""`mentor plan`: what to do in which week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.adapters.catalogue import Catalogue
    from app.cli.learner import Own
    from graphs.career.plan import LearningPlan
    from graphs.plan.reading import Asked

plan = typer.Typer(
    help="Make, show and change your learning plan of six months.", no_args_is_help=True, rich_markup_mode=None
)

Hours = Annotated[float | None, typer.Option("--hours", help="Hours a week, such as 8 or 7.5.")]
Start = Annotated[str, typer.Option("--start", help='First day: 2027-03-01, "1 March", "next Monday".')]
AtLevel = Annotated[str, typer.Option("--level", help="junior, mid, senior or staff.")]
Budget = Annotated[str, typer.Option("--budget", help='For the whole plan, such as "200 EUR"; 0 for free things only.')]
Zone = Annotated[str, typer.Option("--time-zone", help="Such as Europe/Berlin.")]
Off = Annotated[
    list[str] | None,
    typer.Option("--off", help='Weeks off, more than once: 2026-12-24, "20 December to 3 January".'),
]
Certificates = Annotated[bool | None, typer.Option("--certificates/--no-certificates", help="Plan exams or not.")]
Wish = Annotated[
    str, typer.Option("--wish", help='Anything else in words: "Kubernetes first, no videos, 20% exploration".')
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@plan.command()
def make(
    hours: Hours = None,
    start: Start = "",
    level: AtLevel = "",
    budget: Budget = "",
    time_zone: Zone = "",
    off: Off = None,
    certificates: Certificates = None,
    wish: Wish = "",
    anew: Annotated[
        bool, typer.Option("--anew", help="Begin another plan; without it, a running plan is changed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a plan from your assessment, your postings and your hours; an older one is kept as a version.

    \b
    Examples:
      mentor plan make --hours 8
      mentor plan make --hours 7.5 --start 2027-03-01 --level mid --budget "200 EUR" --certificates
      mentor plan make --hours 10 --off "20 December to 3 January" --wish "Kubernetes first, no videos"
    """
    _planned(hours, start, level, budget, time_zone, off, certificates, wish, as_json=as_json, anew=anew)


@plan.command()
def replan(
    hours: Hours = None,
    start: Start = "",
    level: AtLevel = "",
    budget: Budget = "",
    time_zone: Zone = "",
    off: Off = None,
    certificates: Certificates = None,
    wish: Wish = "",
    as_json: AsJson = False,
) -> None:
    """Change the plan: what is done stays, the rest moves, and you are told what is different.

    \b
    Examples:
      mentor plan replan --hours 5
      mentor plan replan --off "all of August" --time-zone Asia/Tokyo
    """
    _planned(hours, start, level, budget, time_zone, off, certificates, wish, as_json=as_json, anew=False)


@plan.command()
def show(
    week: Annotated[int, typer.Option("--week", help="Only this week; 0 for the one that is running.")] = -1,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the document instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print the plan week by week.

    \b
    Examples:
      mentor plan show
      mentor plan show --week 0        this week
      mentor plan show --markdown > learning-plan.md
    """
    from app.cli.learner import own_records
    from app.learner_plan import done_items, require_plan

    with own_records() as own:
        found = require_plan(own.store.records, own.learner)
        done = done_items(own.store.records, own.learner)
        catalogue = _catalogue(own)
    if as_json:
        _print_json(found, catalogue, done)
    elif markdown:
        from app.documents.plan import plan_markdown

        typer.echo(plan_markdown(found, catalogue.skills, catalogue.resources, done), nl=False)
    else:
        _print(found, catalogue, done, week)


def _planned(
    hours: float | None,
    start: str,
    level: str,
    budget: str,
    time_zone: str,
    off: list[str] | None,
    certificates: bool | None,
    wish: str,
    *,
    as_json: bool,
    anew: bool,
) -> None:
    from datetime import UTC, datetime

    from app.cli.learner import own_records
    from app.learner_plan import done_items, make_learner_plan

    with own_records() as own:
        catalogue = _catalogue(own)
        asked = _asked(catalogue, hours, start, level, budget, time_zone, off or [], certificates, wish)
        made = make_learner_plan(own.store.records, own.learner, catalogue, asked, datetime.now(UTC), anew=anew)
        done = done_items(own.store.records, own.learner)
    if as_json:
        _print_json(made, catalogue, done)
        return
    for change in made.changes:
        typer.echo(f"- {change}")
    if made.changes:
        typer.echo("")
    _print(made, catalogue, done, -1)
    typer.echo("\n`mentor plan show --markdown` prints the document; `mentor export DIR` writes it out.", err=True)


def _asked(
    catalogue: Catalogue,
    hours: float | None,
    start: str,
    level: str,
    budget: str,
    time_zone: str,
    off: list[str],
    certificates: bool | None,
    wish: str,
) -> Asked:
    """Raises `BadValue` naming the option."""
    from datetime import UTC, datetime

    from graphs.career.profile_form import checked
    from graphs.career.skills import Level
    from graphs.errors import BadValue
    from graphs.plan.days import NoSuchDay
    from graphs.plan.reading import read_asked

    today = datetime.now(UTC).date()
    words = "\n".join(
        [wish, f"start {start}" if start else "", *(f"off {each}" for each in off), _money(budget), time_zone]
    )
    try:
        asked = read_asked(words, today, catalogue.skills)
    except NoSuchDay as error:
        raise BadValue(f"There is no {error}. Write a day such as 2027-03-01.") from None
    if start and asked.starts is None:
        raise BadValue(f"--start: {start} is no day. Write one such as 2027-03-01 or “next Monday”.")
    if off and not asked.weeks_off:
        raise BadValue(f"--off: {off[0]} is no day. Write one such as 2026-12-24, or “20 December to 3 January”.")
    if budget and asked.budget is None:
        raise BadValue(f"--budget: {budget} is no amount. Write one such as “200 EUR”, or 0.")
    known = checked("target_level", level)
    zone = checked("time_zone", time_zone)
    return asked.model_copy(
        update={
            "hours": hours if hours is not None else asked.hours,
            "level": Level(str(known)) if known else asked.level,
            "time_zone": str(zone) if zone else asked.time_zone,
            "certificates": certificates if certificates is not None else asked.certificates,
        }
    )


def _money(budget: str) -> str:
    if budget.strip() == "0":
        return "free only"
    bare = budget.strip().replace(".", "", 1).isdigit()
    return f"budget {budget}{' USD' if bare else ''}" if budget else ""


def _catalogue(own: Own) -> Catalogue:
    from app.adapters.catalogue import load_catalogue

    return load_catalogue(own.settings.corpus_dir)


def _print_json(found: LearningPlan, catalogue: Catalogue, done: frozenset[str]) -> None:
    from datetime import UTC, datetime

    from app.web.views_plan import PlanView

    typer.echo(PlanView.of(found, catalogue, done, datetime.now(UTC).date()).model_dump_json(indent=2))


def _print(found: LearningPlan, catalogue: Catalogue, done: frozenset[str], week: int) -> None:
    from datetime import UTC, datetime

    from graphs.errors import NotFound
    from graphs.plan.render import item_words
    from graphs.plan.weeks import dated

    names = {skill.id: skill.name for skill in catalogue.skills.skills}
    running = found.week_of(datetime.now(UTC).date()) or found.weeks[0]
    number = running.number if week == 0 else week
    shown = [each for each in found.weeks if week < 0 or each.number == number]
    if not shown:
        raise NotFound(f"The plan has weeks 1 to {len(found.weeks)}.")
    if week < 0:
        typer.echo(
            f"Version {found.version}, toward {found.level.value.capitalize()}: {dated(found.starts)} to "
            f"{dated(found.ends)}, {found.hours_per_week:g} hours a week\n"
        )
        for place, gap in enumerate((each for each in found.gaps if each.top), 1):
            typer.echo(f"{place}. {names[gap.skill]}: {gap.current.label} to {gap.reached.label}. {gap.reason}")
    for each in shown:
        typer.echo(f"\nWeek {each.number}, from {dated(each.starts)}, {each.hours:g} hours. {each.goal}")
        for item in each.items:
            typer.echo(f"  [{'x' if item.id in done else ' '}] {item_words(item)}")
    if week < 0:
        typer.echo("")
        for project in found.projects:
            typer.echo(f"Project {project.month}, due {dated(project.due)}: {project.title}")
        for guardrail in found.guardrails:
            typer.echo(f"- {guardrail.text}")
        for note in found.notes:
            typer.echo(f"- {note}")
