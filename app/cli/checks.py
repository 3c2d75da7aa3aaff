"""What `mentor doctor` looks at, in the order in which things break."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.settings import Settings, load_settings
from graphs.errors import BadSettings, MentorError

COMFORTABLE_BYTES = 2 * 10**9


@dataclass(frozen=True)
class Check:
    """One thing looked at."""

    name: str
    state: Literal["ok", "warn", "fail"]
    found: str
    mend: str = ""
    """What to do; empty when nothing is to be done."""


def run_checks(say: Callable[[str, str], None]) -> Iterator[Check]:
    """All of them, each as soon as it is known; nothing is created or changed."""
    yield _python()
    yield _compiler()
    try:
        settings = load_settings()
        changed = sorted(f"MENTOR_{name.upper()}" for name in settings.model_fields_set)
        yield Check("settings", "ok", ", ".join(changed) + " set" if changed else "all at their defaults")
    except BadSettings as error:
        yield Check("settings", "fail", str(error), "The checks below go on with what can be read.")
        settings = readable_settings()
    from app.cli import checks_models as models
    from app.cli import checks_slack
    from app.cli import checks_stores as stores

    for name, look in (
        ("disk", _disk),
        ("data", _data_dir),
        ("port", _port),
        ("catalogues", stores.catalogues),
        ("database", stores.database),
        ("weights", models.weights),
        ("llama.cpp", models.llama_cpp),
        ("model", models.model),
        ("embedding", models.embedding),
        ("knowledge", stores.knowledge),
        ("slack", checks_slack.slack),
    ):
        say("Checking", name)
        try:
            yield from look(settings)
        except MentorError as error:
            yield Check(name, "fail", str(error))


def readable_settings() -> Settings:
    """What there is in spite of a bad setting: an unknown one is passed over, a wrong value leaves the defaults."""
    from pydantic import ValidationError

    try:
        return Settings()
    except ValidationError:
        return Settings.model_construct()


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", "ok", f"{version} in {sys.prefix}")


def _compiler() -> Check:
    for name in ("c++", "g++", "clang++"):
        found = shutil.which(name)
        if found:
            return Check("compiler", "ok", found)
    return Check(
        "compiler",
        "warn",
        "no C++ compiler; what is installed runs without one",
        "To build llama.cpp again, install one (Debian: apt-get install g++; macOS: xcode-select --install).",
    )


def nearest(path: Path) -> Path:
    """The folder itself, or the closest one above it that exists."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _disk(settings: Settings) -> Iterator[Check]:
    from app.bootstrap import LEAST_FREE_BYTES
    from app.models.memory import gigabytes

    place = nearest(settings.data_dir)
    free = shutil.disk_usage(place).free
    found = f"{gigabytes(free)} free at {place}"
    if free < LEAST_FREE_BYTES:
        yield Check("disk", "fail", found, "Free some space, or set MENTOR_DATA_DIR to another disk.")
    elif free < COMFORTABLE_BYTES:
        yield Check("disk", "warn", found, "Enough to run; fetching a larger model needs more.")
    else:
        yield Check("disk", "ok", found)


def _data_dir(settings: Settings) -> Iterator[Check]:
    folder = settings.data_dir
    place = nearest(folder)
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        mend = "Make it a writable folder, or set MENTOR_DATA_DIR to one."
        yield Check("data", "fail", f"{place} cannot be written", mend)
    elif place != folder:
        yield Check("data", "ok", f"{folder} will be created at the first start")
    else:
        yield Check("data", "ok", f"{folder}")


def _port(settings: Settings) -> Iterator[Check]:
    import socket

    from app.cli.running import find_server
    from app.cli.serve import free_port

    server = find_server(settings.data_dir)
    if server is not None:
        yield Check("port", "ok", f"the mentor runs at {server.address} (process {server.pid})")
        return
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
            yield Check("port", "ok", f"{settings.host}:{settings.port} is free")
        except OSError as error:
            other = free_port(settings.host, settings.port)
            yield Check(
                "port",
                "fail",
                f"{settings.host}:{settings.port} cannot be used ({error.strerror})",
                f"Stop the program that uses it, or start with `mentor serve --port {other}`.",
            )
