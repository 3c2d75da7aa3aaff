"""A city tells the time zone where one is named after it."""

from __future__ import annotations

import pytest

from graphs.plan.zones import zone_of_place


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Lisbon, Portugal", "Europe/Lisbon"),
        ("New York, NY", "America/New_York"),
        ("são paulo", None),
        ("Sao Paulo, Brazil", "America/Sao_Paulo"),
        ("Paris, Texas", None),
        ("Paris", "Europe/Paris"),
        ("London, UK", "Europe/London"),
        ("Leeds", None),
        ("Portugal", None),
        ("", None),
    ],
)
def test_zone(place: str, zone: str | None) -> None:
    assert zone_of_place(place) == zone
