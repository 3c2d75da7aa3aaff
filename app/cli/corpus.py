"""`mentor corpus`: what the mentor answers from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.settings import Settings
    from ingest.documents import Text
    from ingest.files import Source

corpus = typer.Typer(
    help="Look at the documents and check the catalogues.", no_args_is_help=True, rich_markup_mode=None
)


@corpus.command("list")
def list_documents() -> None:
    """List the documents: id, words, title, and the work each restates.

    \b
    Example:
      mentor corpus list
    """
    from ingest.errors import DocumentUnreadable

    rows = []
    for source in _sources():
        try:
            text = _load(source)
            rows.append((source.document, f"{len(text.body.split()):,}", text.title, text.source, text.date))
        except DocumentUnreadable as error:
            rows.append((source.document, "-", str(error), "", ""))
    width = max((len(row[0]) for row in rows), default=0)
    for document, words, title, work, date in rows:
        typer.echo(f"{document:{width}}  {words:>6} words  {title}")
        if work:
            typer.echo(f"{'':{width}}  {'':>6}        from: {work}{f' ({date})' if date else ''}")
    typer.echo(f"{len(rows)} documents.", err=True)


@corpus.command()
def show(
    name: Annotated[str, typer.Argument(help="A document's id, or a passage's: document#section.")],
) -> None:
    """Print a document, or one passage of it with the questions it answers.

    \b
    Examples:
      mentor corpus show junior-role.md
      mentor corpus show junior-role#pay-of-a-junior
    """
    from graphs.errors import IngestError, NotFound
    from ingest.chunk import chunks
    from ingest.errors import DocumentUnreadable

    wanted, _, section = name.partition("#")
    for source in _sources():
        if wanted not in (source.document, source.document.rpartition(".")[0]):
            continue
        try:
            text = _load(source)
        except DocumentUnreadable as error:
            raise IngestError(f"{source.document}: {error}") from error
        if not section:
            typer.echo(text.body)
            return
        made = chunks(text, source.document)
        for chunk in made:
            if chunk.id == name or chunk.id.partition("#")[2] == section:
                typer.echo(f"{chunk.title} ({chunk.source})\n{' > '.join(chunk.section)}\n\n{chunk.text}")
                for question in chunk.ask.questions:
                    typer.echo(f"? {question}", err=True)
                return
        known = "\n".join(f"  {chunk.id}" for chunk in made)
        raise NotFound(f"{source.document} has no passage {section}. It has:\n{known}")
    raise NotFound(f"There is no document {wanted}. `mentor corpus list` shows them.")


@corpus.command()
def validate() -> None:
    """Check the two catalogues and every document; a mistake is told with file and line.

    \b
    Example:
      mentor corpus validate
    """
    from app.adapters.catalogue import load_catalogue
    from app.settings import load_settings
    from graphs.errors import CatalogueError
    from ingest.chunk import chunks
    from ingest.errors import DocumentUnreadable

    problems: list[str] = []
    counted = ""
    try:
        catalogue = load_catalogue(load_settings().corpus_dir)
        counted = f"{len(catalogue.skills.skills)} skills, {len(catalogue.resources.resources)} resources, "
    except CatalogueError as error:
        problems += str(error).splitlines()
    documents = passages = 0
    for source in _sources():
        documents += 1
        try:
            made = chunks(_load(source), source.document)
            passages += len(made)
            if not made:
                problems.append(f"{source.document}: it holds no sentences to quote. Add some, or delete it.")
        except DocumentUnreadable as error:
            problems.append(f"{source.document}{f':{error.line}' if error.line else ''}: {error}")
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{counted}{documents} documents, {passages} passages; {len(problems)} problems.")
    if problems:
        raise typer.Exit(1)


@corpus.command("check-links")
def check_addresses(
    write: Annotated[
        bool, typer.Option("--write", help="Put today's date into last_verified of what was there.")
    ] = False,
) -> None:
    """Ask every address of the resource catalogue whether it is still there. Needs the network.

    \b
    Examples:
      mentor corpus check-links
      mentor corpus check-links --write
    """
    import datetime

    from app.adapters.catalogue import RESOURCES_FILE, load_catalogue
    from app.cli.progress import Progress
    from app.links import LinkResult, check_links, write_verified
    from app.settings import load_settings

    folder = load_settings().corpus_dir
    resources = load_catalogue(folder).resources.resources
    progress = Progress()
    done = 0

    def answered(result: LinkResult) -> None:
        nonlocal done
        done += 1
        progress.say(f"{done} of {len(resources)}: {result.address}")

    try:
        report = check_links(resources, on_result=answered)
    finally:
        progress.clear()
    for line in report.lines():
        typer.echo(line)
    if write and not report.nothing_reached:
        changed = write_verified(folder / RESOURCES_FILE, report, datetime.datetime.now(datetime.UTC).date())
        typer.echo(f"{changed} dates written to {RESOURCES_FILE}.", err=True)
    if report.broken or report.nothing_reached:
        raise typer.Exit(1)


def _sources() -> list[Source]:
    from app.adapters.knowledge import knowledge_errors
    from app.bootstrap import default_roots
    from app.settings import load_settings
    from ingest.files import find_sources

    settings: Settings = load_settings()
    with knowledge_errors():
        return find_sources(tuple(default_roots(settings)))


def _load(source: Source) -> Text:
    from ingest.files import load, read_bytes

    return load(source, read_bytes(source)[0])
