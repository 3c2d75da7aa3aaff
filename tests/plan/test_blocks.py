from __future__ import annotations

import pytest

from graphs.plan.blocks import study_blocks


@pytest.mark.parametrize("wish", [None, "mornings", "evenings", "daytime", "weekends"])
@pytest.mark.parametrize("quarters", [1, 2, 6, 13, 32, 60, 100, 160])
def test_blocks_hold_exactly_the_hours(quarters: int, wish) -> None:
    blocks = study_blocks(quarters, wish)
    assert sum(block.minutes for block in blocks) == quarters * 15
    assert len({block.weekday for block in blocks}) == len(blocks)
    assert all(block.begins.hour * 60 + block.begins.minute + block.minutes <= 24 * 60 for block in blocks)


def test_a_wish_is_followed() -> None:
    assert {block.weekday for block in study_blocks(16, "weekends")} <= {5, 6}
    assert all(block.begins.hour < 12 for block in study_blocks(12, "mornings"))
    assert len(study_blocks(8, None)) >= 2
