"""The page is there before the routes that it asks, and nothing asked of them meanwhile is lost."""

import subprocess
import sys

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from app.web import late
from tests.web.conftest import wait_until


def test_the_page_imports_neither_the_career_nor_its_readers() -> None:
    code = (
        "import sys, app.web.app, app.adapters.store.store\n"
        "from app.bootstrap import make_app, make_parts\n"
        "heavy = ('graphs.career', 'graphs.market', 'graphs.plan', 'graphs.interview', 'graphs.progress', 'ingest', 'yaml')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def test_a_request_for_a_late_route_waits_for_it_and_the_page_does_not(app) -> None:
    client = TestClient(app)  # without a lifespan nothing is loaded ahead
    assert client.get("/").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert not app.state.late.there
    assert client.get("/api/me").status_code == 200
    assert app.state.late.there


def test_the_server_loads_them_by_itself(app) -> None:
    with TestClient(app):
        wait_until(lambda: app.state.late.there)


def test_an_import_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    included: list[APIRouter] = []
    routes = late.LateRoutes(included.append)
    broken = [True]

    def routers() -> list[APIRouter]:
        if broken:
            raise ImportError("no such library")
        return [APIRouter()]

    monkeypatch.setattr(late, "_routers", routers)
    with pytest.raises(ImportError):
        routes()
    assert not routes.there
    broken.clear()
    routes()
    routes()
    assert routes.there and len(included) == 1
