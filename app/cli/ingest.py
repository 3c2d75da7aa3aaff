"""`mentor ingest`: brings the knowledge base in line with the documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from app.cli.progress import Progress
    from app.settings import Settings


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Documents or folders of yours to add; they are copied to the documents folder."),
    ] = None,
) -> None:
    """Read new and changed documents into the knowledge base, and forget those that vanished.

    \b
    Examples:
      mentor ingest                      the corpus and your documents folder
      mentor ingest handbook.pdf notes/  add documents of your own (Markdown, text, HTML, PDF)

    A document that cannot be read is reported and does not stop the others; the exit code is then 1.
    """
    from app.cli.failures import log_to_file
    from app.cli.progress import Progress
    from app.settings import load_settings
    from graphs.errors import NotFound

    settings = load_settings()
    log_to_file()
    given = list(paths or ())
    for path in given:
        if not path.exists():
            raise NotFound(f"There is no file or folder {path}. Correct the path.")
    progress = Progress()
    try:
        report = _ingest(settings, given, progress)
    finally:
        progress.clear()
    _tell(report)
    if report["problems"]:
        raise typer.Exit(1)


def _ingest(settings: Settings, paths: list[Path], progress: Progress) -> dict[str, Any]:
    from app.cli.running import find_server

    server = find_server(settings.data_dir)
    if server is not None:
        return _through(server.ingest(paths), progress)
    from dataclasses import asdict

    from app.bootstrap import ingest_all, open_knowledge, prepare_process

    prepare_process()
    knowledge = open_knowledge(settings)

    def reading(done: int, of: int, label: str) -> None:
        if label:
            progress.say(f"{done + 1} of {of}: {label}")

    try:
        return asdict(ingest_all(settings, knowledge, paths, reading))
    finally:
        knowledge.close()


def _through(lines: Any, progress: Progress) -> dict[str, Any]:
    from app.cli.failures import error_of
    from graphs.errors import IngestError

    for line in lines:
        kind = line.get("type")
        if kind == "failed":
            raise error_of(line["code"], line["message"])
        if kind == "progress":
            if line["label"]:
                progress.say(f"{line['step'] + 1} of {line['of']}: {line['label']}")
        elif kind == "status":
            progress.say(line["text"])
        elif kind == "report":
            return dict(line)
    raise IngestError("The server ended before it reported. See its log, then run `mentor ingest` again.")


def _tell(report: dict[str, Any]) -> None:
    for sign, kind in (("+", "added"), ("~", "changed"), ("-", "removed")):
        for document in report[kind]:
            typer.echo(f"{sign} {document}")
    for problem in report["problems"]:
        place = f"{problem['document']}:{problem['line']}" if problem.get("line") else problem["document"]
        typer.echo(f"! {place}: {problem['message']}")
    for note in report.get("notes", ()):
        typer.echo(note, err=True)
    counts = [f"{_count(report[kind])} {kind}" for kind in ("added", "changed", "unchanged", "removed")]
    typer.echo(f"{', '.join(counts)}, {len(report['problems'])} with a problem.")


def _count(found: list[str] | int) -> int:
    return found if isinstance(found, int) else len(found)
