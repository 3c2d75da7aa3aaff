"""The passages of the corpus that the plan's rules rest on: document, section and the words that are relied on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ground:
    """One section of one document; a test holds the words against the corpus."""

    document: str
    work: str
    section: str
    words: str
    """A piece of the section, verbatim."""

    @property
    def citation(self) -> str:
        """As a document cites it."""
        return f"{self.work}, “{self.section}”"


_GUARDRAILS = ("strategic-path.md", "AI Infrastructure: Strategic Path with Guardrails")

BALANCE = Ground(
    *_GUARDRAILS,
    "AI infrastructure as a career path",
    "niche skills have to be balanced with the foundations of platform engineering",
)
POLICY = Ground(
    *_GUARDRAILS,
    "Skill development policy with 20% and 10% of time",
    "20% of their time for core platform upgrades and 10% for proofs of concept with AI/ML tooling",
)
OVER_SPECIALISED = Ground(
    *_GUARDRAILS,
    "Risk of over-specialising in AI infrastructure",
    "Over-specialising in AI infrastructure risks irrelevance when tools or frameworks shift",
)
FUNDAMENTALS = Ground(
    *_GUARDRAILS,
    "Tradeoff between specialising and keeping foundations",
    "keeping depth in the fundamentals of Kubernetes, networking and storage",
)
COMMUNITIES = Ground(
    *_GUARDRAILS,
    "Communities and open source in AI infrastructure",
    "contributing to open-source projects such as KFServing and MLflow",
)
WATCH = Ground(*_GUARDRAILS, "Watching shifts in the AI industry", "tracking the AI services of cloud providers")
ALL = (BALANCE, POLICY, OVER_SPECIALISED, FUNDAMENTALS, COMMUNITIES, WATCH)
