"""The time zone of a city, where the zone is named after it. Pure."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

_ELSEWHERE = re.compile(r"[A-Z]{2}|Texas|Ohio|Illinois|Ontario|Kentucky|Tennessee|Maine|Georgia|Missouri|Virginia")
"""Behind the city's name: Paris in Texas keeps other hours than Paris."""
_CONTINENTS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def zone_of_place(place: str) -> str | None:
    """Of "Lisbon, Portugal"; None for a city after which no zone is named, and where another of its name is meant."""
    parts = [part.strip() for part in place.split(",") if part.strip()]
    if not parts:
        return None
    zone = _cities().get(parts[0].casefold())
    if zone is None:
        return None
    elsewhere = len(parts) > 1 and _ELSEWHERE.fullmatch(parts[1]) is not None and parts[1] not in ("UK", "NY", "CA")
    return None if elsewhere and not zone.startswith("America/") else zone


@cache
def _cities() -> dict[str, str]:
    zones = (zone for zone in sorted(available_timezones()) if zone.split("/")[0] in _CONTINENTS)
    return {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in zones}
