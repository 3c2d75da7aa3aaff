"""The layers hold, and importing costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"torch", "llama_cpp", "qdrant_client", "qdrant_edge", "sentence_transformers", "transformers", "sklearn"}


def modules() -> list[str]:
    found = []
    for package in ("app", "graphs", "ingest"):
        for file in sorted((ROOT / package).rglob("*.py")):
            parts = file.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout


IMPORT_ALL = """
import builtins, importlib, os, pathlib, socket, sys
def refuse(*_, **__): raise AssertionError("an import touched the outside")
socket.socket.connect = refuse
os.mkdir = os.makedirs = refuse
opened = builtins.open
def reading(file, mode="r", *rest, **more):
    if set(mode) & set("wax+"): refuse()
    return opened(file, mode, *rest, **more)
builtins.open = reading
before = dict(os.environ)
for name in sys.argv[1:] or NAMES:
    importlib.import_module(name)
assert dict(os.environ) == before, "an import changed the environment"
print("\\n".join(sorted(sys.modules)))
"""


def test_importing_every_module_does_nothing() -> None:
    # A bad setting in the environment would be noticed by a module that reads settings when imported.
    done = run(f"NAMES = {modules()!r}\n{IMPORT_ALL}", MENTOR_PORT="no number")
    assert done.returncode == 0, done.stderr[-2000:]
    assert not set(done.stdout.split()) & HEAVY


@pytest.mark.parametrize(
    "name", ["app.cli", "app.cli.program", "app.bootstrap", "graphs.ports", "graphs.career.skills"]
)
def test_light_modules_stay_light(name: str) -> None:
    done = run(f"import sys, {name}; print('\\n'.join(sys.modules))")
    assert done.returncode == 0, done.stderr
    assert not set(done.stdout.split()) & (HEAVY | {"fastapi", "langgraph", "sqlalchemy", "httpx"})


def test_nothing_prints_or_reads_the_environment_in_the_mind() -> None:
    for file in (ROOT / "graphs").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "os.environ" not in text, file
        assert "getenv" not in text, file
