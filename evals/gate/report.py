"""The report of a run in every form: Markdown, JSON, JUnit, and one page that needs no script."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from xml.etree.ElementTree import Element, ElementTree, SubElement

from evals.gate.cause import causes, changed_files, changed_parts, place_of
from evals.gate.decide import Decision, Flip
from evals.gate.stats import at_most_at_95
from evals.gate.suite import Json
from evals.gate.verdict import Verdict

REPORTS = Path(__file__).resolve().parent.parent / "reports"
MOST_SHOWN = 60
"""Flips that the Markdown shows in full; the page and the JSON hold all."""


def write_reports(decision: Decision, folder: Path = REPORTS) -> Path:
    """Writes `latest.{md,json,html}` and `junit.xml`; returns the page."""
    from evals.gate.page import page

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "latest.md").write_text("\n".join(markdown(decision)) + "\n", "utf-8")
    (folder / "latest.json").write_text(json.dumps(as_json(decision), indent=1, ensure_ascii=False) + "\n", "utf-8")
    ElementTree(junit(decision)).write(folder / "junit.xml", encoding="utf-8", xml_declaration=True)
    path = folder / "latest.html"
    path.write_text(page(decision), "utf-8")
    return path


def heading(decision: Decision) -> str:
    """The run in one line."""
    run = decision.run
    cases = sum(len(each.answered) for each in run.suites)
    replayed = sum(each.replayed for suite in run.suites for each in suite.answered)
    return (
        f"{run.key}, {run.profile} profile, {cases} cases ({replayed} replayed), {run.seconds:.0f} s"
        + (f", commit {run.commit[:10]}" if run.commit else "")
        + (f" with {len(run.dirty)} files changed" if run.dirty else "")
    )


def row(verdict: Verdict) -> tuple[str, ...]:
    """One metric as cells: name, cases, baseline, now, difference, interval, flips, p, bound, verdict."""
    paired = verdict.paired
    return (
        verdict.metric,
        str(verdict.cases),
        "" if verdict.before is None else f"{verdict.before:.3f}",
        f"{verdict.value:.3f}",
        "" if paired is None else f"{paired.difference * 100:+.1f}",
        "" if paired is None or paired.test == "unchanged" else f"{paired.low * 100:+.1f} to {paired.high * 100:+.1f}",
        "" if paired is None else f"{paired.bad} worse, {paired.good} better" if paired.bad or paired.good else "none",
        "" if verdict.p_holm is None else f"{verdict.p_holm:.2g}",
        f"{verdict.limit.rule} {verdict.limit}",
        verdict.status + (": " + "; ".join(verdict.reasons) if verdict.reasons else ""),
    )


COLUMNS = (
    "metric", "cases", "baseline", "now", "difference", "95% interval", "flips", "p (Holm)", "rule", "verdict",
)  # fmt: skip


def clean_lines(decision: Decision) -> Iterator[str]:
    """What the zero-tolerance metrics prove, and what they do not."""
    for verdict in decision.verdicts:
        if verdict.limit.rule == "zero" and verdict.value == 0 and verdict.cases:
            bound = at_most_at_95(verdict.cases)
            yield f"{verdict.metric}: 0 of {verdict.cases} cases; at 95% confidence at most {bound:.1%} of such cases fail."


def timings(decision: Decision) -> Iterator[str]:
    """Medians of what was measured; never judged, the machine decides more than the code."""
    for suite in decision.run.suites:
        names = sorted({name for each in suite.answered for name in each.timing})
        for name in names:
            values = [each.timing[name] for each in suite.answered if name in each.timing]
            yield f"{suite.suite.name} {name}: median {median(values):.3g}, worst {max(values):.3g}"


def markdown(decision: Decision) -> Iterator[str]:
    """For reading in a terminal and in a review."""
    yield f"# {decision.line}\n\n{heading(decision)}\n"
    yield from (f"- harness: {each}" for each in decision.harness)
    yield from (f"- {each}" for each in decision.warnings)
    found = causes(decision)
    if found:
        yield "\n## Where it comes from\n"
        yield from (f"- {len(each.cases)} cases: {each.text} ({', '.join(each.cases[:6])})" for each in found)
    changed = [
        *(f"{path} ({how}; {place_of(path)})" for path, how in changed_files(decision).items()),
        *changed_parts(decision),
    ]
    if changed:
        yield "\n## Changed since the accepted answers\n"
        yield from (f"- {each}" for each in changed[:40])
    yield "\n## Metrics\n\n| " + " | ".join(COLUMNS) + " |\n|" + " --- |" * len(COLUMNS)
    yield from ("| " + " | ".join(row(each)) + " |" for each in decision.verdicts)
    worse = [flip for flip in decision.flips if flip.direction == "worse"]
    better = [flip for flip in decision.flips if flip.direction == "better"]
    other = len(decision.flips) - len(worse) - len(better)
    yield f"\n## Became worse: {len(worse)}\n"
    for flip in worse[:MOST_SHOWN]:
        yield from _flip(flip)
    yield f"\n## Became better: {len(better)}; answered otherwise, as good as before: {other}\n"
    yield from (f"- {flip.suite}: {flip.item.id}" for flip in better)
    yield from _standing(decision)
    yield "\n## What clean runs prove\n"
    yield from (f"- {each}" for each in clean_lines(decision))
    yield "\n## Smallest drop that this many cases show four times out of five (5% flipping each way by chance)\n"
    yield from (
        f"- {v.metric}: {v.detectable:.1%} of {v.cases} cases" for v in decision.verdicts if v.limit.rule == "ratchet"
    )
    yield "\n## Times\n"
    yield from (f"- {each}" for each in timings(decision))


def _flip(flip: Flip) -> Iterator[str]:
    yield f"### {flip.suite}: {flip.item.id} ({flip.item.kind})\n"
    yield "\n".join(f"> {line}" for line in flip.item.asked.splitlines()) + "\n"
    for name, side in (("before", flip.before), ("now", flip.now)):
        yield f"{name}: {'right' if side.right else 'WRONG'}" + "".join(f"\n- {fault}" for fault in side.faults)
        yield "\n```text\n" + side.shown[:3000].replace("```", "'''") + "\n```\n"
    yield from (f"- {name}: {' '.join(text.split())[:300]}" for name, text in flip.now.passages[:5])
    yield ""


def _standing(decision: Decision) -> Iterator[str]:
    """What is wrong whatever the baseline says."""
    for suite in decision.run.suites:
        wrong = [each for each in suite.outcomes if each.faults]
        yield f"\n## {suite.suite.name}: {len(wrong)} of {len(suite.outcomes)} cases have faults\n"
        yield from (f"- {each.id} ({each.kind}): {'; '.join(each.faults)[:300]}" for each in wrong)


def as_json(decision: Decision) -> Json:
    """Everything, for other programs."""
    run = decision.run
    return {
        "verdict": decision.line,
        "exit_code": decision.exit_code,
        "model": run.key,
        "profile": run.profile,
        "commit": run.commit,
        "dirty": list(run.dirty),
        "seconds": round(run.seconds, 1),
        "harness": list(decision.harness),
        "warnings": list(decision.warnings),
        "about": run.about,
        "causes": [{"text": each.text, "cases": list(each.cases)} for each in causes(decision)],
        "changed_files": changed_files(decision),
        "changed_parts": changed_parts(decision),
        "new_cases": list(decision.new),
        "gone_cases": list(decision.gone),
        "metrics": {
            each.metric: {
                "value": each.value,
                "cases": each.cases,
                "baseline": each.before,
                "difference": each.paired.difference if each.paired else None,
                "interval": [each.paired.low, each.paired.high] if each.paired else None,
                "worse": each.paired.bad if each.paired else None,
                "better": each.paired.good if each.paired else None,
                "test": each.paired.test if each.paired else None,
                "p_holm": each.p_holm,
                "rule": each.limit.rule,
                "bound": str(each.limit),
                "wanted": each.limit.wanted,
                "status": each.status,
                "reasons": list(each.reasons),
                "detectable": each.detectable,
            }
            for each in decision.verdicts
        },
        "flips": [
            {
                "suite": flip.suite,
                "id": flip.item.id,
                "kind": flip.item.kind,
                "direction": flip.direction,
                "asked": flip.item.asked,
                "before": {"right": flip.before.right, "faults": list(flip.before.faults), "shown": flip.before.shown},
                "now": {"right": flip.now.right, "faults": list(flip.now.faults), "shown": flip.now.shown},
            }
            for flip in decision.flips
        ],
        "cases": [
            {
                "suite": s.suite.name,
                "id": o.id,
                "kind": o.kind,
                "right": o.right,
                "faults": list(o.faults),
                "shown": o.shown,
            }
            for s in run.suites
            for o in s.outcomes
        ],
    }


def junit(decision: Decision) -> Element:
    """One test case per metric, one for the harness."""
    root = Element("testsuites", name="groundwork evals")
    by_suite: dict[str, list[Verdict]] = {}
    for verdict in decision.verdicts:
        by_suite.setdefault(verdict.metric.split(".")[0], []).append(verdict)
    for name, verdicts in by_suite.items():
        failed = [each for each in verdicts if each.status == "fail"]
        suite = SubElement(root, "testsuite", name=name, tests=str(len(verdicts)), failures=str(len(failed)))
        for verdict in verdicts:
            case = SubElement(suite, "testcase", classname=f"evals.{name}", name=verdict.metric)
            if verdict.status == "fail":
                told = SubElement(case, "failure", message="; ".join(verdict.reasons))
                told.text = "\n".join(_named(decision.flips, name))
    harness = SubElement(root, "testsuite", name="harness", tests="1", errors=str(int(bool(decision.harness))))
    case = SubElement(harness, "testcase", classname="evals", name="harness")
    if decision.harness:
        SubElement(case, "error", message=decision.harness[0]).text = "\n".join(decision.harness)
    return root


def _named(flips: Sequence[Flip], suite: str) -> Iterator[str]:
    for flip in flips:
        if flip.suite == suite and flip.direction == "worse":
            yield f"{flip.item.id}: {'; '.join(flip.now.faults)[:200]}"
