"""stub"""

from __future__ import annotations
from aiohttp import web
from app.slack.sandbox.hands import Hands
from app.slack.sandbox.state import Slack


def add_page(application: web.Application, slack: Slack, hands: Hands) -> None:
    """stub"""
