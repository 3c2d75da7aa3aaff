"""`mentor progress`: where you stand in your plan, check-ins, reviews, and ways to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.cli.answer import AnswerWriter
    from app.cli.learner import Own

progress = typer.Typer(
    help="Follow your plan: check in, see where you stand, review, find ways to go on.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@progress.command()
def show(as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False) -> None:
    """Print what is done, what is open, what comes next, and your hours.

    \b
    Examples:
      mentor progress show
      mentor progress show --json | jq .status.pace
    """
    from app.adapters.store.conversations import now
    from app.cli.learner import own_records
    from app.learner_progress import read_now

    with own_records() as own:
        found = read_now(own.store.records, own.learner, now())
        if as_json:
            from app.web.views_progress import ProgressView

            typer.echo(ProgressView.of(found).model_dump_json(indent=2))
            return
        _say(own, "show_status", "")


@progress.command()
def checkin(
    words: Annotated[str, typer.Argument(help="What you did, in your own words.")],
    yes: Annotated[bool, typer.Option("--yes", help="Keep it as it is read, without asking; for scripts.")] = False,
) -> None:
    """Tell what you did. It says how it read your words, and ticks off only what you confirm.

    \b
    Examples:
      mentor progress checkin "did the Docker course, nothing on Terraform"
      mentor progress checkin "finished week 2, about 4 hours" --yes
    """
    from app.cli.learner import own_records

    with own_records() as own:
        writer = _say(own, "progress_update", words)
        if yes and writer.question is not None and writer.question.id == "progress.check_in":
            writer = _say(own, "answer", "yes")
        _talk(own, writer)


@progress.command()
def review() -> None:
    """Look at two or three skills again, as at the end of each month. A rating rises with an example of yours.

    \b
    Example:
      mentor progress review
    """
    from app.cli.learner import own_records

    with own_records() as own:
        _talk(own, _say(own, "review", ""))


@progress.command()
def choices() -> None:
    """After weeks in which less was done than planned: ways to go on, each with what it would change.

    \b
    Example:
      mentor progress choices
    """
    from app.cli.learner import own_records

    with own_records() as own:
        _talk(own, _say(own, "replan", ""))


def _talk(own: Own, writer: AnswerWriter) -> None:
    """Goes on while a question is open; Ctrl-D leaves it open for the next time."""
    from app.cli.learner import read_answer

    while writer.question is not None:
        answer = read_answer("> ")
        if answer is None:
            return
        if answer:
            writer = _say(own, "answer", writer.numbered_replies.get(answer, answer))


def _say(own: Own, act: str, text: str) -> AnswerWriter:
    from app.adapters.store.conversations import now
    from app.adapters.store.versions import LearnerRecords
    from app.bootstrap.progress import make_progress_deps, progress_graph, rate_by_cues
    from app.cli.answer import AnswerWriter
    from app.learner_plan import require_plan
    from graphs.progress.graph import run_progress

    require_plan(own.store.records, own.learner)
    records = LearnerRecords(own.store.records, own.learner, known_learner=True)
    catalogue = own.catalogue
    deps = make_progress_deps(records, catalogue, now, rate_by_cues(catalogue.skills))
    writer = AnswerWriter(numbered=True)
    for event in run_progress(progress_graph(), deps, act, text):
        writer.take(event)
    writer.finish()
    return writer
