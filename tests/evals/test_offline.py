"""The evals' index in memory finds what the product finds."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.adapters.knowledge import KnowledgeRetriever
from app.bootstrap import Knowledge, ingest_all, open_knowledge
from app.settings import Settings
from evals.offline import OfflineIndex
from graphs.ports import Match
from ingest.documents import Chunk

CORPUS = Path(__file__).resolve().parent.parent / "ask" / "corpus"
QUESTIONS = ("What does a junior earn?", "Which certificates are recommended?", "How good at Docker must I be?")


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    settings = Settings(
        corpus_dir=CORPUS,
        data_dir=tmp_path_factory.mktemp("offline"),
        embed_model="hashed",
        llm_engine="scripted",
        qdrant_url=None,
    )
    opened = open_knowledge(settings)
    ingest_all(settings, opened)
    opened.searcher.warm_up()
    yield opened
    opened.close()


def chunks_of(knowledge: Knowledge) -> list[Chunk]:
    searcher = knowledge.searcher
    return [chunk for document in searcher.documents() for chunk in searcher.neighbours(document.id)]


def told(match: Match) -> tuple[str, str, list[float]]:
    figures = [match.score, match.question_cosine, match.passage_cosine, match.head_share, *match.unit_bm25]
    return match.passage.id, match.matched_question, [round(figure, 3) for figure in figures]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_as_the_product(question: str, knowledge: Knowledge) -> None:
    index = OfflineIndex(chunks_of(knowledge), knowledge.embedder.encode)
    vector = knowledge.embedder.encode([question])[0]
    offline = index.search(question, vector, index.head(), ("junior",), 3)
    product = KnowledgeRetriever(knowledge.searcher).search(question, limit=3, levels=("junior",))
    assert [told(match) for match in offline] == [told(match) for match in product]


def test_a_question_can_be_left_out(knowledge: Knowledge) -> None:
    index = OfflineIndex(chunks_of(knowledge), knowledge.embedder.encode)
    question = index.questions[0]
    vector = knowledge.embedder.encode([question])[0]
    head = index.head(np.arange(len(index.questions)) == 0)
    assert index.search(question, vector, head, (), 1)[0].matched_question == question
    assert all(match.matched_question != question for match in index.search(question, vector, head, (), 9, same=0.985))
