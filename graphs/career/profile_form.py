"""The profile as a form: each field checked, and where it came from kept."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from graphs.career.assessment import Evidence, Known, Profile
from graphs.career.skills import Level
from graphs.errors import BadValue

FIELDS = tuple(Profile.model_fields)
LEAST_HOURS, MOST_HOURS = 1, 60
LONGEST = {"background": 8000, "preferences": 1000}
LONG = 200
_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = frozenset(_CODES.split())
"""ISO 4217, the codes that people are paid in."""


def edit(profile: Profile, changes: Mapping[str, object], at: datetime) -> Profile:
    """The profile with these fields set; None or an empty text clears one. Raises `BadValue` naming the field.

    A value equal to the one held keeps its origin: a form that is sent back whole does not turn the learner's spoken
    words into form entries.
    """
    fields: dict[str, Known | None] = {}
    for field, given in changes.items():
        value = checked(field, given)
        held: Known | None = getattr(profile, field)
        if value is None:
            fields[field] = None
        elif held is None or held.value != value:
            source = Evidence(quote=str(given).strip(), at=at, origin="form")
            fields[field] = Known(value=value, evidence=source)
    return profile.model_copy(update=fields)


def checked(field: str, given: object) -> str | int | None:
    """The value in its one spelling, None for nothing. Raises `BadValue` with what to write instead."""
    if field not in FIELDS:
        raise BadValue(f"The profile has no field {field}. It has: {', '.join(FIELDS)}.")
    if isinstance(given, (bool, float)) or not isinstance(given, (str, int, type(None))):
        raise BadValue(f"{field}: write a text or a whole number.")
    text = "" if given is None else str(given).strip()
    if not text:
        return None
    if field == "hours_per_week":
        return _hours(text)
    if field == "target_level":
        return _level(text)
    if field == "currency":
        return _currency(text)
    if field == "time_zone":
        return _zone(text)
    longest = LONGEST.get(field, LONG)
    if len(text) > longest:
        raise BadValue(f"{field}: {len(text):,} characters are too many; {longest:,} fit. Keep what matters most.")
    return text


def _hours(text: str) -> int:
    number = re.fullmatch(r"(-?\d{1,6})(?:\s*(?:h|hours?|hrs?))?", text, re.IGNORECASE)
    if number is None:
        raise BadValue(f"hours_per_week: write a whole number from {LEAST_HOURS} to {MOST_HOURS}, such as 8.")
    hours = int(number[1])
    if hours > MOST_HOURS:
        why = "a week has only 168 hours" if hours > 168 else "beside work and sleep nobody keeps that up"
        raise BadValue(
            f"hours_per_week: {hours} is too much, {why}. Write a number from {LEAST_HOURS} to {MOST_HOURS}."
        )
    if hours < LEAST_HOURS:
        raise BadValue(
            f"hours_per_week: with {hours} hours nothing can be planned. Write a number from {LEAST_HOURS} to "
            f"{MOST_HOURS}, or leave it empty."
        )
    return hours


def _level(text: str) -> str:
    try:
        return Level(text.casefold()).value
    except ValueError:
        raise BadValue(f"target_level: choose one of {', '.join(Level)}.") from None


def _currency(text: str) -> str:
    code = text.upper()
    if code not in CURRENCIES:
        raise BadValue("currency: write its three-letter code, such as USD, EUR or INR.")
    return code


def _zone(text: str) -> str:
    known = _zones()
    found = known.get(text.casefold().replace(" ", "_"))
    if found is None and known:
        raise BadValue("time_zone: write a name such as Europe/Berlin, America/New_York or UTC.")
    return found or text[:LONG]


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Empty on a machine without time zone data: nothing can be checked there."""
    return {name.casefold(): name for name in zoneinfo.available_timezones()}
