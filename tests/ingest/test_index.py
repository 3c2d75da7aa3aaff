"""Ingest through its front door, on both stores, with a stand-in for the embedding model."""

from pathlib import Path

import pytest

from ingest.edge_store import EdgeStore
from ingest.errors import KnowledgeMissing, StoreUnreachable
from ingest.files import Root
from ingest.index import Report, ingest, read_stamp
from ingest.search import Searcher
from ingest.store import Store
from ingest.testing import HashedEmbedder

PAY = """# Pay
## Junior pay
<!-- ask
about: pay
questions:
  - What does a junior earn?
-->
A junior earned $93,500.
## Senior pay
A senior earned $190,000.
"""
TOOLS = "# Tools\n\nDocker builds images.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    (made / "pay.md").write_text(PAY)
    (made / "tools.md").write_text(TOOLS)
    return made


def run(store: Store, folder: Path, embedder: HashedEmbedder | None = None, **more) -> Report:
    return ingest(store, embedder or HashedEmbedder(), [Root(folder, "corpus")], **more)


def texts(store: Store) -> set[str]:
    serving = store.serving()
    assert serving is not None
    return {record.payload["text"] for record in serving.records({"kind": ["unit"]})}


def test_first_ingest_adds_all_and_tells_its_progress(store: Store, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    report = run(store, folder, on_progress=lambda *each: told.append(each))
    assert (report.added, report.rebuilt, report.passages) == (["pay.md", "tools.md"], True, 3)
    assert told == [(0, 2, "pay.md"), (1, 2, "tools.md"), (2, 2, "")]
    assert texts(store) == {"A junior earned $93,500.", "A senior earned $190,000.", "Docker builds images."}


def test_an_unchanged_corpus_is_not_encoded_again(store: Store, folder: Path) -> None:
    run(store, folder)
    embedder = HashedEmbedder()
    report = run(store, folder, embedder)
    assert report.unchanged == ["pay.md", "tools.md"]
    assert (embedder.encoded, report.added, report.changed, report.rebuilt) == ([], [], [], False)


def test_of_a_changed_file_only_the_new_texts_are_encoded(store: Store, folder: Path) -> None:
    run(store, folder)
    (folder / "pay.md").write_text(PAY.replace("$190,000", "$195,000"))
    embedder = HashedEmbedder()
    report = run(store, folder, embedder)
    assert (report.changed, report.unchanged) == (["pay.md"], ["tools.md"])
    assert embedder.encoded == ["Senior pay\nA senior earned $195,000.", "A senior earned $195,000."]
    assert texts(store) == {"A junior earned $93,500.", "A senior earned $195,000.", "Docker builds images."}


def test_vanished_files_are_removed_but_not_those_of_other_roots(store: Store, folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "pay.md").write_text("# Ours\n\nWe pay well.\n")
    ingest(
        store,
        HashedEmbedder(),
        [Root(folder, "corpus"), Root(own, "documents", prefix="documents/")],
    )
    (folder / "tools.md").unlink()
    report = run(store, folder)
    assert report.removed == ["tools.md"]
    assert [document.id for document in Searcher(store, HashedEmbedder()).documents()] == ["documents/pay.md", "pay.md"]
    assert "We pay well." in texts(store) and "Docker builds images." not in texts(store)


def test_one_bad_file_is_reported_and_its_earlier_version_serves(store: Store, folder: Path) -> None:
    run(store, folder)
    (folder / "pay.md").write_text("# A\n<!-- ask\nkinds: [sum]\n-->\nText.")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "new.txt").write_text("Helm installs charts.")
    report = run(store, folder)
    assert {(problem.document, problem.line) for problem in report.problems} == {("broken.pdf", 0), ("pay.md", 2)}
    assert report.added == ["new.txt"]
    assert {"A junior earned $93,500.", "Helm installs charts."} <= texts(store)


def test_another_model_is_built_aside_while_the_old_one_serves(store: Store, folder: Path) -> None:
    run(store, folder)
    seen: list[str] = []

    def look(_done: int, _total: int, _label: str) -> None:
        serving = store.serving()
        stamp = read_stamp(serving) if serving else None
        seen.append(stamp.model if stamp else "none")

    report = run(store, folder, HashedEmbedder("larger", 96), on_progress=look)
    assert report.rebuilt and seen[:2] == ["hashed", "hashed"] and seen[-1] == "larger"
    stamp = Searcher(store, HashedEmbedder("larger", 96)).stamp
    assert (stamp.model, stamp.dimension) == ("larger", 96)
    with pytest.raises(KnowledgeMissing, match="built with the embedding model larger"):
        Searcher(store, HashedEmbedder()).candidates("pay")


def test_another_model_takes_documents_of_other_roots_along(store: Store, folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "ours.md").write_text("# Ours\n\nWe pay well.\n")
    ingest(store, HashedEmbedder(), [Root(folder, "corpus"), Root(own, "documents", prefix="documents/")])
    run(store, folder, HashedEmbedder("larger", 96))
    searcher = Searcher(store, HashedEmbedder("larger", 96))
    assert "documents/ours.md" in [document.id for document in searcher.documents()]
    assert searcher.candidates("We pay well")[0].chunk.document == "documents/ours.md"


class Dies(HashedEmbedder):
    """Fails at a text, as a killed process would stop there."""

    def __init__(self, at: str, name: str = "hashed") -> None:
        super().__init__(name)
        self._at = at

    def encode(self, texts, *, query: bool = False):
        if any(self._at in text for text in texts):
            raise KeyboardInterrupt
        return super().encode(texts, query=query)


def test_an_interrupted_change_leaves_the_old_state_and_is_repaired(store: Store, folder: Path) -> None:
    run(store, folder)
    before = texts(store)
    (folder / "tools.md").write_text("# Tools\n\nPodman builds images.\n")
    with pytest.raises(KeyboardInterrupt):
        run(store, folder, Dies("Podman"))
    assert texts(store) == before
    assert run(store, folder).changed == ["tools.md"]
    assert "Podman builds images." in texts(store)


def test_an_interrupted_rebuild_leaves_the_old_one_serving_and_goes_on_where_it_stopped(
    store: Store, folder: Path
) -> None:
    run(store, folder)
    with pytest.raises(KeyboardInterrupt):
        run(store, folder, Dies("Docker", "larger"))
    assert Searcher(store, HashedEmbedder()).candidates("junior")
    embedder = HashedEmbedder("larger")
    report = run(store, folder, embedder)
    assert (report.unchanged, report.added) == (["pay.md"], ["tools.md"])
    assert len(embedder.encoded) == 2
    assert Searcher(store, embedder).candidates("junior")


def test_cancelling_keeps_what_is_complete(store: Store, folder: Path) -> None:
    calls = iter([False, True])
    report = run(store, folder, cancelled=lambda: next(calls))
    assert report.cancelled and report.added == ["pay.md"] and store.serving() is None
    assert run(store, folder).unchanged == ["pay.md"]


def test_a_missing_folder_does_not_empty_the_knowledge_base(store: Store, folder: Path) -> None:
    run(store, folder)
    with pytest.raises(StoreUnreachable, match="cannot be read"):
        run(store, folder.parent / "nowhere")
    assert len(texts(store)) == 3
    assert ingest(store, HashedEmbedder(), [Root(folder.parent / "none", "own", optional=True)]).removed == []


def test_questions_on_a_heading_without_text_are_noted(store: Store, folder: Path) -> None:
    (folder / "empty.md").write_text("# A\n## Bare\n<!-- ask\nquestions: [why]\n-->\n### Below\nSome text.\n")
    assert run(store, folder).notes == ["empty.md: `Bare` has questions but no text of its own; they were not used."]


def test_what_was_ingested_is_there_after_closing_and_opening(folder: Path, tmp_path: Path) -> None:
    first = EdgeStore(tmp_path / "knowledge")
    run(first, folder)
    first.close()
    second = EdgeStore(tmp_path / "knowledge")
    assert run(second, folder).unchanged == ["pay.md", "tools.md"]
    second.close()


def test_an_unchanged_corpus_needs_no_torch(folder: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    store = EdgeStore(tmp_path / "knowledge")
    run(store, folder, HashedEmbedder("minilm", 384))
    store.close()
    code = """
import sys
from pathlib import Path
from ingest.edge_store import EdgeStore
from ingest.embed import SentenceTransformerEmbedder
from ingest.files import Root
from ingest.index import ingest
store = EdgeStore(Path(sys.argv[1]))
report = ingest(store, SentenceTransformerEmbedder(), [Root(Path(sys.argv[2]), "corpus")])
assert len(report.unchanged) == 2 and not report.rebuilt, report
assert "torch" not in sys.modules and "sentence_transformers" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "knowledge"), str(folder)], check=True, timeout=120)


SLOW = """
import sys, time
from pathlib import Path
from ingest.edge_store import EdgeStore
from ingest.files import Root
from ingest.index import ingest
from ingest.testing import HashedEmbedder
def told(done, total, label):
    print(done, flush=True)
    time.sleep(0.02)
ingest(EdgeStore(Path(sys.argv[1])), HashedEmbedder(), [Root(Path(sys.argv[2]), "corpus")], told)
"""


def test_a_killed_ingest_loses_nothing_that_was_complete(folder: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    for number in range(60):
        (folder / f"more-{number:02}.md").write_text(f"# More\n\nFact {number} stands here.\n")
    place = tmp_path / "knowledge"
    with subprocess.Popen([sys.executable, "-c", SLOW, str(place), str(folder)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() != b"20":
            pass
        process.kill()
    store = EdgeStore(place)
    report = run(store, folder)
    assert len(report.unchanged) >= 20 and len(report.unchanged) + len(report.added) == 62
    assert len(texts(store)) == 63
    store.close()
