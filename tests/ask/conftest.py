"""A small knowledge base of the tests' own, ingested for real; only the weights are left out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.bootstrap import Knowledge, ingest_all, make_ask_deps, open_knowledge
from app.settings import Settings
from graphs.ask.deps import AskDeps
from graphs.ask.judgement import Calibration
from graphs.ask.lexicon import Lexicon
from graphs.testing import ScriptedChatModel

CORPUS = Path(__file__).parent / "corpus"


def plain_calibration(floor: float = 0.5) -> Calibration:
    """Enough when the question's words stand in what was found and no name is missing; vectors have no say."""
    return Calibration(
        names=("coverage_loose", "missing_one", "missing_more"),
        weights=np.array([12.0, -8.0, -8.0], dtype=np.float32),
        bias=-8.0,
        floor=floor,
    )


@pytest.fixture(scope="session")
def knowledge_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        corpus_dir=CORPUS,
        data_dir=tmp_path_factory.mktemp("ask-data"),
        embed_model="hashed",
        llm_engine="scripted",
        qdrant_url=None,
    )


@pytest.fixture(scope="session")
def knowledge(knowledge_settings: Settings) -> Iterator[Knowledge]:
    opened = open_knowledge(knowledge_settings)
    ingest_all(knowledge_settings, opened)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def ask_deps(knowledge_settings: Settings, knowledge: Knowledge) -> AskDeps:
    deps = make_ask_deps(knowledge_settings, knowledge, ScriptedChatModel())
    return replace(deps, calibration=plain_calibration(), wording="quote")


@pytest.fixture(scope="session")
def lexicon(ask_deps: AskDeps) -> Lexicon:
    return ask_deps.lexicon
