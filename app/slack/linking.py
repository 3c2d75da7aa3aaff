"""`/mentor link`: the same records in Slack and on the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck
from starlette.concurrency import run_in_threadpool

from app.adapters.store.joining import Conflict, Side
from app.adapters.store.slack import own_learner
from app.slack import blocks as kit
from app.slack.outlet import respond
from app.slack.place import Json
from app.slack.presses import person_of
from app.slack.shell import Shell
from graphs.errors import MentorError

Say = Callable[..., Awaitable[Any]]


class Linking:
    """Codes both ways. The page's learner is the one that stays, so that the browser's cookie holds on."""

    def __init__(self, shell: Shell):
        self._shell = shell

    async def command(self, team: str, user: str, code: str, say: Say) -> None:
        """Without a code: makes one. With one from the page: takes it, after showing what would meet."""
        person = await self._shell.person(team, user)
        store = self._shell.store
        try:
            if not code:
                made = await run_in_threadpool(store.link_codes.make, person.learner_id, "slack")
                await say(
                    f"Your code is *{made}*. On the mentor's page, open *Link with Slack* and enter it within ten "
                    "minutes; it works once. Do not give it to anybody: it opens your records."
                )
                return
            found = await run_in_threadpool(store.link_codes.look, code, person.learner_id, "slack")
            conflicts = await run_in_threadpool(store.joining.conflicts, found.learner_id, person.learner_id)
            if conflicts:
                await say("Both sides have something", choice_blocks(conflicts, code))
                return
            await self._join(team, user, code, {})
        except MentorError as error:
            await say(str(error))
            return
        await say(LINKED)

    async def choose(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """The learner chose whose records go on."""
        await ack()
        self._shell.spawn(self._choose(body, action))

    async def _choose(self, body: Json, action: Json) -> None:
        held = kit.read_value(str(action.get("value") or ""))
        team, user = person_of(body)
        url = str(body.get("response_url") or "")
        sides: dict[str, Side] = {}
        if held.get("s") in ("kept", "joined"):
            side: Side = "kept" if held["s"] == "kept" else "joined"
            sides = {str(matter): side for matter in held.get("m", [])}
        try:
            await self._join(team, user, str(held.get("c", "")), sides)
        except MentorError as error:
            await respond(self._shell.session, url, str(error), replace=True)
            return
        await respond(self._shell.session, url, LINKED, replace=True)

    async def unlink(self, team: str, user: str, say: Say) -> None:
        """Both go on with the same records, each alone."""
        person = await self._shell.person(team, user)
        if person.linked_at is None:
            await say("Slack and the page are not linked. `/mentor link` makes a code for it.")
            return
        store, own = self._shell.store, own_learner(team, user)

        def part() -> None:
            store.joining.copy_records(person.learner_id, own)
            store.joining.attach(team, user, own, None)

        await run_in_threadpool(part)
        await say(
            "Slack and the page are apart again. Both keep your records as they stand now; "
            "our conversations so far stay on the page."
        )

    async def _join(self, team: str, user: str, code: str, sides: dict[str, Side]) -> None:
        person = await self._shell.person(team, user)
        store = self._shell.store

        def join() -> None:
            found = store.link_codes.redeem(code, person.learner_id, "slack")
            store.joining.join(found.learner_id, person.learner_id, sides)
            store.joining.attach(team, user, found.learner_id, self._shell.clock())

        await run_in_threadpool(join)


LINKED = "Linked: Slack and the page now share your records, and nothing of either was lost. `/mentor unlink` parts them again."


def choice_blocks(conflicts: tuple[Conflict, ...], code: str) -> list[kit.Block]:
    """What both sides have, and which goes on; the other stays in the history."""
    lines = [
        f"• {each.matter}: on the page of {_day(each.kept)}, in Slack of {_day(each.joined)}" for each in conflicts
    ]
    matters = [each.matter for each in conflicts]
    return [
        kit.section(
            "*Both the page and Slack know something of you.*\n" + "\n".join(lines) + "\n\nWhich should go on? "
            "The other is kept in your history, and saved postings are put together."
        ),
        kit.actions(
            [
                kit.button("The page's", "link_choice", kit.value(c=code, s="kept", m=matters)),
                kit.button("Slack's", "link_choice", kit.value(c=code, s="joined", m=matters)),
                kit.button("The newer of each", "link_choice", kit.value(c=code, s="", m=[])),
                kit.button("Do not link", "keep"),
            ]
        ),
    ]


def _day(moment: datetime) -> str:
    return f"{moment:%d %b %Y, %H:%M} UTC"
