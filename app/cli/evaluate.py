"""`mentor eval`: a maintainer's own cases through the real system."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Annotated

import typer

evaluate = typer.Typer(help="Run cases through the real system.", no_args_is_help=True, rich_markup_mode=None)


@evaluate.callback()
def group() -> None:
    """Keeps `predict` a command of its own: a group of one command would swallow its name."""


@evaluate.command()
def predict(
    kind: Annotated[str, typer.Argument(help="What the cases test: ask.")],
    file: Annotated[Path, typer.Argument(help='JSON lines: {"id", "turns": ["...", ...]}; the last turn is judged.')],
    out: Annotated[Path, typer.Option("--out", help="Where the answers go, one JSON line per case.")],
) -> None:
    """Answer every case of a file, each in a conversation of its own, with one load of the models.

    \b
    Example:
      mentor eval predict ask cases.jsonl --out answers.jsonl
    """
    from app.cli.failures import log_to_file
    from app.settings import REPOSITORY, load_settings
    from graphs.errors import BadSettings, NotFound

    settings = load_settings()
    if not file.is_file():
        raise NotFound(f"There is no file {file}. Correct the path.")
    log_to_file()
    if (REPOSITORY / "evals").is_dir() and str(REPOSITORY) not in sys.path:
        sys.path.insert(0, str(REPOSITORY))  # the evals are part of the checkout, not of the installed package
    try:
        work = importlib.import_module("evals.predict")
    except ModuleNotFoundError as error:
        raise BadSettings("The evals are not here: run this from a checkout of the repository.") from error
    work.predict(kind, file, out, settings=settings)
