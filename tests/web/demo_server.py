"""The real web service with a scripted mind, to look at: `python -m tests.web.demo_server --data-dir DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from app.adapters.store.store import open_store
from app.settings import load_settings
from app.web.app import create_app
from tests.web.scripted import ScriptedMind, scripted_parts


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8399)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--pause", type=float, default=0.05)
    parser.add_argument("--loading", type=float, default=0.0)
    given = parser.parse_args()
    settings = load_settings(data_dir=given.data_dir, port=given.port)
    app = create_app(scripted_parts(ScriptedMind(given.pause), given.loading), open_store(settings), settings)
    uvicorn.run(app, host="127.0.0.1", port=given.port, log_level="warning", timeout_graceful_shutdown=2)


if __name__ == "__main__":
    main()
