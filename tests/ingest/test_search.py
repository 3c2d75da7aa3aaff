"""The read side, on both stores."""

import threading
from pathlib import Path

import pytest

import graphs.errors
from app.adapters.knowledge import KnowledgeRetriever
from ingest.edge_store import EdgeStore
from ingest.errors import KnowledgeMissing
from ingest.files import Root
from ingest.index import ingest
from ingest.rank import rank
from ingest.search import Searcher
from ingest.store import Store
from ingest.testing import HashedEmbedder

PAY = """---
title: Pay report
source: Market Report
date: 2025
topics: [pay]
---
# Pay report
## Junior pay
<!-- ask
about: pay
levels: [junior]
kinds: [amount]
questions:
  - What does a beginner take home?
  - starting salary
-->
A junior earned $93,500. The range was wide.
## Senior pay
<!-- ask
about: pay
levels: [senior]
-->
A senior earned $190,000.
"""
OTHER = "# Tools\n\n## Containers\n\nDocker builds images.\n\n- *Podman* too\n"


@pytest.fixture
def searcher(store: Store, tmp_path: Path) -> Searcher:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "pay.md").write_text(PAY)
    (folder / "tools.md").write_text(OTHER)
    ingest(store, HashedEmbedder(), [Root(folder, "corpus")])
    return Searcher(store, HashedEmbedder())


def test_a_passage_is_found_by_a_question_it_answers(searcher: Searcher) -> None:
    first = searcher.candidates("What does a beginner take home?")[0]
    assert (first.chunk.id, first.matched_question) == ("pay#junior-pay", "What does a beginner take home?")
    assert first.question_cosine == pytest.approx(1.0, abs=1e-3)
    assert first.question_bm25 > 0 and first.passage_bm25 == 0
    assert len(first.unit_cosines) == len(first.unit_bm25) == 2
    assert first.chunk.ask.kinds == ("amount",)


def test_every_unit_of_a_passage_has_its_own_scores(searcher: Searcher) -> None:
    found = {each.chunk.id: each for each in searcher.candidates("docker images, podman")}
    first = found["tools#containers"]
    assert [unit.text for unit in first.chunk.units] == ["Docker builds images.", "Podman too"]
    assert all(score > 0 for score in first.unit_bm25) and all(score > 0.2 for score in first.unit_cosines)
    assert (first.question_cosine, first.matched_question) == (0.0, "")


def test_look_ups(searcher: Searcher) -> None:
    assert [chunk.id for chunk in searcher.by_about("pay")] == ["pay#junior-pay", "pay#senior-pay"]
    assert searcher.by_about("") == [] and searcher.by_about("none") == []
    chunk = searcher.chunk("pay#junior-pay")
    assert chunk is not None and chunk.text == "A junior earned $93,500. The range was wide."
    assert searcher.chunk("pay#none") is None
    assert [(document.id, document.passages, document.body) for document in searcher.documents()] == [
        ("pay.md", 2, ""),
        ("tools.md", 1, ""),
    ]
    document = searcher.document("pay.md")
    assert document is not None and (document.source, document.date, document.topics) == (
        "Market Report",
        "2025",
        ("pay",),
    )
    assert document.body[chunk.units[1].start : chunk.units[1].end] == "The range was wide."
    assert searcher.document("../pay.md") is None
    assert [each.position for each in searcher.neighbours("pay.md")] == [0, 1]


@pytest.mark.parametrize("query", ["", "  ", "the", "?!", "\x00", "💸" * 50, "<script>", "word " * 5000])
def test_any_query_is_answered(searcher: Searcher, query: str) -> None:
    assert len(searcher.candidates(query)) <= 3


def test_ranking_is_between_zero_and_one_and_prefers_the_wanted_level(searcher: Searcher) -> None:
    found = searcher.candidates("earned")
    plain, wanted = (
        {each.candidate.chunk.id: each.score for each in rank(found, levels)} for levels in ([], ["senior"])
    )
    assert wanted["pay#senior-pay"] >= plain["pay#senior-pay"]
    assert wanted["pay#junior-pay"] < plain["pay#junior-pay"]
    assert all(0 <= score <= 1 for score in plain.values())


def test_a_change_is_seen_by_the_next_query(store: Store, searcher: Searcher, tmp_path: Path) -> None:
    assert searcher.candidates("junior earned")[0].chunk.text.startswith("A junior earned $93,500.")
    (tmp_path / "corpus" / "pay.md").write_text(PAY.replace("$93,500", "$94,000"))
    ingest(store, HashedEmbedder(), [Root(tmp_path / "corpus", "corpus")])
    assert searcher.candidates("junior earned")[0].chunk.text.startswith("A junior earned $94,000.")


def test_what_was_decoded_ahead_is_found_alike_and_read_anew_after_a_change(
    store: Store, searcher: Searcher, tmp_path: Path
) -> None:
    query = "What does a junior earn?"
    before = searcher.candidates(query)
    searcher.warm_up()
    after = searcher.candidates(query)
    assert [(each.chunk, each.unit_cosines, each.passage_cosine) for each in after] == [
        (each.chunk, each.unit_cosines, each.passage_cosine) for each in before
    ]
    (tmp_path / "corpus" / "pay.md").write_text(PAY + "\n## Zebras\n\nZebras graze beside the cluster.\n")
    ingest(store, HashedEmbedder(), [Root(tmp_path / "corpus", "corpus")])
    searcher.warm_up()
    assert any("Zebras" in each.chunk.text for each in searcher.candidates("zebras graze"))


def test_many_threads_may_search_while_an_ingest_writes(store: Store, searcher: Searcher, tmp_path: Path) -> None:
    if not isinstance(store, EdgeStore):
        pytest.skip("the in-memory stand-in of a server is not made for threads")
    failures: list[BaseException] = []

    def search() -> None:
        try:
            for _ in range(30):
                assert searcher.candidates("junior earned")
        except BaseException as error:  # noqa: BLE001  # told to the main thread
            failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(10):
        (tmp_path / "corpus" / "more.md").write_text(f"# More\n\nText number {number}.\n")
        ingest(store, HashedEmbedder(), [Root(tmp_path / "corpus", "corpus")])
    for thread in threads:
        thread.join(30)
    assert failures == []


def test_an_empty_knowledge_base_says_what_to_do(store: Store) -> None:
    searcher = Searcher(store, HashedEmbedder())
    with pytest.raises(KnowledgeMissing, match="mentor ingest"):
        searcher.candidates("pay")
    with pytest.raises(graphs.errors.KnowledgeUnavailable, match="mentor ingest"):
        KnowledgeRetriever(searcher).search("pay")


def test_the_retriever_speaks_the_ports_words(searcher: Searcher) -> None:
    retriever = KnowledgeRetriever(searcher)
    (first, *_) = retriever.search("starting salary", limit=2)
    assert first.passage.id == "pay#junior-pay" and first.passage.levels == ("junior",)
    assert first.matched_question == "starting salary" and 0 < first.score <= 1
    assert retriever.passage(first.passage.id) == first.passage
    assert retriever.passage("none") is None
    assert [passage.about for passage in retriever.by_about("pay")] == ["pay", "pay"]
