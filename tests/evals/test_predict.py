"""`mentor eval predict`: a table of kinds, and lines that are no cases beside those that are."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from app.cli.evaluate import evaluate
from evals import predict_ask, predict_intents, predict_interviews, predict_ratings
from evals.interviewing import Conversation
from evals.predict import KINDS, BadLine, answer_all, kind_module, read_lines
from evals.transcript import Said, Transcript
from graphs.errors import BadValue, EmptyMessage
from graphs.testing import HashedEmbedder, MemoryRecords


class Line(BaseModel):
    id: str | int
    text: str


def test_every_kind_has_its_module_and_stands_in_the_help() -> None:
    told = CliRunner().invoke(evaluate, ["predict", "--help"]).output
    for name, kind in KINDS.items():
        module = kind_module(name)
        assert "id" in module.Line.model_fields
        assert callable(module.opened)
        assert f"  {name}  " in told
        assert kind.line and kind.row


def test_an_unknown_kind_is_told_which_there_are() -> None:
    with pytest.raises(BadValue, match="The kinds are: ask, ratings, intents"):
        kind_module("horoscopes")


def test_bad_lines_come_with_their_number_and_stop_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(
        b'\xef\xbb\xbf{"id": 1, "text": "a"}\r\n\nno json\n{"id": 2}\n\xff\n[]\n{"id": "b", "text": "\xe2\x80\xa8"}'
    )
    found = list(read_lines(file, Line))
    assert [each.id for each in found if isinstance(each, Line)] == [1, "b"]
    bad = [str(each) for each in found if isinstance(each, BadLine)]
    assert [message.split(":")[1] for message in bad] == ["3", "4", "5", "6"]
    assert "text: Field required" in bad[1] and "not UTF-8" in bad[2]


def test_one_broken_case_costs_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def answer(line: Line) -> dict[str, Any]:
        if line.text == "empty":
            raise EmptyMessage("There is nothing to read.")
        return {"id": line.id, "length": 10 // len(line.text)}

    out = tmp_path / "out.jsonl"
    cases = [
        Line(id=1, text="é"),
        BadLine("f:2: no"),
        Line(id=3, text=""),
        Line(id=4, text="empty"),
        Line(id=5, text="ab"),
    ]
    bad = answer_all(cases, out, answer)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [1, 3, 4, 5]
    assert rows[1]["error"] == "internal_error"
    assert rows[2]["error"] == "empty_message"
    assert rows[3]["length"] == 5
    assert bad == ["f:2: no", "3: ZeroDivisionError: integer division or modulo by zero"]
    assert "5 of 5" in capsys.readouterr().err


def test_what_the_shells_refuse_is_a_refusal_with_its_code() -> None:
    def refuse(turns: Any) -> Transcript:
        raise EmptyMessage("There is nothing to read.")

    row = predict_ask.answering(refuse)(predict_ask.Line(id="a", turns=("?",)))
    assert row["declined"] and row["error"] == "empty_message" and row["answer"] == "There is nothing to read."
    said = Transcript(answer="Yes.", sentences=(Said("Yes."),), total_s=0.5, failed="engine_crashed")
    assert predict_ask.answering(lambda turns: said)(predict_ask.Line(id=2, turns=("?",)))["error"] == "engine_crashed"


def test_paths_do_not_depend_on_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphs.interview.model import load_model

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("app.bootstrap.open_embedder", lambda settings: HashedEmbedder())  # the real one loads weights
    assert Path.cwd() == tmp_path
    answer = predict_ratings.answering(*predict_ratings.open_parts(), load_model())
    row = answer(predict_ratings.Line(id=7, skill="Linux", question="And Linux?", answer=""))
    assert (row["id"], row["skill"], row["rating"]) == (7, "linux-bash", None)
    with pytest.raises(BadValue, match="juggling"):
        answer(predict_ratings.Line(id=8, skill="juggling", answer="three balls"))


def test_intents_default_to_an_idle_conversation() -> None:
    answer = predict_intents.answering(HashedEmbedder())
    assert answer(predict_intents.Line(id=1, message="delete my data"))["intent"] == "delete_my_data"


def test_an_interview_is_typed_turn_by_turn_and_its_records_are_its_own() -> None:
    from app.adapters.catalogue import SKILLS_FILE, load_skills
    from app.settings import Settings
    from evals.predict_interviews import answering
    from graphs.interview.graph import InterviewDeps, build_graph
    from graphs.interview.lexicon import SkillLexicon
    from graphs.interview.model import load_model
    from graphs.interview.rate import rate_answer

    lexicon = SkillLexicon(load_skills(Settings().corpus_dir / SKILLS_FILE))
    model, embedder = load_model(), HashedEmbedder()

    def begin() -> Conversation:
        from evals.interviewing import BEGAN

        deps = InterviewDeps(
            MemoryRecords(),
            lexicon,
            lambda skill, question, answer: rate_answer(skill, question, answer, model, embedder, lexicon),
            lambda: BEGAN,
        )
        return Conversation(deps, build_graph)

    answer = answering(begin)
    turns = ("assess me", "I have never touched Docker.", "make Docker 2", "pause")
    row = answer(predict_interviews.Line(id="one", turns=turns))
    assert row["status"] == "paused"
    assert row["ratings"]["docker"] == 2 and len(row["ratings"]) == 15
    assert [turn["learner"] for turn in row["transcript"]] == list(turns)
    assert all(turn["mentor"] for turn in row["transcript"])
    assert answer(predict_interviews.Line(id="two", turns=("hello",)))["ratings"]["docker"] is None
