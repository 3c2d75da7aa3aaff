"""`/mentor …`: every answer is private."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck

from app.slack import blocks as kit
from app.slack.arrivals import Arrivals
from app.slack.linking import Linking
from app.slack.outlet import respond
from app.slack.own_data import OwnData
from app.slack.pace import Unsent
from app.slack.place import Json, Ticket
from app.slack.shell import Shell

HELP = """*What you can ask me*
• Write to me in a direct message, or mention me in a channel: I answer from sources that I can show.
• `/mentor ask QUESTION` – an answer that only you see
• `/mentor assess` – find out where you stand; `/mentor status` – what I know so far
• `/mentor plan` – your learning plan; `/mentor roadmap` – your career roadmap
• `/mentor market` – what the postings that you saved ask for. Save one with the message shortcut _Save as job posting_, by pasting it, or as a file
• `/mentor progress I finished …` – tell me what you did
• `/mentor link` – use the same records on the mentor's page; `/mentor unlink` – apart again
• `/mentor export` – everything that I keep of you; `/mentor forget-me` – delete it

Your skills, plans and postings are between you and me: they never show up in a channel."""

TALKED = {
    "assess": "Start my skills assessment",
    "assessment": "Start my skills assessment",
    "plan": "Make my learning plan",
    "roadmap": "Make my career roadmap",
    "market": "Show my job market report",
    "status": "Show my status",
    "progress": "Show my progress",
}
"""What a command means, said as a person would: the mind reads it like any other message."""


class Commands:
    """Acknowledges first; everything else happens beside."""

    def __init__(self, shell: Shell, arrivals: Arrivals, linking: Linking, own_data: OwnData):
        self._shell = shell
        self._arrivals = arrivals
        self._linking = linking
        self._own_data = own_data

    async def mentor(self, ack: AsyncAck, command: Json) -> None:
        """Listener of `/mentor`."""
        name, _, rest = str(command.get("text") or "").strip().partition(" ")
        if name.lower() in ("", "help"):
            await ack(text="What you can ask me", blocks=[kit.section(HELP)])
            return
        await ack()
        self._shell.spawn(self._run(name.lower(), rest.strip(), command))

    async def _run(self, name: str, rest: str, command: Json) -> None:
        team, user = str(command["team_id"]), str(command["user_id"])
        key = f"command:{team}:{command['trigger_id']}"
        if name not in ("ask", *TALKED) and not await self._arrivals.first(key, team, user):
            return
        say = self._say(command)
        match name:
            case "ask" if rest:
                await self._ask(rest, key, command)
            case "ask":
                await say("Write your question behind it: `/mentor ask What does a junior earn?`")
            case "progress" if rest:
                await self._talk(rest, key, command)
            case _ if name in TALKED:
                await self._talk(f"{TALKED[name]}{f': {rest}' if rest else ''}", key, command)
            case "export":
                await self._own_data.export(team, user, say)
            case "forget-me" | "forget":
                await self._own_data.confirm_forgetting(say)
            case "link":
                await self._linking.command(team, user, rest, say)
            case "unlink":
                await self._linking.unlink(team, user, say)
            case _:
                await say(f"I do not know “{name}”. `/mentor help` lists what there is.")

    async def _ask(self, question: str, key: str, command: Json) -> None:
        """Seen by this person only; in the direct message it is a message like any other."""
        if str(command["channel_id"]).startswith("D"):
            await self._talk(question, key, command)
            return
        await self._say(command)("I am looking that up for you…")
        await self._arrivals.take(_ticket(command, key, question, thread="", respond=str(command["response_url"])))

    async def _talk(self, words: str, key: str, command: Json) -> None:
        """Goes on in the direct message, below the words that the command stands for."""
        team, user = str(command["team_id"]), str(command["user_id"])
        say = self._say(command)
        try:
            channel = await self._arrivals.begin_talk(team, user, words, key)
        except Unsent as unsent:
            await say(_not_reached(unsent))
            return
        if channel and str(command["channel_id"]) != channel:
            await say(f"I answer you in our direct message: <slack://channel?team={team}&id={channel}|open it>.")

    def _say(self, command: Json) -> Any:
        url = str(command["response_url"])

        async def say(words: str, blocks: list[kit.Block] | None = None) -> None:
            await respond(self._shell.session, url, words, blocks or [kit.section(words)])

        return say


def _not_reached(unsent: Unsent) -> str:
    if unsent.error == "missing_scope":
        return "I may not write to you directly: the app lacks the scope im:write. `mentor doctor` tells the operator."
    return "I could not open our direct message. Open it yourself (search for Mentor), and write to me there."


def _ticket(command: Json, key: str, words: str, *, thread: str, respond: str = "") -> Ticket:
    return Ticket(
        key=key,
        team=str(command["team_id"]),
        channel=str(command["channel_id"]),
        thread_ts=thread,
        user=str(command["user_id"]),
        person_team=str(command["team_id"]),
        text=words,
        respond=respond,
        kind="command",
    )
