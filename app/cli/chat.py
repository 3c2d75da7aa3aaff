"""`mentor chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from app.cli.answer import AnswerWriter
    from app.cli.progress import Progress
    from app.cli.reach import Answers
    from graphs.mentor.request import Exchange

COMMANDS = """/sources   the passages behind the last answer
/new       forget the conversation so far and begin another
/help      this list
/quit      leave (so does Ctrl-D)

Ctrl-C stops an answer. What you write here is kept in memory only and forgotten when you leave."""
REMEMBERED = 12
"""Exchanges that are sent along; older ones no longer change how a follow-up is read."""


def chat() -> None:
    """Talk with the mentor; it remembers the conversation until you leave.

    \b
    Example:
      mentor chat
      > What does a junior earn?
      > And a senior?
      > /sources
      > /quit
    """
    from app.cli.failures import log_to_file
    from app.cli.progress import Progress
    from app.cli.reach import reach_mentor
    from app.settings import load_settings

    settings = load_settings()
    log_to_file()
    progress = Progress()
    mentor = reach_mentor(settings, progress)
    try:
        progress.clear()
        if sys.stdin.isatty():
            typer.echo("Ask away; /help lists the commands, /quit leaves.", err=True)
        _Conversation(mentor, progress, settings.max_message_chars).run()
    finally:
        mentor.close()


class _Conversation:
    def __init__(self, mentor: Answers, progress: Progress, limit: int) -> None:
        self._mentor = mentor
        self._progress = progress
        self._limit = limit
        self._history: list[Exchange] = []
        self._last: AnswerWriter | None = None

    def run(self) -> None:
        while (line := _read_line()) is not None:
            said = line.strip()
            if said in ("/quit", "/exit"):
                return
            if said.startswith("/"):
                self._command(said)
            elif said:
                self._turn(said)

    def _command(self, said: str) -> None:
        if said == "/help":
            typer.echo(COMMANDS)
        elif said == "/new":
            self._history.clear()
            self._last = None
            typer.echo("A new conversation.", err=True)
        elif said == "/sources":
            if self._last is None or not self._last.citations:
                typer.echo("There is no answer with sources yet.", err=True)
            else:
                self._last.sources()
        else:
            typer.echo(f"There is no command {said.split()[0]}. /help lists them.", err=True)

    def _turn(self, said: str) -> None:
        from app.cli.answer import AnswerWriter
        from app.cli.listen import listen
        from app.web.cleaning import clean_message
        from graphs.errors import MentorError
        from graphs.mentor.request import Exchange

        writer = AnswerWriter()
        try:
            listen(self._mentor, clean_message(said, self._limit), self._history[-REMEMBERED:], writer, self._progress)
        except KeyboardInterrupt:
            writer.finish()
            self._progress.clear()
            typer.echo("Stopped.", err=True)
        except MentorError as error:
            writer.finish()
            self._progress.clear()
            typer.echo(str(error), err=True)
            if not writer.text:
                return
        cited = tuple(each for number in sorted(writer.citations) for each in writer.citations[number])
        self._history.append(Exchange(said, writer.text, cited))
        self._last = writer
        if writer.citations and sys.stdin.isatty():
            typer.echo(f"({_counted(len(writer.citations))}: /sources)", err=True)


def _counted(sources: int) -> str:
    return "1 source" if sources == 1 else f"{sources} sources"


def _read_line() -> str | None:
    """None at the end of the input; Ctrl-C at the prompt drops the line that was begun."""
    if not sys.stdin.isatty():
        return sys.stdin.readline() or None
    import contextlib

    with contextlib.suppress(ImportError):  # not on every Python build; it gives editing and recall
        import readline  # noqa: F401
    while True:
        try:
            return input("\n> ")
        except EOFError:
            typer.echo("", err=True)
            return None
        except KeyboardInterrupt:
            typer.echo("  (/quit leaves)", err=True)
