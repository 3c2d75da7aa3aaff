"""`mentor interview`: finding out where you stand, one question at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.adapters.store.versions import LearnerRecords
    from app.cli.answer import AnswerWriter
    from app.cli.learner import Own
    from app.cli.progress import Progress
    from app.cli.reach import Answers
    from graphs.events import Event
    from graphs.interview.graph import InterviewDeps, InterviewGraph
    from graphs.interview.state import InterviewState
    from ingest.embed import Embedder

CONFIRMED = (
    "Your assessment is confirmed: `mentor assessment show` prints it, `mentor interview --again` takes it anew."
)
KEPT = "Paused. Nothing is lost; `mentor interview` goes on from here."


def interview(
    again: Annotated[bool, typer.Option("--again", help="Begin anew after a confirmed assessment.")] = False,
) -> None:
    """Talk about what you have done; the mentor rates your skills from it and you have the last word.

    \b
    Examples:
      mentor interview             begin, or go on where you paused
      mentor interview --again     a new assessment after a confirmed one

    About a dozen questions. Answer in your own words or with the number of a suggested reply; "skip", "back", "pause",
    corrections such as "make Docker 2" and questions of your own work at any time. Ctrl-C or Ctrl-D pauses.
    """
    from app.bootstrap import make_interview_deps, open_embedder, prepare_process
    from app.cli.failures import log_to_file
    from app.cli.learner import own_records
    from app.cli.progress import Progress
    from graphs.interview.graph import build_graph

    prepare_process()
    log_to_file()
    with own_records() as own:
        progress = Progress()
        embedder = open_embedder(own.settings)
        side = _SideAnswers(own, embedder, progress)
        try:
            deps = make_interview_deps(own.settings, _records(own), embedder, side.answer)
            _Interview(own, build_graph(), deps, progress).run(again=again)
        except (KeyboardInterrupt, EOFError):
            progress.clear()
            typer.echo(f"\n{KEPT}", err=True)
        finally:
            side.close()


class _Interview:
    def __init__(self, own: Own, graph: InterviewGraph, deps: InterviewDeps, progress: Progress) -> None:
        self._own = own
        self._graph = graph
        self._deps = deps
        self._progress = progress

    def run(self, *, again: bool) -> None:
        known = self._known()
        if known is not None and known.status == "confirmed" and not again:
            typer.echo(CONFIRMED, err=True)
            return
        self._turn("" if known is None or known.status == "confirmed" else "resume", fresh=again)
        while (known := self._known()) is not None and known.status == "running":
            choices = _numbered(known)
            said = _read_line()
            if said in choices:
                said = choices[said]
                typer.echo(f"({said})", err=True)
            self._turn(said, answers_to=known.open.id if known.open else "")
        if known is not None and known.status == "confirmed":
            typer.echo(CONFIRMED, err=True)

    def _known(self) -> InterviewState | None:
        from graphs.interview.records import load

        return load(_records(self._own))

    def _turn(self, text: str, *, answers_to: str = "", fresh: bool = False) -> None:
        from dataclasses import replace

        from app.cli.answer import AnswerWriter
        from app.web.cleaning import clean_text
        from graphs.interview.graph import run_interview

        writer = AnswerWriter()
        deps = replace(self._deps, records=_records(self._own))
        for event in run_interview(self._graph, deps, clean_text(text), answers_to=answers_to, fresh=fresh):
            self._show(event, writer)
        writer.finish()
        self._progress.clear()
        known = self._known()
        if writer.question is not None and known is not None:
            for number, reply in _numbered(known).items():
                typer.echo(f"  {number}. {reply}")

    def _show(self, event: Event, writer: AnswerWriter) -> None:
        from graphs.events import Failed, Progress, Question, Status

        if isinstance(event, Status):
            self._progress.say(event.text)
            return
        self._progress.clear()
        if isinstance(event, Progress):
            writer.finish()
            typer.echo(f"({event.label})", err=True)
        elif isinstance(event, Failed):
            writer.finish()
            typer.echo(event.message, err=True)
        elif isinstance(event, Question):
            known = self._known()
            numbered = known is not None and known.open is not None and event.text == known.open.text
            own_replies = numbered and known is not None and bool(_numbered(known))
            writer.take(event.model_copy(update={"quick_replies": ()}) if own_replies else event)
        else:
            writer.take(event)


class _SideAnswers:
    """The ask slice, opened with the first question that the learner asks."""

    def __init__(self, own: Own, embedder: Embedder, progress: Progress) -> None:
        self._own = own
        self._embedder = embedder
        self._progress = progress
        self._mentor: Answers | None = None

    def answer(self, question: str) -> Iterator[Event]:
        """Its sources follow as notes; an error is told, and the interview goes on."""
        from app.cli.listen import stoppable
        from graphs.errors import MentorError
        from graphs.events import Failed, Sentence

        sources: dict[int, str] = {}
        try:
            with stoppable() as stopped:
                for event in self._reached().ask(question, (), cancelled=stopped.is_set, sources_only=True):
                    if isinstance(event, Sentence):
                        sources |= {each.number: f"{each.document_title}; {each.section}" for each in event.citations}
                    yield event
        except MentorError as error:
            yield Failed(code=error.code, message=str(error))
        for number, source in sorted(sources.items()):
            yield Sentence(text=f"[{number}] {source}", style="note", quoted=False)

    def close(self) -> None:
        if self._mentor is not None:
            self._mentor.close()

    def _reached(self) -> Answers:
        from app.cli.reach import reach_mentor

        if self._mentor is None:
            self._mentor = reach_mentor(self._own.settings, self._progress, embedder=self._embedder)
        return self._mentor


def _records(own: Own) -> LearnerRecords:
    from app.adapters.store.versions import LearnerRecords

    return LearnerRecords(own.store.records, own.learner)


def _numbered(state: InterviewState) -> dict[str, str]:
    """Replies by number; none where a reply begins with a number itself, because "5" is an answer there."""
    from app.cli.answer import harmless, plain

    replies = state.open.quick_replies if state.open is not None else ()
    if any(reply[:1].isdigit() for reply in replies):
        return {}
    return {str(number): harmless(plain(reply)) for number, reply in enumerate(replies, 1)}


def _read_line() -> str:
    """Raises `EOFError` at the end of the input."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()
    with suppress(ImportError):  # not on every Python build; it gives editing and recall
        import readline  # noqa: F401
    return input("\n> ").strip()
