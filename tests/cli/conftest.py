from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.program import program

CORPUS = """---
title: Junior role
source: A made-up source
date: 2025
topics: [junior]
---
# Junior role
## Pay of a junior
<!-- ask
kinds: [amount]
questions:
  - What does a junior earn?
  - how much do juniors make
-->
A junior engineer earned $67,000 in 2025.
## Tools of a junior
<!-- ask
questions:
  - Which tools does a junior use?
-->
A junior engineer uses Docker and Linux every day.
"""


class Mentor:
    """The program in this process, with a small corpus and no weights."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.corpus = folder / "corpus"

    def __call__(self, *arguments: str, typed: str | None = None):
        return CliRunner().invoke(program, list(arguments), input=typed)


@pytest.fixture
def mentor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mentor]:
    for name in [name for name in os.environ if name.startswith("MENTOR_")]:
        monkeypatch.delenv(name)
    before = dict(os.environ)  # the program switches the libraries' downloads off for its own process, which is ours
    made = Mentor(tmp_path)
    made.corpus.mkdir()
    (made.corpus / "junior-role.md").write_text(CORPUS)
    shipped = Path(__file__).resolve().parents[2] / "corpus"
    for name in ("skills.yaml", "resources.yaml"):
        (made.corpus / name).write_bytes((shipped / name).read_bytes())
    for name, value in {
        "DATA_DIR": str(made.data),
        "CORPUS_DIR": str(made.corpus),
        "LLM_ENGINE": "scripted",
        "EMBED_MODEL": "hashed",
        "WORDING": "quote",
    }.items():
        monkeypatch.setenv(f"MENTOR_{name}", value)
    yield made
    for name in set(os.environ) - set(before):
        del os.environ[name]
    os.environ.update(before)
