"""Documents that are ingested beside a running service: the mentor knows them at once, whatever goes wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.adapters.library import KnowledgeLibrary
from app.bootstrap import make_parts, open_knowledge
from app.settings import Settings
from app.web.parts import PartsProtocol
from graphs.errors import IngestError
from graphs.events import Declined, Sentence
from graphs.mentor.request import TurnRequest
from tests.web.conftest import wait_until

CORPUS = """---
title: Junior role
source: Role Requirements
topics: [junior]
---
# Junior role
## Pay of a junior
<!-- ask
kinds: [amount]
questions:
  - What does a junior AI infrastructure engineer earn?
-->
A junior AI infrastructure engineer in the US earned between $67,000 and $120,000 in 2025.
"""
HANDBOOK = """# Zorblax
## What Zorblax is
<!-- ask
kinds: [definition]
questions:
  - What is Zorblax?
  - what does Zorblax do
-->
Zorblax is a scheduler for GPU clusters. Zorblax places 640 jobs per minute on a GPU cluster.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "junior-role.md").write_text(CORPUS)
    for name in ("skills.yaml", "not_covered.yaml"):
        shipped = Settings(data_dir=tmp_path).corpus_dir / name
        if shipped.exists():
            (corpus / name).write_bytes(shipped.read_bytes())
    return Settings(
        data_dir=tmp_path / "data", corpus_dir=corpus, embed_model="hashed", llm_engine="scripted", wording="quote"
    )


def _said(parts: PartsProtocol, turn: str, question: str) -> tuple[list[str], bool]:
    events = list(parts.run_turn(TurnRequest("c", "l", turn, question)))
    sentences = [event.text for event in events if isinstance(event, Sentence)]
    return sentences, any(isinstance(event, Declined) for event in events)


def test_names_that_only_a_new_document_knows_can_be_asked_about_at_once(settings: Settings, tmp_path: Path) -> None:
    parts = make_parts(settings)
    parts.start()
    wait_until(lambda: parts.wait(0.1), seconds=60)
    try:
        assert _said(parts, "t1", "What is Zorblax?") == ([], True)
        (tmp_path / "zorblax.md").write_text(HANDBOOK)
        (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 cut short")
        lines = list(parts.library().ingest([str(tmp_path / "broken.pdf"), str(tmp_path / "zorblax.md")]))
        assert lines[-1]["added"] == ["documents/zorblax.md"]
        assert [problem["document"] for problem in lines[-1]["problems"]] == ["documents/broken.pdf"]
        sentences, declined = _said(parts, "t2", "What is Zorblax?")
        assert not declined
        assert any("scheduler for GPU clusters" in sentence for sentence in sentences)
        # Mistyped, the name is known again only by the words that were read anew with the document.
        sentences, declined = _said(parts, "t3", "What is Zorblaks?")
        assert not declined
        assert any("Zorblax is a scheduler" in sentence for sentence in sentences)
    finally:
        parts.close()


def test_what_depends_on_the_documents_is_made_anew_only_when_they_changed(settings: Settings, tmp_path: Path) -> None:
    knowledge = open_knowledge(settings)
    made: list[str] = []
    library = KnowledgeLibrary(settings, knowledge, after_change=lambda: made.append("anew"))
    try:
        assert list(library.ingest([]))[-1]["added"] == ["junior-role.md"]
        assert list(library.ingest([]))[-1]["unchanged"] == 1
        assert made == ["anew"]
    finally:
        knowledge.close()


def test_an_ingest_that_breaks_off_is_told_and_does_not_hang(settings: Settings) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    knowledge = open_knowledge(settings)
    library = KnowledgeLibrary(settings, knowledge, after_change=broken)
    try:
        with pytest.raises(IngestError, match="mentor ingest"):
            list(library.ingest([]))
    finally:
        knowledge.close()


def test_an_embedding_model_that_is_not_there_is_named_to_who_runs_the_service(settings: Settings) -> None:
    parts = make_parts(settings.model_copy(update={"embed_model": "no-such-model"}))
    parts.start()
    failing = ("embedder", "knowledge")  # one after the other: the second waits for the first
    wait_until(lambda: all(parts.status()[name].state == "failed" for name in failing), seconds=120)
    try:
        assert "MENTOR_EMBED_MODEL" in parts.status()["embedder"].detail
        assert parts.status()["knowledge"].detail == parts.status()["embedder"].detail
    finally:
        parts.close()
