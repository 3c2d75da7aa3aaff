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

Other commands such as /status, /skip or /export go to the mentor; “help” tells what it can do.
Ctrl-C stops an answer. The conversation is forgotten when you leave; your interview, assessment and plans are kept."""
REMEMBERED = 12
"""Exchanges that are sent along; older ones no longer change how a follow-up is read."""
CONVERSATION = "terminal"
"""One for all that is written here, so that an interview goes on in the next shell."""


def chat() -> None:
    """Talk with the mentor: questions, your assessment, postings, plan and progress, all in one conversation.

    \b
    Example:
      mentor chat
      > What does a junior earn?
      > Assess my skills
      > /sources
      > /quit
    """
    from app.cli.failures import log_to_file
    from app.cli.learner import own_records
    from app.cli.progress import Progress
    from app.cli.reach import reach_mentor

    log_to_file()
    progress = Progress()
    with own_records() as own:
        mentor = reach_mentor(own.settings, progress, store=own.store)
        try:
            progress.clear()
            if sys.stdin.isatty():
                typer.echo("Ask away, or say “help”; /quit leaves.", err=True)
            _Conversation(mentor, progress, own.settings.max_message_chars).run()
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
            if said.startswith("/") and self._command(said):
                continue
            if said:
                self._turn(said)

    def _command(self, said: str) -> bool:
        """Whether it was one of the terminal's own; others are the mentor's."""
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
            from graphs.mentor.intent_rules import is_command

            if is_command(said):
                return False
            typer.echo(f"There is no command {said.split()[0]}. /help lists them.", err=True)
        return True

    def _turn(self, said: str) -> None:
        from app.cli.answer import AnswerWriter
        from app.cli.listen import listen
        from app.web.cleaning import clean_message
        from graphs.errors import MentorError
        from graphs.mentor.request import Exchange

        said, answers_to = self._picked(said)
        writer = AnswerWriter(numbered=True)
        try:
            listen(
                self._mentor,
                clean_message(said, self._limit),
                self._history[-REMEMBERED:],
                writer,
                self._progress,
                conversation=CONVERSATION,
                answers_to=answers_to,
            )
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

    def _picked(self, said: str) -> tuple[str, str]:
        """The reply that a number stands for, with the question it answers; what was typed goes as it is."""
        question = self._last.question if self._last is not None else None
        replies = self._last.numbered_replies if self._last is not None else {}
        if said not in replies or question is None:
            return said, ""
        typer.echo(f"({replies[said]})", err=True)
        return replies[said], question.id


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
