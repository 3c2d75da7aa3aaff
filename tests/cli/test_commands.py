from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import app.cli.failures
from app.cli.failures import error_of
from graphs.errors import MessageTooLong, ModelCorrupt

COMMANDS = [
    ["ask"], ["chat"], ["interview"], ["serve"], ["ingest"], ["doctor"],
    ["corpus", "list"], ["corpus", "show"], ["corpus", "validate"], ["corpus", "check-links"],
    ["model", "list"], ["model", "pull"], ["model", "use"], ["eval", "predict"],
    ["profile", "show"], ["profile", "set"], ["profile", "edit"], ["assessment", "show"], ["assessment", "export"],
    ["export"], ["delete-my-data"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(mentor, command: list[str]) -> None:
    shown = mentor(*command, "--help")
    assert shown.exit_code == 0
    assert f"mentor {' '.join(command)}" in shown.output.partition("Example")[2]


def test_help_and_version(mentor) -> None:
    shown = mentor("--help")
    assert shown.exit_code == 0
    assert all(command[0] in shown.output for command in COMMANDS)
    assert mentor("--version").output.startswith("mentor ")


def test_no_heavy_library_for_help() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from app.cli import main\ntry: main()\nexcept SystemExit: pass\n"
         "print('\\n'.join(sys.modules))", "--help"],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    loaded = set(done.stdout.splitlines())
    assert "typer" in loaded
    assert not loaded & {"torch", "llama_cpp", "langgraph", "fastapi", "pydantic", "httpx", "sqlalchemy", "numpy"}


def test_ingest_says_what_changed(mentor) -> None:
    first = mentor("ingest")
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        "+ junior-role.md",
        "1 added, 0 changed, 0 unchanged, 0 removed, 0 with a problem.",
    ]
    assert "1 of 1: junior-role.md" in first.stderr
    assert "1 unchanged" in mentor("ingest").stdout


def test_ingest_takes_documents_and_reports_a_bad_one(mentor, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Our team uses Terraform for its clusters. We meet on Mondays.")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 cut short")
    done = mentor("ingest", str(tmp_path / "notes.txt"), str(tmp_path / "broken.pdf"))
    assert done.exit_code == 1
    assert "+ documents/notes.txt" in done.stdout
    assert "! documents/broken.pdf: " in done.stdout
    assert "1 with a problem" in done.stdout


def test_ingest_of_nothing_there(mentor, tmp_path: Path) -> None:
    done = mentor("ingest", str(tmp_path / "no-such"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Correct the path" in done.stderr


def test_ask_quotes_the_sources_and_lists_them(mentor) -> None:
    done = mentor("ask", "What", "does", "a", "junior", "earn?")
    assert done.exit_code == 0, done.output
    answer, _, sources = done.stdout.partition("Sources\n")
    assert "A junior engineer earned $67,000 in 2025. [1]" in answer
    assert "[1] Junior role" in sources
    assert "A made-up source; junior-role.md, Pay of a junior" in sources
    assert "“A junior engineer earned $67,000 in 2025.”" in sources


def test_ask_as_json(mentor) -> None:
    found = json.loads(mentor("ask", "--json", "What does a junior earn?").stdout)
    assert "$67,000" in found["answer"]
    assert found["declined"] is None
    assert found["citations"][0]["document"] == "junior-role.md"
    assert found["citations"][0]["text"] == "A junior engineer earned $67,000 in 2025."
    assert found["sentences"][0]["citations"] == [1]


@pytest.mark.parametrize(
    ("text", "advice"),
    [pytest.param(" ", "Write a question", id="empty"), pytest.param("x" * 9000, "at most 8,000", id="too-long")],
)
def test_ask_refuses_what_cannot_be_read(mentor, text: str, advice: str) -> None:
    done = mentor("ask", text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert advice in done.stderr


def test_ask_reads_standard_input(mentor) -> None:
    assert "$67,000" in mentor("ask", "-", typed="What does a junior earn?\n").stdout


def test_chat_remembers_lists_sources_and_leaves(mentor) -> None:
    done = mentor(
        "chat", typed="/sources\nWhat does a junior earn?\n/sources\n/new\n/nonsense\n/help\n/quit\nnot read\n"
    )
    assert done.exit_code == 0
    assert "There is no answer with sources yet" in done.stderr
    assert "A junior engineer earned $67,000 in 2025. [1]" in done.stdout
    assert "“A junior engineer earned $67,000 in 2025.”" in done.stdout
    assert "no command /nonsense" in done.stderr
    assert "/quit" in done.stdout
    assert done.stdout.count("$67,000") == 2


@pytest.mark.parametrize(
    ("name", "value", "code", "advice"),
    [
        pytest.param("MENTOR_PROT", "1", 3, "Unknown setting MENTOR_PROT", id="unknown"),
        pytest.param("MENTOR_PORT", "99999", 3, "MENTOR_PORT", id="out-of-range"),
        pytest.param("MENTOR_CORPUS_DIR", "/no/such/folder", 3, "cannot be read", id="no-corpus"),
    ],
)
def test_bad_settings_are_one_sentence(mentor, monkeypatch, name: str, value: str, code: int, advice: str) -> None:
    monkeypatch.setenv(name, value)
    done = mentor("ingest")
    assert done.exit_code == code
    assert advice in done.stderr
    assert "Traceback" not in done.output


def test_data_dir_that_is_a_file(mentor) -> None:
    mentor.data.write_text("in the way")
    done = mentor("ask", "What does a junior earn?")
    assert done.exit_code == 3
    assert "MENTOR_DATA_DIR" in done.stderr


def test_the_unforeseen_is_one_sentence_and_a_log(mentor, monkeypatch) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("app.cli.ask._checked", break_down)
    done = mentor("ask", "hello")
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    log = mentor.data / "logs" / "mentor.log"
    assert str(log) in done.stderr
    assert "ZeroDivisionError: inside" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_interrupt_ends_with_130(mentor, monkeypatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.ask._checked", interrupt)
    assert mentor("ask", "hello").exit_code == app.cli.failures.STOPPED == 130


def test_errors_come_back_from_their_codes() -> None:
    assert isinstance(error_of("message_too_long", "Shorten it."), MessageTooLong)
    assert isinstance(error_of("model_corrupt", "Fetch it."), ModelCorrupt)
    assert error_of("unheard-of", "Hm.").exit_code == 1


def test_corpus_list_and_show(mentor) -> None:
    listed = mentor("corpus", "list")
    assert "junior-role.md" in listed.stdout
    assert "A made-up source" in listed.stdout
    shown = mentor("corpus", "show", "junior-role#pay-of-a-junior")
    assert "A junior engineer earned $67,000 in 2025." in shown.stdout
    assert "What does a junior earn?" in shown.stderr
    assert "# Junior role" in mentor("corpus", "show", "junior-role.md").stdout
    assert mentor("corpus", "show", "nothing.md").exit_code == 2


def test_corpus_validate(mentor) -> None:
    done = mentor("corpus", "validate")
    assert done.exit_code == 0, done.output
    assert "0 problems" in done.stdout
    (mentor.corpus / "skills.yaml").write_text("skills:\n  - id: 7\n")
    broken = mentor("corpus", "validate")
    assert broken.exit_code == 1
    assert "skills.yaml:2:" in broken.stdout


def test_models_are_listed_with_memory_and_licence(mentor) -> None:
    done = mentor("model", "list")
    assert done.exit_code == 0
    (bundled,) = [line for line in done.stdout.splitlines() if line.startswith("*")]
    assert "smollm2-135m-instruct" in bundled
    assert "Apache-2.0" in bundled


def test_model_use_refuses_what_is_no_model(mentor, tmp_path: Path) -> None:
    (tmp_path / "not.gguf").write_text("hello")
    done = mentor("model", "use", str(tmp_path / "not.gguf"))
    assert done.exit_code == 3
    assert "not a GGUF" in done.stderr
    assert mentor("model", "use", "no-such-model").exit_code == 3


def test_doctor_tells_the_state_of_every_part(mentor) -> None:
    mentor("ingest")
    found = {each["name"]: each for each in json.loads(mentor("doctor", "--json").stdout)}
    assert {"python", "settings", "disk", "data", "port", "catalogues", "database", "knowledge"} <= set(found)
    assert found["knowledge"]["found"] == "1 documents, built with hashed"
    assert found["model"]["state"] == "warn"


def test_doctor_goes_on_after_a_bad_setting(mentor, monkeypatch) -> None:
    monkeypatch.setenv("MENTOR_PROT", "1")
    done = mentor("doctor")
    assert done.exit_code == 1
    assert "fail  settings       Unknown setting MENTOR_PROT" in done.stdout
    assert "scripted" in next(line for line in done.stdout.splitlines() if line.split()[1] == "model")


def test_doctor_lists_the_settings(mentor) -> None:
    shown = mentor("doctor", "--settings").stdout
    assert "MENTOR_LLM_ENGINE = scripted\n" in shown
    assert "MENTOR_PORT = 8321  (default)" in shown


def test_secrets_are_not_shown(mentor, monkeypatch) -> None:
    monkeypatch.setenv("MENTOR_SECRET", "a-very-secret-word")
    assert "a-very-secret-word" not in mentor("doctor", "--settings").output
