"""All settings, read from `MENTOR_*` variables once, when asked for."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graphs.errors import BadSettings

REPOSITORY = Path(__file__).resolve().parent.parent


def default_data_dir() -> Path:
    """`data/` beside the checkout, so that a clone keeps everything in its own folder."""
    return REPOSITORY / "data"


class Settings(BaseSettings):
    """Every field has a working default; nothing here needs an account or a network."""

    model_config = SettingsConfigDict(
        env_prefix="MENTOR_", frozen=True, extra="forbid", use_attribute_docstrings=True, protected_namespaces=()
    )

    data_dir: Path = Field(default_factory=default_data_dir)
    """Where records, vectors, models and uploads live."""
    corpus_dir: Path = REPOSITORY / "corpus"
    """The shipped corpus and its two catalogues."""
    documents_dir: Path | None = None
    """A folder of the operator's own documents to ingest too; default: `documents/` in the data directory."""

    host: str = "127.0.0.1"
    """Address the page listens on."""
    port: int = Field(default=8321, ge=1, le=65535)
    """Port the page listens on."""
    secret: SecretStr | None = None
    """Signs the learners' cookies; made and kept in the data directory when not given."""
    secure_cookies: bool = False
    """Send the cookie over HTTPS only; set it behind a TLS proxy."""

    database_url: SecretStr | None = None
    """`postgresql://...` for the records and checkpoints; default: SQLite files in the data directory."""

    llm_engine: Literal["llama", "openai", "scripted"] = "llama"
    """`llama` runs the model in a child process, `openai` speaks to a server, `scripted` loads no weights."""
    llm_model: str = "smollm2-135m-instruct"
    """A path to a GGUF file, a name of `mentor model list`, or `hf:<repo>/<file>`."""
    llm_url: str | None = None
    """Base URL of an OpenAI-compatible server (llama.cpp's server, vLLM); setting it selects that engine."""
    llm_api_key: SecretStr | None = None
    """Sent to `llm_url` as a bearer token."""
    llm_context: int = Field(default=2048, ge=512)
    """Tokens of context per generation."""
    llm_threads: int = Field(default=0, ge=0)
    """Threads for generation; 0 measures at warm start."""
    llm_gpu_layers: Literal["auto", "all", "none"] | int = "auto"
    """Layers offloaded to a GPU: `auto` offloads everything when the build can and a GPU is there."""
    llm_queue: int = Field(default=10, ge=1)
    """How many may be waiting or generating at once before a learner is told to try again."""

    embed_model: str = "minilm"
    """`minilm` (bundled), or any sentence-transformers model by path or name."""
    embed_threads: int = Field(default=1, ge=1)
    """Threads for sentence vectors."""

    qdrant_url: str | None = None
    """A Qdrant server; default: the embedded store in the data directory."""
    qdrant_api_key: SecretStr | None = None
    """API key of the Qdrant server."""

    wording: Literal["auto", "quote", "lead", "draft"] = "auto"
    """How much the model words: `auto` follows the measured choice for the model (see the model table)."""

    slack_bot_token: SecretStr | None = None
    """`xoxb-...` of the workspace that the mentor is installed in; setting it (and one of the next two) starts Slack."""
    slack_app_token: SecretStr | None = None
    """`xapp-...` with `connections:write`: Socket Mode, which needs no public address."""
    slack_signing_secret: SecretStr | None = None
    """HTTP mode instead of Socket Mode: Slack's requests come to `/slack/events` of the page's address, signed with it."""
    slack_client_id: str | None = None
    """With `slack_client_secret`: other workspaces may install the mentor at `/slack/install`."""
    slack_client_secret: SecretStr | None = None
    """Of the app, for installations."""
    slack_base_url: str = "https://slack.com/api/"
    """Address of Slack's Web API; only the sandbox has another."""
    slack_turns: int = Field(default=4, ge=1)
    """How many messages from Slack are answered at once; the others wait and are told their place."""

    max_message_chars: int = Field(default=8000, ge=200)
    """Longer messages are refused with a clear sentence."""

    @cached_property
    def documents_path(self) -> Path:
        """The operator's documents folder, resolved."""
        return self.documents_dir or self.data_dir / "documents"

    @property
    def records_url(self) -> str:
        """SQLAlchemy URL of the record store."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir / 'records.sqlite'}"
        url = self.database_url.get_secret_value()
        return url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )


def load_settings(**overrides: object) -> Settings:
    """Settings from the environment.

    Raises `BadSettings` naming the variable for a value out of range, and for a `MENTOR_*` variable that is
    not a setting (pydantic-settings would ignore a misspelt one silently).
    """
    known = {f"MENTOR_{name}".upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.upper().startswith("MENTOR_") and name.upper() not in known)
    if unknown:
        raise BadSettings(
            f"Unknown setting {', '.join(unknown)}. Unset it, or see `mentor doctor --settings` for the names."
        )
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "MENTOR_" + "_".join(str(part) for part in first["loc"][:1]).upper()
        raise BadSettings(f"{name}: {first['msg']}. Correct the value, or unset it to use the default.") from error
