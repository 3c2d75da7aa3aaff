"""What can go wrong on the way, in the sources' words, and the guardrail against each. Pure."""

from __future__ import annotations

from graphs.career.plan import LearningPlan
from graphs.career.roadmap import Statement
from graphs.career.skills import Level
from graphs.roadmap.evidence import Evidence

_OF_JUNIORS = (
    ("junior-role#demand-for-juniors-on-the-market", "Search wider than the exact title, and early."),
    (
        "junior-role#competition-and-promotion-prospects-of-juniors",
        "Let the projects speak: each is public and tested.",
    ),
)
_OF_ALL = (
    (
        "strategic-path#risk-of-over-specialising-in-ai-infrastructure",
        "Keep at least a fifth of the learning time for the core platform.",
    ),
    (
        "strategic-path#tradeoff-between-specialising-and-keeping-foundations",
        "Keep depth in Kubernetes, networking and storage.",
    ),
    (
        "strategic-path#symptom-skills-stagnate-in-siloed-projects",
        "Ask for work on both sides, the AI platform and the core infrastructure.",
    ),
    (
        "strategic-path#watching-shifts-in-the-ai-industry",
        "Look through the cloud providers' AI services once a quarter, and note what they take over.",
    ),
)
_TIME = "Hours that do not come: after two weeks without work on the plan, plan again with the hours that there are."


def risks(plan: LearningPlan, evidence: Evidence) -> tuple[Statement, ...]:
    """Each risk with what is done about it; the plan's own warnings come first."""
    found = [
        Statement(text=each.text)
        for each in plan.guardrails
        if each.code in ("over_specialised", "no_foundations", "too_little_time")
    ]
    for passage, guardrail in (*(_OF_JUNIORS if plan.level == Level.JUNIOR else ()), *_OF_ALL):
        found += [
            Statement(text=f"{risk.text} Guardrail: {guardrail[:1].lower()}{guardrail[1:]}", sources=risk.sources)
            for risk in evidence.sentences(passage)
        ]
    return (*found, Statement(text=_TIME))
