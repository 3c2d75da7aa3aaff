"""Which source a document of the corpus restates, as the cases name it: the first three digits of its file."""

from __future__ import annotations

from pathlib import Path

import yaml


def source_ids(corpus: Path) -> dict[str, str]:
    """From document id to source id."""
    found = {}
    for path in sorted(corpus.rglob("*.md")):
        parts = path.read_text("utf-8").split("---\n", 2)
        front = yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0].strip() else {}
        found[path.relative_to(corpus).as_posix()] = str((front or {}).get("source_file") or "")[:3]
    return found
