"""What people do in the sandbox: write, press, submit, upload; the page and the tests both use it."""

from __future__ import annotations

import mimetypes
from typing import Any

from app.slack.sandbox.deliveries import Deliveries, Delivery
from app.slack.sandbox.methods import shown_view
from app.slack.sandbox.state import Channel, File, Json, Message, Slack, Trigger, View, Workspace

APP_ID = "AMENTOR"


class Hands:
    """Each method returns when the app has acknowledged, or Slack has given up."""

    def __init__(self, slack: Slack, deliveries: Deliveries):
        self._slack = slack
        self._deliveries = deliveries
        self._response_urls: dict[str, tuple[int, Message | None]] = {}

    async def write(
        self,
        user: str,
        channel: str,
        text: str,
        *,
        thread: str | None = None,
        files: list[tuple[str, bytes]] | None = None,
        team: str = "T1",
    ) -> Message:
        """A message; mentions of the mentor in a channel arrive as `app_mention` and as `message`."""
        workspace, place = self._place(team, channel)
        message = Message(self._slack.next_ts(), user, escaped(text), thread_ts=thread)
        for name, data in files or []:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            file = File(self._slack.next_id("F"), name, data, kind, owner=user, complete=True)
            workspace.files[file.id] = file
            message.files.append(file)
        place.messages.append(message)
        self._slack.changed()
        for event in self._events(workspace, place, message):
            await self.event(event, team)
        return message

    async def event(self, event: Json, team: str = "T1", event_id: str = "", *, again: bool = False) -> Delivery:
        """Delivers an event; the same `event_id` twice is a redelivery."""
        payload = {
            "token": "x",
            "team_id": team,
            "api_app_id": APP_ID,
            "type": "event_callback",
            "event_id": event_id or self._slack.next_id("Ev"),
            "event_time": int(self._slack.clock()),
            "event": event,
            "authorizations": [{"team_id": team, "user_id": self._slack.workspaces[team].bot_user, "is_bot": True}],
        }
        return await self._deliveries.deliver("events_api", payload, again=again)

    def message_event(self, channel: str, message: Message, team: str = "T1") -> Json:
        """The `message` event of a message, for delivering it again by hand."""
        return self._events(*self._place(team, channel), message)[0]

    async def command(self, user: str, channel: str, text: str, *, team: str = "T1") -> Delivery:
        """`/mentor TEXT`."""
        workspace, place = self._place(team, channel)
        payload = {
            "token": "x", "team_id": team, "team_domain": "sandbox", "channel_id": channel,
            "channel_name": "directmessage" if place.is_im else place.name, "user_id": user, "user_name": user.lower(),
            "command": "/mentor", "text": text, "api_app_id": APP_ID, "trigger_id": self.trigger(workspace, user),
            "response_url": self._response_url(team, channel, user, None),
        }  # fmt: skip
        delivery = await self._deliveries.deliver("slash_commands", payload)
        self._say_answer(workspace, place, user, delivery)
        return delivery

    async def open_home(self, user: str, tab: str = "home", *, team: str = "T1") -> Delivery:
        """Opens the App Home on a tab."""
        workspace = self._slack.workspaces[team]
        event: Json = {"type": "app_home_opened", "user": user, "channel": workspace.im(user).id, "tab": tab}
        home = workspace.homes.get(user)
        if tab == "home" and home is not None:
            event["view"] = shown_view(workspace, home)
        return await self.event(event, team)

    async def press(
        self, user: str, channel: str, message: Message, label: str, *, team: str = "T1", **value: Any
    ) -> Delivery:
        """Presses the button of a message that carries this label (or a choice whose text it is)."""
        action = _action(message.blocks, label) | value
        return await self.act(user, channel, message, action, team=team)

    async def act(self, user: str, channel: str, message: Message, action: Json, *, team: str = "T1") -> Delivery:
        """Sends one action of a message."""
        from app.slack.sandbox.chat import shown

        workspace, _ = self._place(team, channel)
        body: Json = shown(message)
        container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel}
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        if message.only_for:
            container["is_ephemeral"] = True
        payload = self._interactive(workspace, user, "block_actions") | {
            "container": container,
            "channel": {"id": channel, "name": "channel"},
            "message": body,
            "state": {"values": {}},
            "response_url": self._response_url(team, channel, user, message),
            "actions": [{"action_ts": self._slack.next_ts(), **action}],
        }
        return await self._deliveries.deliver("interactive", payload)

    async def press_in_view(self, user: str, view: View, label: str, *, team: str = "T1", **value: Any) -> Delivery:
        """Presses a button of a modal or of App Home."""
        return await self.act_in_view(user, view, _action(view.view["blocks"], label) | value, team=team)

    async def act_in_view(self, user: str, view: View, action: Json, *, team: str = "T1") -> Delivery:
        """Sends one action of a view."""
        workspace = self._slack.workspaces[team]
        payload = self._interactive(workspace, user, "block_actions") | {
            "container": {"type": "view", "view_id": view.id},
            "view": shown_view(workspace, view),
            "actions": [{"action_ts": self._slack.next_ts(), **action}],
        }
        return await self._deliveries.deliver("interactive", payload)

    async def submit(self, user: str, view: View, values: dict[str, Json], *, team: str = "T1") -> Delivery:
        """Submits the modal; `values` by block id, each the state of its one element."""
        workspace = self._slack.workspaces[team]
        state = {}
        for block in view.view["blocks"]:
            if block["type"] == "input" or "accessory" in block:
                element = block.get("element") or block["accessory"]
                given = values.get(block.get("block_id", ""), {})
                state[block.get("block_id", "")] = {element["action_id"]: {"type": element["type"], **given}}
        payload = self._interactive(workspace, user, "view_submission") | {
            "view": shown_view(workspace, view, state),
            "response_urls": [],
        }
        delivery = await self._deliveries.deliver("interactive", payload)
        self._close(workspace, user, view, delivery)
        return delivery

    async def shortcut(self, user: str, channel: str, message: Message, callback: str, *, team: str = "T1") -> Delivery:
        """A message shortcut."""
        from app.slack.sandbox.chat import shown

        workspace, place = self._place(team, channel)
        payload = self._interactive(workspace, user, "message_action") | {
            "callback_id": callback,
            "channel": {"id": channel, "name": place.name},
            "message": shown(message) | {"files": [each.shown(self._slack.base) for each in message.files]},
            "message_ts": message.ts,
            "response_url": self._response_url(team, channel, user, message),
        }
        return await self._deliveries.deliver("interactive", payload)

    async def stop(self, user: str, channel: str, thread: str, *, team: str = "T1") -> Delivery:
        """The stop button of a session; Slack ends the streams of the thread at once."""
        _, place = self._place(team, channel)
        stopped = [each for each in place.messages if each.streaming and each.thread_ts == thread]
        for message in stopped:
            message.streaming, message.stopped_by_user = False, True
        self._slack.changed()
        event = {
            "type": "agent_session_stopped",
            "channel": channel,
            "thread_ts": thread,
            "user": user,
            "streaming_message_ts": [each.ts for each in stopped],
        }
        return await self.event(event, team)

    def trigger(self, workspace: Workspace, user: str) -> str:
        """Good for one modal within three seconds."""
        trigger_id = self._slack.next_id("tr")
        workspace.triggers[trigger_id] = Trigger(user, self._slack.clock())
        return trigger_id

    def use_response_url(self, number: str) -> bool:
        """Five times."""
        used, message = self._response_urls.get(number, (5, None))
        self._response_urls[number] = (used + 1, message)
        return used < 5

    def answered_by(self, number: str) -> Message | None:
        """The message that the response URL may replace."""
        return self._response_urls[number][1]

    def _response_url(self, team: str, channel: str, user: str, message: Message | None) -> str:
        number = self._slack.next_id("r")
        self._response_urls[number] = (0, message)
        return f"{self._slack.base}/response/{team}/{channel}/{user}/{number}"

    def _place(self, team: str, channel: str) -> tuple[Workspace, Channel]:
        workspace = self._slack.workspaces[team]
        return workspace, workspace.channel(channel)

    def _events(self, workspace: Workspace, place: Channel, message: Message) -> list[Json]:
        """A channel's messages come only where the mentor is a member and may read them."""
        event: Json = {
            "type": "message",
            "channel": place.id,
            "channel_type": "im" if place.is_im else "channel",
            "user": message.user,
            "team": workspace.id,
            "text": message.text,
            "ts": message.ts,
            "event_ts": message.ts,
            "client_msg_id": f"{place.id}-{message.ts}",
        }
        if message.thread_ts:
            event["thread_ts"] = message.thread_ts
        if message.files:
            event["subtype"] = "file_share"
            event["files"] = [each.shown(self._slack.base) for each in message.files]
        if place.is_im:
            return [event]
        events = [event] if workspace.bot_user in place.members and "channels:history" in workspace.scopes else []
        if f"<@{workspace.bot_user}>" in message.text:
            events.append({key: each for key, each in event.items() if key != "channel_type"} | {"type": "app_mention"})
        return events

    def _interactive(self, workspace: Workspace, user: str, kind: str) -> Json:
        return {
            "type": kind,
            "token": "x",
            "api_app_id": APP_ID,
            "team": {"id": workspace.id, "domain": "sandbox"},
            "user": {"id": user, "username": user.lower(), "team_id": workspace.id},
            "trigger_id": self.trigger(workspace, user),
        }

    def _say_answer(self, workspace: Workspace, place: Channel, user: str, delivery: Delivery) -> None:
        if delivery.acknowledged_after is None:
            delivery.answer = {"text": "/mentor failed with the error “operation_timeout”"}
        if delivery.answer.get("text") or delivery.answer.get("blocks"):
            message = Message(self._slack.next_ts(), workspace.bot_user, str(delivery.answer.get("text", "")), bot=True)
            message.blocks, message.only_for = list(delivery.answer.get("blocks") or []), user
            place.messages.append(message)
            self._slack.changed()

    def _close(self, workspace: Workspace, user: str, view: View, delivery: Delivery) -> None:
        stack = workspace.modals.get(user, [])
        action = delivery.answer.get("response_action")
        if delivery.acknowledged_after is None:
            view.errors = {"": "We had some trouble connecting. Try again?"}
        elif action == "errors":
            view.errors = dict(delivery.answer["errors"])
        elif action == "update":
            view.view, view.errors = delivery.answer["view"], {}
        elif action == "push":
            stack.append(View(self._slack.next_id("V"), user, delivery.answer["view"]))
        elif action == "clear":
            stack.clear()
        elif view in stack:
            stack.remove(view)
        self._slack.changed()


def escaped(text: str) -> str:
    """As Slack sends what a person typed; mentions are kept."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("&lt;@U", "<@U").replace("MENTOR&gt;", "MENTOR>")


def _action(blocks: list[Json], label: str) -> Json:
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory") or {}, block.get("element") or {}]:
            found = _matching(element, label)
            if found is not None:
                return {"block_id": block.get("block_id", ""), **found}
    raise LookupError(f"nothing here is called {label!r}")


def _matching(element: Json, label: str) -> Json | None:
    kind, action_id = element.get("type"), element.get("action_id", "")
    if kind == "button" and label in (element["text"]["text"], action_id):
        return {"type": kind, "action_id": action_id, "value": element.get("value", "")}
    if kind == "feedback_buttons":
        for side in ("positive_button", "negative_button"):
            if label in (element[side]["text"]["text"], element[side]["value"]):
                return {"type": kind, "action_id": action_id, "value": element[side]["value"]}
    for option in element.get("options", []):
        if option["text"]["text"] == label:
            chosen = {"selected_option": option}
            if kind == "checkboxes":
                before = element.get("initial_options", [])
                rest = [each for each in before if each["value"] != option["value"]]
                chosen = {"selected_options": rest if len(rest) < len(before) else [*before, option]}
            return {"type": kind, "action_id": action_id, **chosen}
    return None
