"""A prompt edit that breaks the citing, with a model that does what the prompt says: the gate has to notice.

The bundled model words nothing, and asked to word it hardly follows its prompt; so an obedient one stands in its place,
in the real turn with the real search and the real checks.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from evals.cases import load_cases
from evals.gate.parts import Parts
from evals.gate.run import SuiteRun
from evals.runner import answers_of
from evals.suites.ask import AskSuite, answering
from evals.test_selftest_systems import answers, failed, judged
from graphs.ask import prompts
from graphs.mentor.turn import make_turn_deps
from graphs.ports import Generation
from graphs.testing import ScriptedChatModel

CASES = [case for case in load_cases() if case.kind == "fact" and len(case.turns) == 1][:12]
CITES = "using only facts from the numbered passages. After each sentence write the number of the passage"
BROKEN = "in your own words, from what you know. Never write the number of the passage"
_PASSAGE = re.compile(r"<passage number=(\d+)>\n(.*?)\n</passage>", re.DOTALL)


def obedient(request: Generation) -> str:
    """Copies a sentence of each passage with its number, or talks freely, as the prompt bids."""
    if "Never write the number" in request.messages[0].content:
        return "From what I know it depends on the firm. Most people get there with patience and good friends."
    told = _PASSAGE.findall(request.messages[1].content)
    return " ".join(f"{re.split(r'(?<=[.])', text.strip())[0]} [{number}]" for number, text in told[:3])


def _run(parts: Parts) -> SuiteRun:
    deps = replace(parts.mentor.deps.ask, chat=ScriptedChatModel(default=obedient), wording="draft")
    return answers(AskSuite(CASES), answering(answers_of(replace(parts.mentor, deps=make_turn_deps(deps)))))


def test_a_prompt_that_no_longer_asks_for_citations_fails(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    good = _run(parts)
    assert sum(each.measures["worded"].good for each in good.outcomes) >= len(CASES) / 2
    assert CITES in prompts.SYSTEM, "adapt the test to the prompt"
    monkeypatch.setattr(prompts, "SYSTEM", prompts.SYSTEM.replace(CITES, BROKEN))
    bad = _run(parts)
    decision = judged(bad, good)
    assert "worded" in failed(decision)
    assert any("below the accepted answers" in reason for each in decision.failed for reason in each.reasons)
