"""`mentor roadmap`: where six months, a year and three years lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from graphs.career.roadmap import CareerRoadmap

roadmap = typer.Typer(
    help="Make and show your career roadmap: now, 6 months, 1 year, 3 years.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@roadmap.callback()
def start(context: typer.Context) -> None:
    """Without a command: show the roadmap, after making it when there is none.

    \b
    Examples:
      mentor roadmap
      mentor roadmap make          from the newest plan, assessment and postings
      mentor roadmap show --json
    """
    if context.invoked_subcommand is None:
        show(as_json=False)


@roadmap.command()
def make(as_json: AsJson = False) -> None:
    """Make the next version from your plan, assessment and postings."""
    from datetime import UTC, datetime

    from app.adapters.catalogue import load_catalogue
    from app.cli.learner import own_records
    from app.learner_roadmap import make_learner_roadmap

    with own_records() as own:
        corpus = own.settings.corpus_dir
        made = make_learner_roadmap(own.store.records, own.learner, load_catalogue(corpus), corpus, datetime.now(UTC))
    _print(made, as_json)


@roadmap.command()
def show(as_json: AsJson = False) -> None:
    """Print the roadmap, after making it when there is none."""
    from app.cli.learner import own_records
    from app.learner_roadmap import read_roadmap

    with own_records() as own:
        found = read_roadmap(own.store.records, own.learner)
    if found is None:
        make(as_json=as_json)
    else:
        _print(found, as_json)


def _print(found: CareerRoadmap, as_json: bool) -> None:
    from app.documents.roadmap import roadmap_markdown

    typer.echo(found.model_dump_json(indent=2) if as_json else roadmap_markdown(found).rstrip("\n"))
