"""The commands put together, and the one place where errors become exit codes."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app.cli import (
    ask,
    assessment,
    chat,
    corpus,
    doctor,
    evaluate,
    ingest,
    interview,
    market,
    model,
    my_data,
    my_progress,
    plan,
    profile,
    roadmap,
    serve,
    slack,
    validate,
)
from app.cli.failures import told

HELP = """A career mentor for AI infrastructure that answers only from sources it can show.

\b
Examples:
  mentor serve                 start the service and print the page's address
  mentor ask "What does a junior AI infrastructure engineer earn?"
  mentor chat                  talk in the terminal
  mentor doctor                check every part and say how to mend it

Answers go to standard output, progress to standard error. Exit codes: 0 well, 1 something was found wrong,
2 the input must change, 3 the installation or its settings must change, 4 the turn broke: try again, 130 stopped.
"""


class Program(TyperGroup):
    """No traceback reaches a person, whichever way the program is called."""

    def invoke(self, ctx: Any) -> Any:
        """See `failures.told`."""
        with told():
            return super().invoke(ctx)


program = typer.Typer(
    cls=Program,
    help=HELP,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"mentor {version('groundwork')}")
        except PackageNotFoundError:  # a checkout that was not installed
            typer.echo("mentor (not installed)")
        raise typer.Exit


@program.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options of the program itself."""


for name, command, short in (
    ("ask", ask.ask, "Ask one question."),
    ("chat", chat.chat, "Talk with the mentor in the terminal."),
    ("interview", interview.interview, "Find out where you stand."),
    ("serve", serve.serve, "Start the service and print the page's address."),
    ("slack", slack.slack, "Talk with learners in Slack, or in a small Slack on this machine."),
    ("ingest", ingest.ingest, "Read new and changed documents."),
    ("doctor", doctor.doctor, "Check every part and say how to mend it."),
    ("validate", validate.validate, "Check the four documents of a folder."),
    ("export", my_data.export, "Write out everything that is kept of you."),
    ("delete-my-data", my_data.delete_my_data, "Delete everything that is kept of you."),
):
    program.command(name, short_help=short)(command)
program.add_typer(profile.profile, name="profile")
program.add_typer(assessment.assessment, name="assessment")
program.add_typer(plan.plan, name="plan")
program.add_typer(roadmap.roadmap, name="roadmap")
program.add_typer(my_progress.progress, name="progress")
program.add_typer(market.market, name="market")
program.add_typer(corpus.corpus, name="corpus")
program.add_typer(model.model, name="model")
program.add_typer(evaluate.evaluate, name="eval")
