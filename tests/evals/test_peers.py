"""The comparison with other libraries: their answers are judged as ours are, and the endpoint speaks their language."""

import json
from pathlib import Path

from fastapi.testclient import TestClient

from evals.cases import Case
from evals.gate.suite import Measure, Outcome
from evals.peers.bench import System, chosen, lines, peer_transcript, write_report
from evals.peers.chains import documents
from evals.peers.endpoint import make_app
from evals.score import judge
from evals.suites.ask import outcome
from graphs.testing import HashedEmbedder, ScriptedChatModel

PASSAGES = [
    {"document": "a.md", "text": "Bakers in Ghent earned $31,000."},
    {"document": "b.md", "text": "Ovens are hot."},
]


def test_a_chains_markers_are_its_citations() -> None:
    row = {"answer": "Bakers earned $31,000. [1] They are hot [2][9]. Truly so.", "passages": PASSAGES}
    made = peer_transcript(row, "pay?")
    assert [[each.number for each in said.citations] for said in made.sentences] == [[1], [2], []]
    assert made.sentences[0].text == "Bakers earned $31,000."
    assert made.sentences[0].citations[0].text == PASSAGES[0]["text"]
    assert not made.declined
    assert peer_transcript({"answer": "I don't know. The context does not say.", "passages": PASSAGES}, "?").declined


def test_one_scorer_judges_all() -> None:
    case = Case.model_validate(
        {"id": "a-b", "kind": "fact", "source": ["000"], "why": "planted", "turns": ["pay?"], "must": [["$31,000"]]}
    )
    row = {"answer": "Bakers in Ghent earned $31,000 [1]. Bakers in Ghent earned $45,000 [1].", "passages": PASSAGES}
    judged = outcome(judge(case, peer_transcript(row, "pay?"), {}))
    assert judged.right
    assert judged.measures["unsupported_sentences"].good == 1
    told = "\n".join(lines([System("one", (judged,), (0.5,), (1.0,)), System("two", (judged,), (1.5,), (2.0,))]))
    assert "answerable_correct" in told and "1.50" in told


def test_the_cases_are_single_questions_of_every_kind() -> None:
    whole = chosen()
    kinds = {item.kind for item in whole}
    assert all(len(item.given.turns) == 1 for item in whole)
    assert {"fact", "unanswerable", "conflict", "injection"} <= kinds and "smalltalk" not in kinds
    part = chosen(60)
    assert len(part) == 60 and {item.kind for item in part} == kinds
    assert [item.id for item in part] == [item.id for item in chosen(60)]
    assert len(chosen(10_000)) == len(whole)


def test_the_documents_of_the_chains_are_what_a_reader_sees(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: T\n---\n# Ovens\n\n<!-- ask\n- How hot?\n-->\nOvens are hot.\n", "utf-8"
    )
    assert documents(str(tmp_path)) == [("a.md", "# Ovens\n\nOvens are hot.")]


def test_the_report_holds_the_table_and_the_kinds(tmp_path: Path) -> None:
    system = System("one", (Outcome("a", "fact", True, {"facts": Measure(1.0)}),), (0.5,), (1.0,))
    told = write_report("60 cases", [system], tmp_path).read_text("utf-8")
    assert told.startswith("# 60 cases") and "| fact | 1 of 1 |" in told
    assert json.loads((tmp_path / "peers.json").read_text("utf-8"))[0]["first_s"] == 0.5


def test_the_endpoint_answers_as_openai_does() -> None:
    client = TestClient(make_app(ScriptedChatModel(["Hello there."]), HashedEmbedder()))
    vectors = client.post("/v1/embeddings", json={"input": ["a", "b"], "model": "x"}).json()["data"]
    assert [each["index"] for each in vectors] == [0, 1] and len(vectors[0]["embedding"]) == HashedEmbedder().dimension
    asked = {"model": "x", "messages": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}], "max_tokens": 5}
    whole = client.post("/v1/chat/completions", json=asked).json()
    assert whole["choices"][0]["message"]["content"] == "Hello there."
    client = TestClient(make_app(ScriptedChatModel(["Hello there."]), HashedEmbedder()))
    streamed = client.post("/v1/chat/completions", json={**asked, "stream": True}).text
    assert streamed.endswith("data: [DONE]\n\n") and '"delta"' in streamed
