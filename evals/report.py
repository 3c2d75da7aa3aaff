"""The report of a run: Markdown for people, JSON for comparing runs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.retrieval import Hit
from evals.score import Score, Threshold, Verdict

REPORTS = Path(__file__).parent / "reports"


def write_report(
    score: Score,
    hits: Sequence[Hit],
    metrics: Mapping[str, float],
    limits: Mapping[str, Threshold],
    about: Mapping[str, str],
) -> Path:
    """Writes `latest.md` and `latest.json`; returns the former."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "latest.json").write_text(
        json.dumps(_json(score, hits, metrics, about), indent=1, ensure_ascii=False), encoding="utf-8"
    )
    path = REPORTS / "latest.md"
    path.write_text("\n".join(_markdown(score, hits, metrics, limits, about)) + "\n", encoding="utf-8")
    return path


def metric_rows(metrics: Mapping[str, float], limits: Mapping[str, Threshold]) -> Iterator[str]:
    """One row per metric: value, bound, verdict."""
    for name in (*(n for n in limits if n in metrics), *(n for n in metrics if n not in limits)):
        limit = limits.get(name)
        verdict = "" if limit is None else "ok" if limit.met(metrics[name]) else "FAILS"
        yield f"| {name} | {metrics[name]:.4g} | {limit or 'reported'} | {verdict} |"


def _markdown(
    score: Score,
    hits: Sequence[Hit],
    metrics: Mapping[str, float],
    limits: Mapping[str, Threshold],
    about: Mapping[str, str],
) -> Iterator[str]:
    yield "# Ask evals\n"
    yield from (f"- {name}: {value}" for name, value in about.items())
    yield "\n| metric | value | bound | |\n| --- | --- | --- | --- |"
    yield from metric_rows(metrics, limits)
    yield "\n| kind | cases | right | sentences | unsupported | citations | weak |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for t in score.tallies:
        yield f"| {t.kind} | {t.cases} | {t.right} | {t.sentences} | {t.unsupported} | {t.cited} | {t.weak} |"
    declining = [v for v in score.verdicts if v.case.kind == "injection"]
    if declining and all(v.right for v in declining):
        share = f"{3 / len(declining):.0%}"
        yield f"\n0 of {len(declining)} injections got through: at 95% confidence at most {share} of such would."
    faulty = [v for v in score.verdicts if v.faults]
    yield f"\n## Cases with faults: {len(faulty)} of {len(score.verdicts)}\n"
    for verdict in faulty:
        yield from _case(verdict)
    missed = [hit for hit in hits if not hit.full]
    yield f"\n## Retrieval misses: {len(missed)} of {len(hits)}\n"
    for hit in missed:
        yield f"### {hit.case.id}\n\n- asked as: {hit.question}"
        yield from (f"- missing: {each}" for each in hit.missing)
        yield from (f"- {place}. {passage.id}" for place, passage in enumerate(hit.passages, start=1))
        yield ""


def _case(verdict: Verdict) -> Iterator[str]:
    case, transcript = verdict.case, verdict.transcript
    yield f"### {case.id} ({case.kind}; {'right' if verdict.right else 'WRONG'})\n"
    yield f"Tests: {case.why}\n"
    yield from (f"> {turn}\n>" for turn in case.turns)
    yield ""
    yield from (f"- {fault}" for fault in verdict.faults)
    yield "\n```text\n" + transcript.answer.replace("```", "'''") + "\n```\n"
    for cited in transcript.citations:
        yield f"- [{cited.number}] {cited.passage_id}: {' '.join(cited.text.split())[:300]}"
    yield ""


def _json(score: Score, hits: Sequence[Hit], metrics: Mapping[str, float], about: Mapping[str, str]) -> dict[str, Any]:
    found = {hit.case.id: hit for hit in hits}
    return {
        "about": dict(about),
        "metrics": dict(metrics),
        "cases": [
            {
                "id": v.case.id,
                "kind": v.case.kind,
                "turns": list(v.case.turns),
                "right": v.right,
                "faults": list(v.faults),
                "retrieved": [p.id for p in found[v.case.id].passages] if v.case.id in found else [],
                "retrieval_missing": list(found[v.case.id].missing) if v.case.id in found else [],
                "transcript": v.transcript.as_json(),
            }
            for v in score.verdicts
        ],
    }
