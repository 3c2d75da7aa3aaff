"""Whether llama.cpp's CPU-specific buffers crash on this machine: found out by dying of them once, then remembered."""

from __future__ import annotations

import json
import platform
import signal
from importlib import metadata
from pathlib import Path

_FILE = "engine.json"
_FAULTS = {
    getattr(signal, name) for name in ("SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT") if hasattr(signal, name)
}


class PlainMode:
    """`needed` is remembered per build of llama.cpp and processor: another of either is tried afresh."""

    def __init__(self, data_dir: Path | None) -> None:
        self._file = data_dir / _FILE if data_dir is not None else None
        self._kept = self._remembered()
        self.needed = self._kept

    def blame(self, exit_code: int | None) -> bool:
        """After a death while loading: True when another try without those buffers is worth it."""
        if self.needed or exit_code is None or -exit_code not in _FAULTS:
            return False
        self.needed = True
        return True

    def keep(self) -> None:
        """Called once the engine came up; a start that cannot remember finds out again next time."""
        if self._file is None or not self.needed or self._kept:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps({"plain_buffers_for": _machine()}) + "\n")
        except OSError:
            return
        self._kept = True

    def _remembered(self) -> bool:
        if self._file is None:
            return False
        try:
            return bool(json.loads(self._file.read_text())["plain_buffers_for"] == _machine())
        except (OSError, ValueError, KeyError, TypeError):
            return False


def _machine() -> str:
    try:
        version = metadata.version("llama-cpp-python")
    except metadata.PackageNotFoundError:
        version = "unknown"
    return f"llama-cpp-python {version} on {_processor()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    wanted = ("model name", "model\t", "stepping")
    return " ".join(line.split(":", 1)[1].strip() for line in lines[:12] if line.startswith(wanted))
