"""What reports call a model: enough to tell two runs with different weights apart."""

from __future__ import annotations

import re

from app.models.gguf import Gguf
from app.models.locate import entry_for


def report_name(model: Gguf, sha256: str) -> str:
    """`<name>-<quantisation>-<first eight of the sha256>`, for example `smollm2-135m-instruct-q4_1-b179c952`."""
    entry = entry_for(model.path)
    stem = entry.name if entry else model.path.stem.lower()
    stem = re.sub(rf"[-_.]?{re.escape(model.quantisation)}$", "", stem)
    stem = re.sub(r"[^a-z0-9.]+", "-", stem).strip("-.") or "model"
    return f"{stem}-{model.quantisation}-{sha256[:8]}"
