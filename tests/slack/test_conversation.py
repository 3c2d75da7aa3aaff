"""Talking with the mentor in Slack, through the stand-in."""

from __future__ import annotations

from pathlib import Path

from tests.slack.stage import ANN, opened, play


def test_a_question_in_a_direct_message_is_answered_in_its_thread(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            asked = await stage.ask("What does a junior earn?")
            print(stage.text(stage.im().id))
            (answer,) = stage.said(stage.im().id)
            assert answer.thread_ts == asked.ts
            assert "between $67,000 and $120,000" in answer.markdown
            assert answer.streamed

    play(scene)
