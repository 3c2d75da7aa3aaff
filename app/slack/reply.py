"""One answer in Slack: streamed while it is made, whole at the end, whatever Slack does in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from app.slack import blocks as kit
from app.slack.answer_text import AnswerText
from app.slack.blocks import Block
from app.slack.markup import pieces, to_mrkdwn, to_plain
from app.slack.pace import Caller, Unsent
from app.slack.place import Place
from graphs.events import Sentence

STREAM_AFTER = 0.6
"""Seconds that a first sentence waits: an answer that is whole by then needs no stream, of which there are few."""
FLUSH_EVERY = 0.8
STREAM_LIVES = 240.0
"""Seconds; Slack closes a stream after five minutes even while words still come."""
SEGMENT = 10_500
"""Characters of one streamed message; a longer answer goes on in the next."""
TOGETHER = 12_000
"""Characters that text and blocks of one message may have in all."""


GONE_THREAD = ("thread_not_found", "invalid_thread_ts", "cannot_reply_to_message")


class StoppedByPerson(Exception):
    """The stop button was pressed while words were sent."""


class Reply:
    """Collects sentences and shows them; `finish` must be called once, and then everything stands there once."""

    def __init__(
        self,
        call: Caller,
        place: Place,
        *,
        stream_after: float = STREAM_AFTER,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.text = AnswerText()
        self.ts = ""
        """Of the last message posted."""
        self._call = call
        self._place = place
        self._stream_after = stream_after
        self._clock = clock
        self._begins = 0
        """Where in the whole text the present message begins."""
        self._sent = 0
        """How far the whole text was streamed."""
        self._stream = ""
        self._started = 0.0
        self._flushed = 0.0
        self._waiting_since: float | None = None
        self._may_stream = True
        self._broken = False
        self._tasks: dict[str, Block] = {}

    async def add(self, sentence: Sentence) -> None:
        """Raises `StoppedByPerson`."""
        self.text.add(sentence)
        await self.tick()

    async def task(self, number: int, title: str, *, done: bool) -> None:
        """A step of long work, shown as a task of the stream; a plain message does without."""
        status = "complete" if done else "in_progress"
        self._tasks[f"step{number}"] = {
            "type": "task_update", "id": f"step{number}", "title": title[:200], "status": status,
        }  # fmt: skip
        await self.tick(now=True)

    async def tick(self, *, now: bool = False) -> None:
        """Sends what is due; to be called whenever something or nothing has happened for a moment."""
        if not (self._pending or self._tasks) or self._broken or not self._may_stream:
            return
        moment = self._clock()
        if not self._stream:
            self._waiting_since = moment if self._waiting_since is None else self._waiting_since
            if now or moment - self._waiting_since >= self._stream_after:
                await self._start()
            return
        if moment - self._started > STREAM_LIVES:
            self._broken = True  # stopped and made whole at the end
        elif len(self.text.whole) - self._begins > SEGMENT:
            await self._next_segment()
        elif moment - self._flushed >= FLUSH_EVERY and self._call.pace.take(self._place.team, "chat_appendStream"):
            await self._append()

    async def finish(self, blocks: Sequence[Block] = ()) -> bool:
        """Whether everything is there to be read."""
        blocks = list(blocks)
        for each in self._tasks.values():
            each["status"] = "complete"
        if self._stream and not self._broken and len(self.text.whole) - self._begins <= SEGMENT:
            try:
                await self._stop(blocks)
                return True
            except Unsent as unsent:
                if unsent.error == "stopped_by_user":
                    return True
        return await self._make_whole(blocks) if self._stream else await self._post_all(self._rest, blocks)

    async def post(self, blocks: Sequence[Block]) -> bool:
        """One more message below the answer."""
        return await self._post("", list(blocks))

    @property
    def _pending(self) -> str:
        return self.text.whole[self._sent :]

    @property
    def _rest(self) -> str:
        return self.text.whole[self._begins :].strip("\n")

    async def _start(self) -> None:
        pace, team = self._call.pace, self._place.team
        if pace.share(team, "chat_stopStream") < 0.1 or not pace.take(team, "chat_startStream"):
            self._may_stream = False  # many answers at once: this one comes in one piece
            return
        words, chunks = self._pending[:SEGMENT], self._due_chunks()
        try:
            found = await self._call(
                "chat_startStream",
                patience=0,
                channel=self._place.channel,
                thread_ts=self._place.thread_ts,
                recipient_team_id=self._place.team,
                recipient_user_id=self._place.user,
                **_content(words, chunks),
            )
        except Unsent:
            self._may_stream = False
            return
        self._stream = self.ts = str(found["ts"])
        self._started = self._flushed = self._clock()
        self._sent += len(words)

    async def _append(self) -> None:
        words, chunks = self._pending, self._due_chunks()
        try:
            await self._call(
                "chat_appendStream",
                patience=0,
                channel=self._place.channel,
                ts=self._stream,
                **_content(words, chunks),
            )
        except Unsent as unsent:
            if unsent.error == "stopped_by_user":
                raise StoppedByPerson from unsent
            if unsent.error != "ratelimited":
                self._broken = True
            return
        self._flushed = self._clock()
        self._sent += len(words)

    async def _stop(self, blocks: list[Block]) -> None:
        words = self._pending
        together = len(self._rest) + _size(blocks) <= TOGETHER
        await self._call(
            "chat_stopStream",
            channel=self._place.channel,
            ts=self._stream,
            blocks=blocks if blocks and together else None,
            session_status="active",
            **_content(words, self._due_chunks()),
        )
        self._sent += len(words)
        if blocks and not together:
            await self.post(blocks)

    async def _next_segment(self) -> None:
        """What was streamed stays; the answer goes on in a new message."""
        try:
            await self._call("chat_stopStream", channel=self._place.channel, ts=self._stream)
        except Unsent as unsent:
            if unsent.error == "stopped_by_user":
                raise StoppedByPerson from unsent
            self._broken = True
            return
        self._begins = self._sent
        self._stream = ""
        await self._start()

    async def _make_whole(self, blocks: list[Block]) -> bool:
        """After a stream that broke: its message becomes the whole answer, or gives way to it."""
        place = self._place
        await self._call.quietly("chat_stopStream", channel=place.channel, ts=self._stream)
        first, *more = pieces(self._rest, kit.MARKDOWN)
        last = blocks if not more and len(first) + _size(blocks) <= TOGETHER else []
        try:
            await self._call(
                "chat_update",
                channel=place.channel,
                ts=self._stream,
                text=_notification(first),
                blocks=[kit.markdown(first), *last],
            )
        except Unsent:
            await self._call.quietly("chat_delete", channel=place.channel, ts=self._stream)
            return await self._post_all(self._rest, blocks)
        if more or (blocks and not last):
            return await self._post_all("\n\n".join(more), blocks)
        return True

    async def _post_all(self, whole: str, blocks: list[Block]) -> bool:
        parts = pieces(whole, kit.MARKDOWN) if whole.strip() else [""]
        well = True
        for number, part in enumerate(parts, start=1):
            last = blocks if number == len(parts) else []
            if last and part and len(part) + _size(last) > TOGETHER:
                well = await self._post(part, []) and well
                part = ""
            if part or last:
                well = await self._post(part, last) and well
        return well

    async def _post(self, words: str, blocks: list[Block]) -> bool:
        """One message; when Slack does not take its blocks, the words go alone."""
        shown = [kit.markdown(words), *blocks] if words else blocks
        text = _notification(words) or "The mentor asks"
        try:
            found = await self._post_message(text=text, blocks=shown[:50], unfurl_links=False)
            self.ts = str(found.get("ts", ""))
            return True
        except Unsent as unsent:
            if "block" not in unsent.error or not words:
                return False
        well = True
        for part in pieces(to_mrkdwn(words), 3800):
            try:
                await self._post_message(text=part)
            except Unsent:
                well = False
        return well

    async def _post_message(self, **message: Any) -> dict[str, Any]:
        """Below the channel when the thread is gone: the person may have deleted the message that began it."""
        place = self._place
        try:
            return await self._call(
                "chat_postMessage", channel=place.channel, thread_ts=place.thread_ts or None, **message
            )
        except Unsent as unsent:
            if unsent.error not in GONE_THREAD:
                raise
        return await self._call("chat_postMessage", channel=place.channel, **message)

    def _due_chunks(self) -> list[Block]:
        return list(self._tasks.values())


def _content(words: str, chunks: list[Block]) -> dict[str, Any]:
    """Steps of the work come before the words."""
    if not chunks:
        return {"markdown_text": words} if words else {}
    return {"chunks": [*chunks, {"type": "markdown_text", "text": words}] if words else chunks}


def _notification(words: str) -> str:
    return to_plain(words)[:300]


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(str(block)) for block in blocks) // 2
