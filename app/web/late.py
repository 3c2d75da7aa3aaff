"""The routes that are imported while the page is served already.

What they need (the career's records, the readers of postings and plans) takes longer to import than everything that the
page itself is made of, so only the page's own routes are there from the beginning.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

EARLY = ("/healthz", "/readyz", "/api/status", "/static/")


class LateRoutes:
    """Includes the routes once, in whichever thread calls first; the others wait for it."""

    def __init__(self, include: Callable[[APIRouter], None]) -> None:
        self._include = include
        self._guard = threading.Lock()
        self.there = False

    def __call__(self) -> None:
        """Raises what an import raises; the next call tries again."""
        with self._guard:
            if not self.there:
                for router in _routers():
                    self._include(router)
                self.there = True


class AwaitLateRoutes:
    """Holds a request for anything but the page until the other routes are there, instead of knowing nothing of it."""

    def __init__(self, app: ASGIApp, late: LateRoutes) -> None:
        self._app = app
        self._late = late

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Once they are there it costs a comparison."""
        if scope["type"] == "http" and not self._late.there:
            path = scope["path"]
            if path != "/" and not path.startswith(EARLY):
                await run_in_threadpool(self._late)
        await self._app(scope, receive, send)


def _routers() -> list[APIRouter]:
    from app.web.routes import (
        assessment,
        calendar,
        charts,
        control,
        conversations,
        documents,
        link,
        market,
        me,
        messages,
        plan,
        postings,
        profile,
        progress,
        reminders,
        roadmap,
        sources,
    )

    return [
        routes.router
        for routes in (
            me,
            profile,
            assessment,
            plan,
            progress,
            documents,
            calendar,
            reminders,
            roadmap,
            postings,
            market,
            charts,
            link,
            conversations,
            messages,
            sources,
            control,
        )
    ]
