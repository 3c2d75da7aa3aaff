"""`mentor eval`: a maintainer's own cases through the real system."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

evaluate = typer.Typer(help="Run cases through the real system.", no_args_is_help=True, rich_markup_mode=None)


@evaluate.command()
def predict(
    kind: Annotated[str, typer.Argument(help="What the cases test; the kinds are listed above.")],
    file: Annotated[Path, typer.Argument(help="JSON lines, one case each, in the form of the kind.")],
    out: Annotated[Path, typer.Option("--out", help="Where the rows go, one JSON line per case.")],
) -> None:
    """Answer every case of a file with one load of the models; a line that is no case does not stop the others.

    \b
    Kinds, with a line of the file and what its row adds to the id:
      ask         {"id", "turns": [...]}: the last turn's answer, declined, citations, seconds
      ratings     {"id", "skill", "question", "answer"}: rating, action, skill, confidence, evidence, reason
      intents     {"id", "message", "context"}: intent
      interviews  {"id", "turns": [...]}: profile, ratings, status and transcript of a whole interview
      postings    {"id", "title", "company", "location", "text"}: skills, salary, seniority, years, place, duplicates
      plans       {"id", "target_level", "hours_per_week", "start_date", "ratings", ...}: gaps, weeks, projects, cost
      roadmaps    as plans: roadmap, plan, passages
      market      {"id", "messages": [...], "level", "location", "ratings"}: report, postings
      progress    {"id", "day", "ticked", "says": [[act, message], ...]}: ticked, hours, plan, reminders, said

    \b
    Example:
      mentor eval predict ask cases.jsonl --out answers.jsonl
    """
    from app.cli.failures import log_to_file
    from app.settings import load_settings
    from graphs.errors import NotFound

    settings = load_settings()
    if not file.is_file():
        raise NotFound(f"There is no file {file}. Correct the path.")
    log_to_file()
    _evals("predict").predict(kind, file, out, settings=settings)


@evaluate.command()
def run(
    quick: Annotated[bool, typer.Option("--quick", help="A third of the cases, chosen once for all.")] = False,
    full: Annotated[bool, typer.Option("--full", help="All cases; the default.")] = False,
    suite: Annotated[list[str] | None, typer.Option("--suite", help="Only this suite; may be repeated.")] = None,
    case: Annotated[list[str] | None, typer.Option("--case", help="Only cases whose id contains this.")] = None,
    live: Annotated[bool, typer.Option("--live", help="Ask everything anew, replay nothing.")] = False,
    require_baseline: Annotated[
        bool, typer.Option("--require-baseline", help="Broken without accepted answers.")
    ] = False,
) -> None:
    """Measure the mentor against its bounds and its accepted answers, and write the report.

    Answers that nothing can have changed are replayed. Exit codes: 0 pass, 1 something became worse or misses its
    bound, 2 the harness is broken and the figures say nothing.

    \b
    Examples:
      mentor eval run
      mentor eval run --quick
      mentor eval run --suite ratings --live
    """
    from graphs.errors import BadValue

    if quick and full:
        raise BadValue("--quick and --full exclude each other. Choose one.")
    commands, gate_run = _evals("gate.commands"), _evals("gate.run")
    choice = gate_run.Choice("quick" if quick else "full", tuple(case or ()), live)
    decision = commands.gate(choice, tuple(suite or ()), require_baseline=require_baseline)
    commands.print_decision(decision, typer.echo)
    raise typer.Exit(decision.exit_code)


@evaluate.command()
def report(
    check: Annotated[bool, typer.Option("--check", help="Print the verdict alone and end with its exit code.")] = False,
) -> None:
    """Show the last run's report: where its page is, what got worse, the verdict."""
    commands = _evals("gate.commands")
    verdict, code = commands.check_report()
    if not check:
        typer.echo((commands.REPORTS / "latest.md").read_text("utf-8"))
        typer.echo(f"Page: {commands.REPORTS / 'latest.html'}", err=True)
    typer.echo(verdict)
    raise typer.Exit(code if check else 0)


@evaluate.command()
def accept(
    reason: Annotated[str, typer.Option("--reason", help="Why these answers are the new measure.")],
) -> None:
    """Make the answers of this commit the accepted ones for the model that is set.

    Runs the tests of the tests and a full run first. Refuses while files differ from the commit, while the tests of
    the tests fail, and while a metric that may never fail fails.
    """
    _evals("gate.commands").accept(reason, typer.echo)


@evaluate.command()
def compare(
    first: Annotated[str, typer.Argument(help="A model as MENTOR_LLM_MODEL takes it, or a server's address.")],
    second: Annotated[str, typer.Argument(help="The other one. Add @quote, @lead or @draft to force a wording.")],
    case: Annotated[list[str] | None, typer.Option("--case", help="Only cases whose id contains this.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A third of the cases.")] = False,
) -> None:
    """Ask two models the same cases: quality, tokens and time side by side, and every case that only one gets right.

    \b
    Examples:
      mentor eval compare smollm2-135m-instruct qwen2.5-1.5b-instruct
      mentor eval compare smollm2-135m-instruct@quote smollm2-135m-instruct@draft --quick
    """
    _evals("gate.compare").compare(first, second, tuple(case or ()), quick=quick, write=typer.echo)


@evaluate.command()
def draft(
    out: Annotated[
        Path | None, typer.Option("--out", help="Where the cases go; the report on gaps is written beside it.")
    ] = None,
) -> None:
    """Turn answers that were voted down, and questions that the sources did not cover, into draft cases.

    Names, mail addresses, phone numbers, addresses and identifying numbers are taken out. A maintainer reads each once
    more and finishes it. Run it on the machine that holds the records.
    """
    from app.bootstrap import open_embedder
    from app.settings import load_settings

    settings = load_settings()
    drafts = _evals("drafts")
    target = out or settings.data_dir / "drafts" / "cases.yaml"
    done = drafts.draft(settings, target, open_embedder(settings))
    typer.echo(f"{done.cases} draft cases in {done.path}")
    typer.echo(f"{done.groups} groups of questions that the sources could not answer in {done.report}")


def _evals(module: str) -> Any:
    """A module of the evals, which are part of the checkout and not of the installed package."""
    from app.settings import REPOSITORY
    from graphs.errors import BadSettings

    if not (REPOSITORY / "evals").is_dir():
        raise BadSettings("The evals are not here: run this from a checkout of the repository.")
    if str(REPOSITORY) not in sys.path:
        sys.path.insert(0, str(REPOSITORY))
    return importlib.import_module(f"evals.{module}")
