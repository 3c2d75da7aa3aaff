"""What the corpus says about pay and the market: the figures, with the words they stand in. A test holds them against it."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.career.skills import Level

_EXERCISE = "Exercise 01: AI Infrastructure Overview & Career Paths"
_JUNIOR = "Role Requirements: Junior AI Infrastructure Engineer"


@dataclass(frozen=True)
class Ground:
    """One statement of one section of the corpus."""

    document: str
    work: str
    section: str
    words: str
    """A piece of the section, verbatim."""


@dataclass(frozen=True)
class SourceRange:
    """What a source says a level earns; all are for the US, in dollars a year."""

    level: Level
    low: int
    high: int
    open_above: bool
    """The source writes "or more"."""
    ground: Ground

    @property
    def said(self) -> str:
        """As a document writes it."""
        return f"${self.low:,} to ${self.high:,}{' or more' if self.open_above else ''}"


def _by_level(words: str) -> Ground:
    return Ground("levels-and-pay.md", _EXERCISE, "Pay by level", words)


PAY: tuple[SourceRange, ...] = (
    SourceRange(
        Level.JUNIOR, 80_000, 120_000, False,
        _by_level("A junior AI infrastructure engineer (0-2 years) in the US earns $80,000 to $120,000 a year."),
    ),
    SourceRange(
        Level.JUNIOR, 67_000, 120_000, False,
        Ground(
            "junior-role.md", _JUNIOR, "Pay of a junior",
            "A junior AI infrastructure engineer in the US earned $67,000 to $120,000 a year in 2025, with a median of $93,500 a year.",
        ),
    ),
    SourceRange(
        Level.MID, 120_000, 180_000, False,
        _by_level("A mid-level AI infrastructure engineer (2-5 years) in the US earns $120,000 to $180,000 a year."),
    ),
    SourceRange(
        Level.SENIOR, 180_000, 250_000, True,
        _by_level("A senior AI infrastructure engineer (5+ years) in the US earns $180,000 to $250,000 or more a year."),
    ),
    SourceRange(
        Level.STAFF, 250_000, 500_000, True,
        _by_level("A staff or principal engineer in AI infrastructure (8+ years) in the US earns $250,000 to $500,000 or more a year."),
    ),
)  # fmt: skip
LOCATION_CAVEAT = Ground(
    "levels-and-pay.md",
    _EXERCISE,
    "Junior: pay",
    "The exact pay of a junior AI infrastructure engineer depends on the location and on the size of the company.",
)
REMOTE_SHARE = 0.60
REMOTE = Ground(
    "industry-and-market.md",
    _EXERCISE,
    "Remote work in 2025",
    "In 2025, 60% of AI infrastructure positions offer remote or hybrid work.",
)
GROUNDS: tuple[Ground, ...] = (*(each.ground for each in PAY), LOCATION_CAVEAT, REMOTE)


def source_ranges(level: Level) -> tuple[SourceRange, ...]:
    """What the sources say that a level earns; two sources differ on juniors, and both are given."""
    return tuple(each for each in PAY if each.level == level)
