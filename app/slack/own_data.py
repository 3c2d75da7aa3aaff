"""Everything that is kept of a person: handed out, or deleted, from within Slack."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck
from starlette.concurrency import run_in_threadpool

from app.adapters.catalogue import load_catalogue
from app.adapters.store.slack import own_learner, public_learner
from app.slack import blocks as kit
from app.slack.files import upload
from app.slack.outlet import respond
from app.slack.pace import Unsent
from app.slack.place import Json, Place
from app.slack.presses import person_of
from app.slack.shell import DocumentFile, Shell
from app.web.export import export_zip
from graphs.errors import MentorError

Say = Callable[..., Awaitable[Any]]

ASKED = (
    "*Delete everything that I keep of you?* Your skills, postings, plan, progress and our conversations, here and on "
    "the page if you linked it. It cannot be brought back; `/mentor export` gives you a copy first."
)
GONE = "Everything that I kept of you is deleted. What I wrote in Slack before stays there until you delete it."


class OwnData:
    """Used by the command and by App Home."""

    def __init__(self, shell: Shell):
        self._shell = shell

    async def export(self, team: str, user: str, say: Say) -> None:
        """A zip in the direct message."""
        shell = self._shell
        call = await shell.workspaces.caller(team)
        if call is None:
            return
        person = await shell.person(team, user)

        def pack() -> bytes:
            return export_zip(shell.store, person.learner_id, load_catalogue(shell.settings.corpus_dir))

        try:
            content = await run_in_threadpool(pack)
            channel = await shell.direct_message(call, user, team)
        except MentorError as error:
            await say(str(error))
            return
        except Unsent:
            await say("I could not open our direct message. Write to me there first, then ask again.")
            return
        file = DocumentFile("mentor-export.zip", "Everything that the mentor keeps of you", content)
        place = Place(team, channel, "", user)
        if await upload(shell, call, place, [file], "Here is everything that I keep of you, to read without me."):
            await say("Your export is in our direct message.")

    async def confirm_forgetting(self, say: Say) -> None:
        """One question, one press."""
        await say(
            "Delete everything?",
            [
                kit.section(ASKED),
                kit.actions(
                    [
                        kit.button("Delete everything", "forget", style="danger"),
                        kit.button("Keep it", "keep"),
                    ]
                ),
            ],
        )

    async def forget(self, ack: AsyncAck, body: Json) -> None:
        """The press."""
        await ack()
        self._shell.spawn(self._forget(body))

    async def _forget(self, body: Json) -> None:
        team, user = person_of(body)
        await self.delete(team, user)
        url = str(body.get("response_url") or "")
        if url:
            await respond(self._shell.session, url, GONE, replace=True)

    async def keep(self, ack: AsyncAck, body: Json) -> None:
        """Nothing happens, visibly."""
        await ack()
        url = str(body.get("response_url") or "")
        if url:
            await respond(self._shell.session, url, "Everything is kept as it was.", replace=True)

    async def delete(self, team: str, user: str) -> None:
        """All learners that this person was: linked, own, and the one of channels."""
        shell = self._shell
        person = await shell.person(team, user)

        def delete() -> None:
            for learner in {person.learner_id, own_learner(team, user), public_learner(team, user)}:
                shell.turns.stop_all(learner)
                shell.store.learners.delete(learner)

        await run_in_threadpool(delete)
