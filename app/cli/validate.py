"""`mentor validate`: whether the four documents of the exercise are complete."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def validate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that holds docs/.")],
) -> None:
    """Check what the four documents say, not only that they exist. Exit code 0 when complete, 1 when not.

    \b
    Example:
      mentor export my-career && mentor validate my-career

    The same check is in the folder that `mentor export` writes: python scripts/validate_exercise01.py.
    """
    from app.documents.validate_exercise01 import main
    from graphs.errors import BadValue

    if not folder.is_dir():
        raise BadValue(f"There is no folder {folder}. `mentor export {folder}` writes one.")
    raise typer.Exit(main([str(folder)]))
