"""Who the terminal's learner is: an id in a file of the data directory that only its user may read."""

from __future__ import annotations

import secrets
from pathlib import Path

FILE = "learner"


def terminal_learner(data_dir: Path) -> str:
    """The id of whoever uses this data directory from the terminal, made on first use; only this user may read it."""
    from app.private_file import kept_text
    from graphs.errors import DataDirUnusable

    file = data_dir / FILE
    try:
        learner = kept_text(file, lambda: secrets.token_hex(12))
    except (OSError, UnicodeDecodeError) as error:
        raise DataDirUnusable(
            f"Your id in {file} can be neither read nor made. Mend the folder's permissions, or set MENTOR_DATA_DIR."
        ) from error
    if not learner.isalnum():
        raise DataDirUnusable(
            f"{file} holds no id. Put the file back from a copy; deleting it starts anew, without what was kept."
        )
    return learner


def forget_terminal_learner(data_dir: Path) -> None:
    """The next command makes a new id."""
    (data_dir / FILE).unlink(missing_ok=True)
