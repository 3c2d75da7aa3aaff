"""Where an answer goes: a message in a thread, or words that only one person sees."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Protocol

import aiohttp

from app.slack import blocks as kit
from app.slack.answer_text import AnswerText
from app.slack.blocks import Block
from app.slack.markup import pieces, to_plain
from app.slack.place import Ticket
from graphs.events import Sentence

log = logging.getLogger(__name__)


class Outlet(Protocol):
    """See `Reply`."""

    text: AnswerText

    async def add(self, sentence: Sentence) -> None:
        """Shown when it is due."""
        ...

    async def task(self, number: int, title: str, *, done: bool) -> None:
        """A step of long work."""
        ...

    async def tick(self) -> None:
        """Time has passed."""
        ...

    async def finish(self, blocks: Sequence[Block] = ()) -> bool:
        """Whether everything can be read now."""
        ...

    async def post(self, blocks: Sequence[Block]) -> bool:
        """One more message below."""
        ...


class EphemeralReply:
    """Answers a slash command through its response URL, at the end: such messages cannot grow."""

    def __init__(self, session: aiohttp.ClientSession, ticket: Ticket):
        self.text = AnswerText()
        self._session = session
        self._url = ticket.respond

    async def add(self, sentence: Sentence) -> None:
        """Kept for the end."""
        self.text.add(sentence)

    async def task(self, number: int, title: str, *, done: bool) -> None:
        """Nobody would see it."""

    async def tick(self) -> None:
        """Nothing grows."""

    async def finish(self, blocks: Sequence[Block] = ()) -> bool:
        """At most four messages: a response URL takes five."""
        parts = pieces(self.text.whole, kit.MARKDOWN)[:4] if self.text.whole else [""]
        well = True
        for number, part in enumerate(parts, start=1):
            shown = [kit.markdown(part)] if part else []
            if number == len(parts):
                shown += blocks
            if shown:
                well = (
                    await respond(self._session, self._url, to_plain(part)[:300] or "The mentor asks", shown) and well
                )
        return well

    async def post(self, blocks: Sequence[Block]) -> bool:
        """Also for this person only."""
        return await respond(self._session, self._url, "The mentor asks", blocks)


async def respond(
    session: aiohttp.ClientSession, url: str, text: str, blocks: Sequence[Block] = (), *, replace: bool = False
) -> bool:
    """Posts to a response URL, seen by one person only."""
    body = {"response_type": "ephemeral", "replace_original": replace, "text": text, "blocks": list(blocks)}
    try:
        async with session.post(url, json=body, timeout=aiohttp.ClientTimeout(total=20)) as response:
            if response.status < 300:
                return True
            log.warning("a response URL answered %d", response.status)
    except (aiohttp.ClientError, TimeoutError):
        log.warning("a response URL did not answer")
    return False
