"""Takes an operator's files into the documents folder, from which they are ingested."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from graphs.errors import IngestError


def take_in(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Copies files and folders; a file of the same name is replaced. Raises `IngestError` for a path that is not there."""
    copied: list[Path] = []
    for path in paths:
        if not path.exists():
            raise IngestError(f"There is no {path}. Check the path; nothing was ingested.")
    for path in paths:
        target = folder / path.resolve().name
        if target.resolve() == path.resolve() or folder.resolve() in path.resolve().parents:
            continue
        try:
            if path.is_dir():
                shutil.copytree(path, target, dirs_exist_ok=True)
            else:
                shutil.copy2(path, target)
        except OSError as error:
            raise IngestError(
                f"{path} cannot be copied to {folder}: {error.strerror}. Check its permissions."
            ) from error
        copied.append(target)
    return copied
