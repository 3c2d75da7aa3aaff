"""`mentor ask`: one question, one answer."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from app.cli.answer import AnswerWriter


def ask(
    question: Annotated[list[str], typer.Argument(help="The question; `-` reads it from standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Ask one question; the answer comes sentence by sentence, each with the sources that bear it out.

    \b
    Examples:
      mentor ask "What does a junior AI infrastructure engineer earn?"
      mentor ask --json "Do I need Kubernetes for a junior role?" | jq -r .answer
      echo "Which certificates help?" | mentor ask -

    It goes through the running server when there is one for the same data directory, else the models are loaded
    for this one question, which takes a few seconds.
    """
    import json

    from app.cli.answer import AnswerWriter
    from app.cli.failures import log_to_file
    from app.cli.learner import own_records
    from app.cli.listen import listen
    from app.cli.progress import Progress
    from app.cli.reach import reach_mentor
    from app.settings import load_settings

    settings = load_settings()
    text = _checked(sys.stdin.read() if question == ["-"] else " ".join(question), settings.max_message_chars)
    log_to_file()
    progress = Progress()
    writer = AnswerWriter(io.StringIO() if as_json else None)
    with own_records() as own:
        mentor = reach_mentor(settings, progress, store=own.store)
        try:
            listen(mentor, text, (), writer, progress)
        finally:
            progress.clear()
            mentor.close()
    if as_json:
        typer.echo(json.dumps(_report(text, writer), ensure_ascii=False, indent=2))
    else:
        writer.sources()


def _checked(text: str, limit: int) -> str:
    from app.web.cleaning import clean_message

    return clean_message(text, limit)


def _report(question: str, writer: AnswerWriter) -> dict[str, Any]:
    declined = writer.declined
    return {
        "question": question,
        "answer": writer.text,
        "declined": declined.model_dump(include={"kind", "text", "offers"}) if declined else None,
        "asks_back": writer.question.model_dump(include={"text", "quick_replies"}) if writer.question else None,
        "sentences": [
            {
                "text": each.text,
                "style": each.style,
                "quoted": each.quoted,
                "citations": [citation.number for citation in each.citations],
            }
            for each in writer.sentences
        ],
        "citations": [
            each.model_dump(include={"number", "passage_id", "document", "document_title", "source", "section", "text"})
            for number in sorted(writer.citations)
            for each in writer.citations[number]
        ],
        "suggestions": list(writer.done.suggestions) if writer.done else [],
        "elapsed_ms": writer.done.elapsed_ms if writer.done else None,
        "model_ms": writer.done.model_ms if writer.done else None,
    }
