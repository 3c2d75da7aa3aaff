"""App Home at work: published, and what its buttons and modals do."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck
from starlette.concurrency import run_in_threadpool

from app.adapters.store.versions import Records
from app.learner_assessment import read_standing
from app.learner_profile import edit_profile, read_profile
from app.learner_progress import set_reminders, tick, untick
from app.slack import blocks as kit
from app.slack import home_modals as modals
from app.slack.arrivals import Arrivals
from app.slack.home_view import Known, home_view
from app.slack.linking import Linking
from app.slack.markup import escape
from app.slack.own_data import GONE, OwnData
from app.slack.pace import Unsent
from app.slack.place import Json
from app.slack.presses import person_of
from app.slack.rating_form import rate_all
from app.slack.shell import Shell
from graphs.career.plan import LearningPlan
from graphs.career.posting import Postings
from graphs.career.progress import Progress, Reminders
from graphs.errors import BadValue, MentorError

log = logging.getLogger(__name__)

UNREADABLE = "Something that I keep of you cannot be shown here"


class Home:
    """Listeners of App Home."""

    def __init__(self, shell: Shell, arrivals: Arrivals, own_data: OwnData, linking: Linking):
        self._shell = shell
        self._arrivals = arrivals
        self._own_data = own_data
        self._linking = linking
        self.actions: dict[str, Callable[..., Awaitable[None]]] = {
            "home_say": self.say,
            "tick": self.tick,
            "settings": self.settings,
            "rate_all": self.rate,
            "home_link": self.link,
            "home_export": self.export,
            "home_forget": self.forget,
        }
        self.views: dict[str, Callable[..., Awaitable[None]]] = {
            "settings": self.keep_settings,
            "rate_all": self.keep_ratings,
            "forget": self.forget_now,
            "link": self.link_now,
        }

    async def publish(self, team: str, user: str) -> None:
        """Draws it anew from the records."""
        call = await self._shell.workspaces.caller(team)
        if call is None:
            return
        try:
            known = await self._known(team, user)
            view = home_view(known, self._shell.clock())
        except MentorError as error:
            view = {"type": "home", "blocks": [kit.section(f"*{UNREADABLE}.*\n{escape(str(error))}")]}
        try:
            await call("views_publish", user_id=user, view=view)
        except Unsent:
            log.warning("App Home could not be drawn")

    async def say(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """What comes next, in the direct message."""
        await ack()
        held = kit.read_value(str(action.get("value") or ""))
        team, user = person_of(body)
        key = f"home:{team}:{user}:{action.get('action_ts', '')}"

        async def begin() -> None:
            try:
                await self._arrivals.begin_talk(team, user, str(held.get("r", "")), key)
            except Unsent:
                log.warning("a direct message could not be opened")

        self._shell.spawn(begin())

    async def tick(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """Boxes of this week: what is ticked is done, what was unticked is not."""
        await ack()
        self._shell.spawn(self._tick(body, action))

    async def _tick(self, body: Json, action: Json) -> None:
        team, user = person_of(body)
        shown = _options(body, str(action.get("action_id", "")))
        chosen = {str(each["value"]) for each in action.get("selected_options") or ()}
        learner = await self._shell.learner(team, user)

        def keep() -> None:
            tick_items(self._shell.store.records, learner, shown & chosen, shown - chosen, self._shell.clock())

        try:
            await run_in_threadpool(keep)
        except MentorError as error:
            log.warning("a tick was not kept: %s", error.code)
            await self._tell(team, user, str(error))
        await self.publish(team, user)

    async def settings(self, ack: AsyncAck, body: Json) -> None:
        """Hours, level, reminders."""
        await ack()
        self._shell.spawn(self._open_settings(body))

    async def _open_settings(self, body: Json) -> None:
        team, user = person_of(body)
        known = await self._known(team, user)
        await self._open(body, modals.settings_modal(known.profile, known.progress.reminders, known.time_zone))

    async def keep_settings(self, ack: AsyncAck, body: Json, view: Json) -> None:
        """A field that cannot be right is named in the modal; the others wait for it."""
        team, user = person_of(body)
        learner = await self._shell.learner(team, user)
        given = modals.read_settings(view["state"]["values"])
        zone = (await self._shell.person(team, user)).time_zone

        def keep() -> None:
            records, at = self._shell.store.records, self._shell.clock()
            edit_profile(records, learner, {**given.profile, "time_zone": zone or "UTC"}, at)
            self._shell.store.learners.ensure(learner)
            change_reminders(records, learner, given.reminders, at)

        try:
            await run_in_threadpool(keep)
        except BadValue as error:
            await ack(response_action="errors", errors={given.block_of(str(error)): str(error)[:300]})
            return
        except MentorError as error:
            await ack(response_action="errors", errors={"hours": str(error)[:300]})
            return
        await ack()
        self._shell.spawn(self.publish(team, user))

    async def rate(self, ack: AsyncAck, body: Json) -> None:
        """All skills of the level in one form."""
        await ack()
        self._shell.spawn(self._open_rating(body))

    async def _open_rating(self, body: Json) -> None:
        team, user = person_of(body)
        known = await self._known(team, user)
        await self._open(body, modals.rating_modal(known.standing, self._shell.skills(), known.profile))

    async def keep_ratings(self, ack: AsyncAck, body: Json, view: Json) -> None:
        """Only what was changed is a new rating; the second submission of the same form changes nothing."""
        team, user = person_of(body)
        learner = await self._shell.learner(team, user)
        chosen = modals.read_ratings(view["state"]["values"])
        await ack()

        async def keep() -> None:
            try:
                changed = await run_in_threadpool(
                    rate_all, self._shell.store.records, learner, self._shell.skills(), chosen, self._shell.clock()
                )
                words = (
                    f"I noted your ratings of {changed} skill{'s' if changed != 1 else ''}. Nothing is final: "
                    "say “show my status” to look at them, or correct one in your own words."
                    if changed
                    else "Your ratings are as they were."
                )
            except MentorError as error:
                words = str(error)
            await self._tell(team, user, words)
            await self.publish(team, user)

        if await self._arrivals.first(f"view:{team}:{view['id']}:{view.get('hash', '')}", team, user):
            self._shell.spawn(keep())

    async def link(self, ack: AsyncAck, body: Json) -> None:
        """A code for the page, or the field for one from it."""
        await ack()
        self._shell.spawn(self._open(body, modals.link_modal()))

    async def link_now(self, ack: AsyncAck, body: Json, view: Json) -> None:
        """As the command does."""
        await ack()
        team, user = person_of(body)
        code = str(view["state"]["values"].get("code", {}).get("words", {}).get("value") or "").strip()
        self._shell.spawn(self._linking.command(team, user, code, self._teller(team, user)))

    async def export(self, ack: AsyncAck, body: Json) -> None:
        """As the command does."""
        await ack()
        team, user = person_of(body)
        self._shell.spawn(self._own_data.export(team, user, self._teller(team, user)))

    async def forget(self, ack: AsyncAck, body: Json) -> None:
        """Asks once."""
        await ack()
        self._shell.spawn(self._open(body, modals.forget_modal()))

    async def forget_now(self, ack: AsyncAck, body: Json) -> None:
        """The modal was confirmed."""
        await ack()
        team, user = person_of(body)

        async def delete() -> None:
            call = await self._shell.workspaces.caller(team)
            channel = await self._shell.direct_message(call, user, team) if call else ""
            await self._own_data.delete(team, user)
            if call and channel:
                await call("chat_postMessage", channel=channel, text=GONE)
            await self.publish(team, user)

        self._shell.spawn(delete())

    def _teller(self, team: str, user: str) -> Callable[..., Awaitable[Any]]:
        async def say(words: str, blocks: list[kit.Block] | None = None) -> None:
            await self._tell(team, user, words, blocks)

        return say

    async def _tell(self, team: str, user: str, words: str, blocks: list[kit.Block] | None = None) -> None:
        call = await self._shell.workspaces.caller(team)
        if call is None:
            return
        try:
            channel = await self._shell.direct_message(call, user, team)
            await call("chat_postMessage", channel=channel, text=words, blocks=blocks)
        except Unsent:
            log.warning("a sentence could not be delivered in Slack")

    async def _open(self, body: Json, view: kit.Block) -> None:
        call = await self._shell.workspaces.caller(str(body["team"]["id"]))
        if call is None:
            return
        try:
            await call("views_open", patience=0, trigger_id=str(body.get("trigger_id", "")), view=view)
        except Unsent:
            team, user = person_of(body)
            await self._tell(team, user, "That took too long for Slack. Press the button again, please.")

    async def _known(self, team: str, user: str) -> Known:
        person = await self._shell.person(team, user)

        def read() -> Known:
            records, learner = self._shell.store.records, person.learner_id
            profile = read_profile(records, learner).profile
            zone = str(profile.time_zone.value) if profile.time_zone else person.time_zone
            return Known(
                profile=profile,
                standing=read_standing(records, learner, self._shell.skills()),
                postings=records.read(learner, "postings", Postings) or Postings(),
                plan=records.read(learner, "plan", LearningPlan),
                progress=records.read(learner, "progress", Progress) or Progress(),
                time_zone=zone,
                linked=person.linked_at is not None,
            )

        return await run_in_threadpool(read)


def tick_items(records: Records, learner: str, done: set[str], open_again: set[str], at: datetime.datetime) -> None:
    """Only what differs is written. Raises `NotFound` for an item of a plan that was replaced, and `RecordChanged`."""
    held = records.read(learner, "progress", Progress) or Progress()
    for item in sorted(done - held.done):
        tick(records, learner, item, at)
    for item in sorted(open_again & held.done):
        untick(records, learner, item)


def change_reminders(records: Records, learner: str, changes: dict[str, Any], at: datetime.datetime) -> None:
    """Keeps a new version when something changed. Raises `RecordChanged`."""
    held = (records.read(learner, "progress", Progress) or Progress()).reminders
    wished = Reminders.model_validate({**held.model_dump(), **changes})
    if wished != held:
        set_reminders(records, learner, wished, at)


def _options(body: Json, action_id: str) -> set[str]:
    for block in (body.get("view") or {}).get("blocks") or ():
        for element in block.get("elements") or ():
            if element.get("action_id") == action_id:
                return {str(option["value"]) for option in element.get("options") or ()}
    return set()
