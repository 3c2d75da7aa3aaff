"""Running one turn: events to the writer, progress to standard error, Ctrl-C stops the answer."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import typer

from app.cli.answer import AnswerWriter
from app.cli.failures import error_of
from app.cli.progress import Progress
from app.cli.reach import Answers
from graphs.events import Failed, Status
from graphs.events import Progress as Step

if TYPE_CHECKING:
    from graphs.mentor.request import Exchange


def listen(
    mentor: Answers,
    text: str,
    history: Sequence[Exchange],
    writer: AnswerWriter,
    progress: Progress,
    *,
    conversation: str = "",
    answers_to: str = "",
) -> None:
    """Raises the error of a turn that broke, after what it said until then was written."""
    with stoppable() as stopped:
        for event in mentor.ask(
            text, history, cancelled=stopped.is_set, conversation=conversation, answers_to=answers_to
        ):
            if isinstance(event, Status):
                if not writer.sentences:
                    progress.say(event.text)
                continue
            if isinstance(event, Step):
                progress.clear()
                writer.finish()
                typer.echo(f"({event.label})", err=True)
                continue
            progress.clear()
            if isinstance(event, Failed):
                writer.finish()
                raise error_of(event.code, event.message)
            writer.take(event)
    writer.finish()


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Ctrl-C sets the flag before it interrupts, so that the work under way ends instead of being waited for."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)
