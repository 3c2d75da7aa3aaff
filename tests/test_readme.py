"""What the documents name exists."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from app.cli.program import program
from app.models.catalogue import CATALOGUE
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ["README.md", "deploy/README.md", "deploy/models.md"]
SETTINGS = {f"MENTOR_{name.upper()}" for name in Settings.model_fields}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def named_commands(text: str) -> list[list[str]]:
    found = re.findall(r"`(?:\.venv/bin/)?mentor ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)((?: --[a-z-]+)*)", text)
    return [[*words.split(), *options.split()] for words, options in found]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_exist(name: str) -> None:
    for words in named_commands(text_of(name)):
        shown = CliRunner().invoke(program, [*[word for word in words if not word.startswith("-")], "--help"])
        assert shown.exit_code == 0, words
        for option in (word for word in words if word.startswith("--")):
            assert option in shown.output, words


def test_the_readme_names_commands() -> None:
    assert ["ask"] in named_commands(text_of("README.md"))
    assert ["doctor", "--settings"] in named_commands(text_of("README.md"))


@pytest.mark.parametrize(
    "name", [*DOCUMENTS, "deploy/compose.yaml", "deploy/kubernetes.yaml", "deploy/Dockerfile", "deploy/env.example"]
)
def test_settings_exist(name: str) -> None:
    named = set(re.findall(r"\bMENTOR_[A-Z_]+[A-Z]\b", text_of(name)))
    assert named <= SETTINGS


def test_defaults_in_the_readme_are_the_real_ones() -> None:
    rows = re.findall(r"^\| `MENTOR_([A-Z_]+)` \| ([^|`]+) \|", text_of("README.md"), re.MULTILINE)
    assert len(rows) > 5
    for name, default in rows:
        value = Settings.model_fields[name.lower()].default
        assert default.strip() == ("not set" if value is None else str(value).lower() if value is False else str(value))


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    for name in DOCUMENTS:
        assert set(re.findall(r"`make ([a-z-]+)", text_of(name))) <= targets


def test_links_between_documents_lead_somewhere() -> None:
    for name in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(name)):
            if target != "docs/page.png":  # the picture is made from the running page
                assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_the_example_of_settings_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "deploy" / "env_example.py"))["render"]()
    assert text_of("deploy/env.example") == made


def test_the_model_table_is_the_catalogue() -> None:
    rows = re.findall(r"^\| ([a-z0-9.-]+) \|[^|]+\| ([^|]+) \|", text_of("deploy/models.md"), re.MULTILINE)
    assert [(name, licence.strip()) for name, licence in rows if name not in ("name", "---")] == [
        (entry.name, entry.licence) for entry in CATALOGUE
    ]


def test_manifests_are_yaml_and_agree_on_the_port() -> None:
    (compose,) = yaml.safe_load_all(text_of("deploy/compose.yaml"))
    deployment, service = yaml.safe_load_all(text_of("deploy/kubernetes.yaml"))
    port = Settings.model_fields["port"].default
    assert compose["services"]["mentor"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    assert container["ports"] == [{"name": "http", "containerPort": port}]
    assert service["spec"]["ports"][0]["targetPort"] == "http"


def test_no_committed_file_names_a_registry() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "Makefile", "deploy/install.sh", ".ci/run"):
        assert "://" not in text_of(name)
