"""`mentor eval`: a maintainer's own cases through the real system."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

evaluate = typer.Typer(help="Run cases through the real system.", no_args_is_help=True, rich_markup_mode=None)


@evaluate.callback()
def group() -> None:
    """Keeps `predict` a command of its own: a group of one command would swallow its name."""


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
      postings    {"id", "text"}: the fields of a job posting
      plans       {"id", "profile", "ratings", ...}: a learning plan

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


def _evals(module: str) -> Any:
    """A module of the evals, which are part of the checkout and not of the installed package."""
    from app.settings import REPOSITORY
    from graphs.errors import BadSettings

    if not (REPOSITORY / "evals").is_dir():
        raise BadSettings("The evals are not here: run this from a checkout of the repository.")
    if str(REPOSITORY) not in sys.path:
        sys.path.insert(0, str(REPOSITORY))
    return importlib.import_module(f"evals.{module}")
