"""A short secret text that is made once and kept in a file that only this user may read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def kept_text(file: Path, make: Callable[[], str]) -> str:
    """What the file holds, made on first use. Raises `OSError` and `UnicodeDecodeError`, which the caller words.

    Of two processes that start at once, one wins and both read the same.
    """
    if not file.exists():
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(make())
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text(encoding="utf-8").strip()
