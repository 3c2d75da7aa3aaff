"""What of a turn's events is shown, and when."""

from __future__ import annotations

from app.slack import blocks as kit
from app.slack.blocks import Block
from app.slack.outlet import Outlet
from app.slack.status import Thinking
from graphs.errors import Cancelled
from graphs.events import Declined, DocumentReady, Done, Event, Failed, Progress, Question, Sentence, Status


class Personal(Exception):
    """The turn became a personal matter in a channel."""


class Shown:
    """What of a turn's events has been shown, and what is left for its last message."""

    def __init__(self, outlet: Outlet, thinking: Thinking, message_id: str, *, public: bool):
        self.documents: list[DocumentReady] = []
        self.stopped = False
        self.forgotten = False
        """Everything of the learner was deleted in this turn."""
        self._outlet = outlet
        self._thinking = thinking
        self._message_id = message_id
        self._public = public
        self._held: list[Sentence] = []
        self._questions: list[Question] = []
        self._offers: tuple[str, ...] = ()
        self._progress: Progress | None = None
        self._steps = 0
        self._voted_on = False

    async def show(self, event: Event) -> None:
        """Raises `Personal` when something of the person's own would appear in a channel."""
        match event:
            case Status():
                await self._thinking.say(event)
            case Sentence():
                await self._sentence(event)
            case Progress():
                self._private_only()
                await self._step(event)
            case Question():
                self._private_only()
                self._questions.append(event)
            case DocumentReady():
                self._private_only()
                self.documents.append(event)
            case Declined():
                await self._release()
                await self._outlet.add(Sentence(text=event.text, style="lead", quoted=False))
                self._offers = event.offers
            case Failed():
                await self._release()
                self.stopped = event.code == Cancelled.code
                await self._outlet.add(Sentence(text=event.message, style="note", quoted=False))
            case Done():
                self._voted_on = not event.forgotten
                self.forgotten = event.forgotten
                self._offers = self._offers or event.suggestions

    async def last_blocks(self) -> list[Block]:
        """Below the words: sources, the question, what to say next, and thumbs."""
        await self._release()
        text = self._outlet.text
        if not text.whole and not self._questions:
            words = "Stopped before the end." if self.stopped else "There is nothing to add to that."
            await self._outlet.add(Sentence(text=words, style="note", quoted=False))
        blocks: list[Block] = kit.sources(text.citations)
        if not self._questions:
            blocks += kit.suggestions(self._offers)
            if self._voted_on and text.whole and not self.stopped:
                blocks.append(kit.feedback(self._message_id))
        return blocks

    def question_messages(self) -> list[list[Block]]:
        """Each in a message of its own, which a press can change without touching the answer before it."""
        # Several steps were the work before the question, not how far the interview is.
        progress = self._progress if self._steps == 1 else None
        return [kit.question(each, self._message_id, progress) for each in self._questions]

    async def _sentence(self, sentence: Sentence) -> None:
        # In a channel only what a source bears out is shown at once; words of the mentor's own may lead to
        # something personal, so they wait until it is known that they do not.
        if self._public and not sentence.citations and not self._outlet.text.whole:
            self._held.append(sentence)
            return
        await self._release()
        await self._outlet.add(sentence)

    async def _release(self) -> None:
        held, self._held = self._held, []
        for each in held:
            await self._outlet.add(each)

    async def _step(self, progress: Progress) -> None:
        """One is shown beside the question that follows; several are the steps of long work."""
        before, self._progress = self._progress, progress
        self._steps += 1
        await self._thinking.words(f"is at step {progress.step} of {progress.of}: {progress.label}")
        if before is not None:
            if self._steps == 2:
                await self._outlet.task(before.step, before.label, done=True)
            await self._outlet.task(progress.step, progress.label, done=progress.step >= progress.of)

    def _private_only(self) -> None:
        if self._public:
            raise Personal
