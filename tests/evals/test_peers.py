"""The comparison with other libraries: their answers are judged as ours are, and the endpoint speaks their language."""

from fastapi.testclient import TestClient

from evals.cases import Case
from evals.peers.bench import System, chosen, lines, peer_transcript
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
    items = chosen(9)
    assert all(len(item.given.turns) == 1 for item in items)
    assert {"fact", "unanswerable", "conflict", "injection"} <= {item.kind for item in items}
    assert [item.id for item in items] == [item.id for item in chosen(9)]


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
