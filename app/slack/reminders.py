"""Reminders as messages; when and to whom is the scheduler's business."""

from __future__ import annotations

import logging

from starlette.concurrency import run_in_threadpool

from app.slack import blocks as kit
from app.slack.pace import Unsent
from app.slack.shell import Shell

log = logging.getLogger(__name__)


class Sender:
    """Given to the scheduler of the progress slice."""

    def __init__(self, shell: Shell):
        self._shell = shell

    async def send_reminder(self, learner: str, text: str, *, key: str = "", replies: tuple[str, ...] = ()) -> bool:
        """Writes to the person behind a learner; False when there is none in Slack, or Slack refused.

        The same `key` (such as `check-in:2026-W47`) is sent once, also after a restart.
        """
        people = await run_in_threadpool(self._shell.store.slack.people_of, learner)
        for person in people:
            call = await self._shell.workspaces.caller(person.team_id)
            if call is None:
                continue
            if key and not await run_in_threadpool(
                lambda: self._shell.store.slack.claim(f"reminder:{learner}:{key}", learner)
            ):
                return True
            blocks = kit.sections(text) + kit.suggestions(replies)
            try:
                channel = await self._shell.direct_message(call, person.user_id, person.team_id)
                await call("chat_postMessage", channel=channel, text=text[:300], blocks=blocks)
            except Unsent:
                log.warning("a reminder could not be delivered in Slack")
                continue
            return True
        return False
