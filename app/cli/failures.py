"""Errors as sentences and exit codes."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer

from graphs.errors import MentorError

STOPPED = 130


@contextmanager
def told() -> Iterator[None]:
    """Named errors end the program with their sentence and exit code, unforeseen ones with the path of the log."""
    try:
        yield
    except MentorError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        typer.echo("", err=True)
        raise typer.Exit(STOPPED) from error
    except BrokenPipeError as error:  # the reader of a pipe left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise typer.Exit(0) from error
    except Exception as error:
        # Typer's own errors (usage, exit) are not ours to judge; they carry their code.
        if hasattr(error, "exit_code"):
            raise
        typer.echo(f"Something broke that should not have. The details are in {record(error)}.", err=True)
        raise typer.Exit(1) from error


def log_file() -> Path:
    """In the data directory, or in the temporary one when the settings or the data directory are what is broken."""
    from app.settings import load_settings

    try:
        folder = load_settings().data_dir / "logs"
        folder.mkdir(parents=True, exist_ok=True)
    except (MentorError, OSError):
        folder = Path(tempfile.gettempdir())
    return folder / "mentor.log"


def record(error: BaseException) -> Path:
    """Appends the traceback to the log and returns its path."""
    file = log_file()
    text = "".join(traceback.format_exception(error))
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {text}\n")
    except OSError:
        return Path(os.devnull)
    return file


def log_to_file() -> Path:
    """Sends what the libraries have to say to the log: the terminal is for the answer."""
    import logging
    from logging.handlers import RotatingFileHandler

    file = log_file()
    try:
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        handler: logging.Handler = RotatingFileHandler(file, maxBytes=2_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    return file


def error_of(code: str, message: str) -> MentorError:
    """The error that a stable code stands for, as told by a server or by an event."""
    classes = [MentorError]
    for each in classes:
        if each.code == code:
            return each(message)
        classes.extend(each.__subclasses__())
    return MentorError(message)
