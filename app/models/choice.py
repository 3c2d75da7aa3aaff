"""The model that `mentor model use` chose, kept in the data directory; MENTOR_LLM_MODEL goes before it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from app.models.gguf import read_gguf
from app.models.locate import locate
from graphs.errors import DataDirUnusable

_FILE = "model.json"


def use(setting: str, data_dir: Path) -> Path:
    """Remembers the model after making sure that it is there and readable; returns its file."""
    path = locate(setting, data_dir)
    read_gguf(path)
    kept = str(path.resolve()) if Path(setting).expanduser().is_file() else setting
    aside = data_dir / f"{_FILE}.{os.getpid()}"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps({"llm_model": kept}) + "\n")
        aside.replace(data_dir / _FILE)
    except OSError as error:
        raise DataDirUnusable(
            f"The choice cannot be written to {data_dir}: {error.strerror}. Check MENTOR_DATA_DIR."
        ) from error
    return path


def chosen(data_dir: Path) -> str | None:
    """The remembered choice, None when there is none."""
    try:
        value = json.loads((data_dir / _FILE).read_text()).get("llm_model")
    except (OSError, ValueError, AttributeError):
        return None
    return value if isinstance(value, str) and value else None
