"""The message shortcut "Save as job posting"."""

from __future__ import annotations

from slack_bolt.async_app import AsyncAck

from app.slack.arrivals import Arrivals
from app.slack.markup import escape, from_slack
from app.slack.outlet import respond
from app.slack.pace import Unsent
from app.slack.place import FileRef, Json, Ticket
from app.slack.presses import person_of
from app.slack.shell import Shell

NOTHING = "There is no text in that message that I could save as a job posting."


class SavePosting:
    """Goes on in the direct message: what somebody looks for is nobody else's business."""

    def __init__(self, shell: Shell, arrivals: Arrivals):
        self._shell = shell
        self._arrivals = arrivals

    async def shortcut(self, ack: AsyncAck, body: Json) -> None:
        """Listener of the shortcut `save_posting`."""
        await ack()
        self._shell.spawn(self._save(body))

    async def _save(self, body: Json) -> None:
        team, user = person_of(body)
        url = str(body.get("response_url") or "")
        workspace = str(body["team"]["id"])
        message = body.get("message") or {}
        words = from_slack(text_of(message))
        files = tuple(FileRef.model_validate(each) for each in message.get("files") or ())[:1]
        call = await self._shell.workspaces.caller(workspace)
        if call is None:
            return
        if not words and not files:
            await respond(self._shell.session, url, NOTHING)
            return
        key = f"shortcut:{workspace}:{body.get('trigger_id') or message.get('ts')}"
        if not await self._arrivals.first(f"{key}:said", team, user):
            return
        try:
            channel = await self._shell.direct_message(call, user, team)
            root = await call(
                "chat_postMessage",
                channel=channel,
                text=f"You saved a message as a job posting:\n>{escape(words[:150])}…",
            )
        except Unsent:
            await respond(self._shell.session, url, "I could not open our direct message. Write to me there first.")
            return
        await respond(self._shell.session, url, "I read it in our direct message.")
        await self._arrivals.take(
            Ticket(
                key=key,
                team=workspace,
                channel=channel,
                thread_ts=str(root["ts"]),
                user=user,
                person_team=team,
                text=f"Save this job posting:\n\n{words}".strip(),
                files=files,
                kind="posting",
            )
        )


def text_of(message: Json) -> str:
    """The words of a message, also where apps put them into attachments and blocks only."""
    if message.get("text"):
        return str(message["text"])
    found = [str(each.get("text") or each.get("fallback") or "") for each in message.get("attachments") or ()]
    for block in message.get("blocks") or ():
        text = block.get("text")
        found.append(str(text.get("text", "")) if isinstance(text, dict) else str(text or ""))
    return "\n\n".join(each for each in found if each)
