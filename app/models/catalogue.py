"""Models known by a short name. Sizes are of the quantised file; memory needed is computed from the file itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CatalogueEntry:
    """One model that `mentor model pull` can fetch."""

    name: str
    file: str
    repo: str | None
    """On the hub; None for the model that comes with the installation."""
    about_bytes: int
    """Rounded; the hub tells the exact size when the file is fetched."""
    licence: str
    context: int
    """Tokens the model was trained for."""
    sha256: str | None
    """None where it is not known for sure: the hub's own checksum is then verified and kept."""
    note: str = ""

    @property
    def bundled(self) -> bool:
        """True for the model that needs no download."""
        return self.repo is None


BUNDLED = CatalogueEntry(
    name="smollm2-135m-instruct",
    file="SmolLM2-135M-Instruct.Q4_1.gguf",
    repo=None,
    about_bytes=98_000_000,
    licence="Apache-2.0",
    context=8192,
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    note="Comes with Groundwork. Fast on any machine; words little by itself.",
)

CATALOGUE: tuple[CatalogueEntry, ...] = (
    BUNDLED,
    CatalogueEntry(
        name="qwen2.5-0.5b-instruct",
        file="qwen2.5-0.5b-instruct-q4_k_m.gguf",
        repo="Qwen/Qwen2.5-0.5B-Instruct-GGUF",
        about_bytes=490_000_000,
        licence="Apache-2.0",
        context=32768,
        sha256=None,
    ),
    CatalogueEntry(
        name="qwen2.5-1.5b-instruct",
        file="qwen2.5-1.5b-instruct-q4_k_m.gguf",
        repo="Qwen/Qwen2.5-1.5B-Instruct-GGUF",
        about_bytes=1_120_000_000,
        licence="Apache-2.0",
        context=32768,
        sha256=None,
        note="A good first step up on a laptop without a GPU.",
    ),
    CatalogueEntry(
        name="smollm2-1.7b-instruct",
        file="smollm2-1.7b-instruct-q4_k_m.gguf",
        repo="HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF",
        about_bytes=1_060_000_000,
        licence="Apache-2.0",
        context=8192,
        sha256=None,
    ),
    CatalogueEntry(
        name="llama-3.2-3b-instruct",
        file="Llama-3.2-3B-Instruct-Q4_K_M.gguf",
        repo="bartowski/Llama-3.2-3B-Instruct-GGUF",
        about_bytes=2_020_000_000,
        licence="Llama 3.2 Community License",
        context=131072,
        sha256=None,
        note="Read the licence before use: it has conditions.",
    ),
    CatalogueEntry(
        name="qwen2.5-3b-instruct",
        file="qwen2.5-3b-instruct-q4_k_m.gguf",
        repo="Qwen/Qwen2.5-3B-Instruct-GGUF",
        about_bytes=2_100_000_000,
        licence="Qwen Research License",
        context=32768,
        sha256=None,
        note="The licence does not allow commercial use.",
    ),
    CatalogueEntry(
        name="phi-3.5-mini-instruct",
        file="Phi-3.5-mini-instruct-Q4_K_M.gguf",
        repo="bartowski/Phi-3.5-mini-instruct-GGUF",
        about_bytes=2_390_000_000,
        licence="MIT",
        context=131072,
        sha256=None,
    ),
    CatalogueEntry(
        name="mistral-7b-instruct",
        file="Mistral-7B-Instruct-v0.3-Q4_K_M.gguf",
        repo="bartowski/Mistral-7B-Instruct-v0.3-GGUF",
        about_bytes=4_370_000_000,
        licence="Apache-2.0",
        context=32768,
        sha256=None,
        note="For a GPU or a fast machine.",
    ),
    CatalogueEntry(
        name="qwen2.5-7b-instruct",
        file="Qwen2.5-7B-Instruct-Q4_K_M.gguf",
        repo="bartowski/Qwen2.5-7B-Instruct-GGUF",
        about_bytes=4_680_000_000,
        licence="Apache-2.0",
        context=32768,
        sha256=None,
        note="For a GPU or a fast machine.",
    ),
)


def by_name(name: str) -> CatalogueEntry | None:
    """The entry with this name, in any case."""
    return next((entry for entry in CATALOGUE if entry.name == name.strip().lower()), None)
