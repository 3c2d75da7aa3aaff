"""Writes env.example from the settings: every variable, its meaning and its default."""

from __future__ import annotations

from pathlib import Path

from pydantic_core import PydanticUndefined

from app.settings import REPOSITORY, Settings


def render() -> str:
    """The whole file."""
    lines = ["# Every setting with its default, made by `python deploy/env_example.py`. Uncomment what you change."]
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True) if field.default is PydanticUndefined else field.default
        shown = "" if default is None else str(default).replace(f"{REPOSITORY}/", "")
        lines += ["", f"# {field.description}", f"#MENTOR_{name.upper()}={'false' if default is False else shown}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(__file__).parent / "env.example").write_text(render(), encoding="utf-8")
