"""The model files, llama.cpp and the embedding model."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphs.errors import MentorError

if TYPE_CHECKING:
    from app.cli.checks import Check
    from app.settings import Settings

_BUILD = "import llama_cpp as l; print(l.__version__, l.llama_supports_gpu_offload(), l.llama_supports_mmap())"


def weights(settings: Settings) -> Iterator[Check]:
    """The bundled language model against its published sha256, read anew; MiniLM is verified at each load."""
    from app.cli.checks import Check
    from app.models.catalogue import BUNDLED
    from app.models.fingerprint import check_sha256
    from app.models.locate import bundled_path

    del settings
    try:
        path = bundled_path()
        check_sha256(path, BUNDLED.sha256 or "")
        yield Check("weights", "ok", f"{path.name}: sha256 is right")
    except MentorError as error:
        yield Check("weights", "fail", str(error), "Install again: `make clean run`.")


def llama_cpp(settings: Settings) -> Iterator[Check]:
    """Asked in a process of its own: a build for another processor ends the process that loads it."""
    from app.cli.checks import Check

    if settings.llm_url or settings.llm_engine != "llama":
        yield Check("llama.cpp", "ok", "not used with these settings")
        return
    done = subprocess.run([sys.executable, "-c", _BUILD], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or [f"ended with code {done.returncode}"])[-1]
        mend = "Build it again here: pip install --force-reinstall --no-deps --no-binary :all: llama-cpp-python"
        yield Check("llama.cpp", "fail", f"cannot be loaded: {reason}", mend)
        return
    version, gpu, _ = done.stdout.split()
    graphics = _graphics_card()
    built = "with GPU support" if gpu == "True" else "for the CPU only"
    found = f"version {version}, built {built}"
    if graphics and gpu != "True":
        mend = 'To use it: CMAKE_ARGS="-DGGML_CUDA=on" pip install --force-reinstall --no-deps llama-cpp-python'
        yield Check("llama.cpp", "warn", f"{found}, and there is a {graphics}", mend)
    else:
        yield Check("llama.cpp", "ok", found + (f"; {graphics}" if graphics else ""))


def _graphics_card() -> str:
    import shutil

    program = shutil.which("nvidia-smi")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "--query-gpu=name", "--format=csv,noheader"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip().splitlines()[0] if done.returncode == 0 and done.stdout.strip() else ""


def model(settings: Settings) -> Iterator[Check]:
    """That the chosen model is there and fits, or that its server answers."""
    from app.bootstrap import model_setting, open_engine
    from app.cli.checks import Check

    if settings.llm_engine == "scripted":
        mend = "Unset MENTOR_LLM_ENGINE to use a real one."
        yield Check("model", "warn", "scripted: made for tests, answers nothing", mend)
        return
    if settings.llm_url or settings.llm_engine == "openai":
        engine = open_engine(settings)
        check = getattr(engine, "check", None)
        name = check() if check is not None else engine.name
        yield Check("model", "ok", f"{name} at {settings.llm_url}")
        return
    from app.models.gguf import read_gguf
    from app.models.locate import locate
    from app.models.memory import available, check_fits, gigabytes, need

    chosen = model_setting(settings)
    found = read_gguf(locate(chosen, settings.data_dir))
    check_fits(found, settings.llm_context)
    needed = need(found, settings.llm_context).total
    yield Check("model", "ok", f"{chosen}: needs {gigabytes(needed)} of memory, {gigabytes(available())} is free")


def embedding(settings: Settings) -> Iterator[Check]:
    """Encodes one sentence for real."""
    import time

    from app.adapters.knowledge import knowledge_errors
    from app.bootstrap import open_embedder, prepare_process
    from app.cli.checks import Check
    from ingest.embed import BUNDLED

    prepare_process()
    began = time.monotonic()
    with knowledge_errors():
        embedder = open_embedder(settings)
        vectors = embedder.encode(["What does a junior earn?"])
    seconds = time.monotonic() - began
    checked = ", sha256 is right" if embedder.name == BUNDLED else ""
    found = f"{embedder.name}{checked}: {vectors.shape[1]} numbers per text, loaded in {seconds:.1f} s"
    yield Check("embedding", "ok", found)
