"""`server.json`: how the program's own commands find a running server and prove that they may speak to it."""

from __future__ import annotations

import json
import os
from pathlib import Path

NAME = "server.json"


def write_server_file(data_dir: Path, host: str, port: int, token: str) -> None:
    """Readable by this user only; put in place whole."""
    fresh = data_dir / f"{NAME}.{os.getpid()}"
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as handle:
        json.dump({"pid": os.getpid(), "host": host, "port": port, "token": token}, handle)
    fresh.replace(data_dir / NAME)


def remove_server_file(data_dir: Path) -> None:
    """Only when it is still ours: another server may have started since."""
    file = data_dir / NAME
    try:
        if json.loads(file.read_text())["pid"] == os.getpid():
            file.unlink()
    except (OSError, ValueError, KeyError):
        return
