"""`mentor export` and `mentor delete-my-data`: what is kept of the terminal's learner."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

WORD = "DELETE"


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder, or a name that ends in .zip.")],
) -> None:
    """Write everything that is kept of you: your documents with charts and calendar, records.json, conversations.

    \b
    Examples:
      mentor export my-data
      mentor export my-data.zip

    `mentor validate DIR`, or the script in it, says whether the four documents are complete.
    """
    from app.cli.learner import own_records
    from app.web.export import export_files, export_zip

    with own_records() as own:
        if folder.suffix.casefold() == ".zip":
            packed = export_zip(own.store, own.learner, own.catalogue)
            write_files(folder.parent, {folder.name: packed})
            typer.echo(folder)
            return
        files = export_files(own.store, own.learner, own.catalogue)
    write_files(folder, files)
    for name in files:
        typer.echo(folder / name)


def delete_my_data(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
) -> None:
    """Delete everything that is kept of you from the terminal, for good: records, conversations, backups of them.

    \b
    Examples:
      mentor delete-my-data
      mentor delete-my-data --yes

    What browsers told the same server belongs to them and is deleted on the page.
    """
    from app.cli.learner import forget_terminal_learner, own_records, read_answer

    with own_records() as own:
        if not yes:
            typer.echo(
                "Your profile, interview, assessments and conversations of the terminal are deleted at once and cannot "
                "be brought back. `mentor export DIR` keeps a copy.",
                err=True,
            )
            if read_answer(f"Type {WORD} to go on: ") != WORD:
                typer.echo("Nothing was deleted.", err=True)
                raise typer.Exit(2)
        own.store.learners.delete(own.learner)
        forget_terminal_learner(own.settings.data_dir)
    typer.echo("Everything was deleted.", err=True)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Only this user may read them. Raises `BadValue` when the folder cannot be written."""
    import os

    from graphs.errors import BadValue

    try:
        for name, content in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as handle:
                handle.write(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise BadValue(f"{folder} cannot be written ({error.strerror}). Choose another folder.") from error
