"""sha256 of model files, remembered by path, size and time of change: hashing gigabytes at each start is slow."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from graphs.errors import ModelCorrupt

_REMEMBERED = "fingerprints.json"


def sha256_of(path: Path, remember_in: Path | None = None, on_bytes: Callable[[int], None] | None = None) -> str:
    """Hex digest; `remember_in` is a folder for the memory, which is a convenience only and may be unwritable."""
    status = path.stat()
    key = f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}"
    known = _load(remember_in)
    if key in known:
        return known[key]
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            if on_bytes is not None:
                on_bytes(len(block))
    known = {old: value for old, value in known.items() if not old.startswith(f"{path.resolve()}|")}
    known[key] = digest.hexdigest()
    _store(remember_in, known)
    return known[key]


def check_sha256(path: Path, expected: str, remember_in: Path | None = None) -> None:
    """Raises `ModelCorrupt` when the file is not the one that was meant."""
    got = sha256_of(path, remember_in)
    if got != expected:
        raise ModelCorrupt(
            f"{path.name} has sha256 {got[:12]}..., expected {expected[:12]}.... It is damaged or was replaced: "
            f"delete it and fetch or install it again."
        )


def _load(folder: Path | None) -> dict[str, str]:
    if folder is None:
        return {}
    try:
        known = json.loads((folder / _REMEMBERED).read_text())
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in known.items()} if isinstance(known, dict) else {}


def _store(folder: Path | None, known: dict[str, str]) -> None:
    if folder is None:
        return
    aside = folder / f"{_REMEMBERED}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(known, indent=1))
        aside.replace(folder / _REMEMBERED)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink()
