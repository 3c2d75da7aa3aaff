"""The report as one page without scripts: the verdict and what got worse come first."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from evals.gate.cause import causes, changed_files, changed_parts, concerned, place_of
from evals.gate.charts import differences_plot, metrics_plot
from evals.gate.decide import Decision, Flip
from evals.gate.report import COLUMNS, clean_lines, heading, row, timings
from evals.gate.suite import Outcome
from evals.gate.verdict import Verdict

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; color: #1a202c; margin: 0 auto; max-width: 1240px; padding: 20px; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 28px 0 8px; } h3 { font-size: 15px; margin: 0; }
.verdict { border-left: 10px solid; padding: 12px 18px; background: #f7fafc; }
.pass { border-color: #1b7f4b; } .fail { border-color: #b3261e; } .broken { border-color: #8a6d00; }
.about, .small { color: #4a5568; font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 4px 8px; border-bottom: 1px solid #e2e8f0; vertical-align: top; }
td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.fail td { background: #fdecea; } tr.warn td { background: #fff8e1; }
.failed td { border-color: #f3c6c2; } .failed { margin: 8px 0; }
td.s { font-weight: 600; } tr.fail td.s { color: #b3261e; } tr.pass td.s { color: #1b7f4b; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
.side { border: 1px solid #e2e8f0; border-radius: 6px; padding: 8px 12px; min-width: 0; }
.side.wrong { border-color: #e0a29d; background: #fff7f6; } .side.right { border-color: #a3cfb8; background: #f5fbf7; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.4 ui-monospace, monospace; margin: 6px 0; max-height: 420px; overflow: auto; }
.asked { border-left: 3px solid #9aa5b1; padding-left: 10px; margin: 8px 0; white-space: pre-wrap; }
.fault { color: #b3261e; margin: 2px 0; } details { margin: 6px 0; } summary { cursor: pointer; }
.flip { border-top: 1px solid #cbd5e0; padding: 10px 0; } .tag { background: #edf2f7; border-radius: 4px; padding: 1px 6px; font-size: 12px; }
.grid { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 10px 24px; } svg { max-width: 100%; height: auto; }
"""
MOST_FAULTS = 6
OPEN_FLIPS = 3
"""The worst are open from the start."""


def page(decision: Decision) -> str:
    """The whole page as HTML."""
    kind = "broken" if decision.harness else "fail" if decision.failed else "pass"
    return "\n".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(decision.line[:80])}</title><style>{STYLE}</style></head><body>",
            f'<div class="verdict {kind}"><h1>{escape(decision.line)}</h1>',
            f'<p class="about">{escape(heading(decision))}</p>',
            *(f'<p class="fault">{escape(each)}</p>' for each in decision.harness),
            *_failed(decision),
            *(f'<p class="small">{escape(each)}</p>' for each in decision.warnings),
            "</div>",
            *_worse(decision),
            *_suites(decision),
            *_flips(decision),
            *_standing(decision),
            *_about(decision),
            "</body></html>",
        ]
    )


def _failed(decision: Decision) -> Iterator[str]:
    """What fails in one line each, the largest loss first, so that the numbers need no search."""
    if not decision.failed:
        return
    yield '<table class="failed">'
    for each in sorted(decision.failed, key=lambda v: v.paired.difference if v.paired else 0.0):
        moved = "" if each.before is None else f"{each.before:.3f} &rarr; "
        by = "" if each.paired is None else f"{each.paired.difference * 100:+.1f} points"
        yield (
            f'<tr><td><b>{escape(each.metric)}</b></td><td class="n">{moved}<b>{each.value:.3f}</b></td>'
            f'<td class="n">{by}</td><td>{escape("; ".join(each.reasons))}</td></tr>'
        )
    yield "</table>"


def _worse(decision: Decision) -> Iterator[str]:
    worse = [flip for flip in decision.flips if flip.direction == "worse"]
    better = [flip for flip in decision.flips if flip.direction == "better"]
    if decision.run.baseline is None:
        return
    yield f"<h2>What got worse: {_count(len(worse), 'case')}; better: {_count(len(better), 'case')}</h2>"
    found = causes(decision)
    if found:
        yield "<ul>"
        for cause in found:
            links = ", ".join(f'<a href="#{_anchor(name)}">{escape(name)}</a>' for name in cause.cases[:8])
            more = f" and {len(cause.cases) - 8} more" if len(cause.cases) > 8 else ""
            yield f"<li><b>{_count(len(cause.cases), 'case')}: {escape(cause.text)}</b> ({links}{more})</li>"
        yield "</ul>"
    changed = changed_files(decision)
    files = {path: how for path, how in changed.items() if path in concerned(decision) or how == "gone"}
    if changed or changed_parts(decision):
        yield "<p><b>Changed since the accepted answers</b></p><ul>"
        for part, group in groupby(sorted(files, key=place_of), key=place_of):
            paths = [f"{escape(path)} ({files[path]})" for path in group]
            more = f" and {len(paths) - 8} more" if len(paths) > 8 else ""
            yield f"<li>{escape(part)}: {', '.join(paths[:8])}{more}</li>"
        if len(changed) > len(files):
            yield f"<li class=small>{_count(len(changed) - len(files), 'other file')}, without a part in what got worse</li>"
        yield from (f"<li>{escape(each)}</li>" for each in changed_parts(decision))
        yield "</ul>"
    elif not decision.flips:
        yield "<p>Nothing that has a part in the answers was changed, and every answer is the accepted one.</p>"
    yield differences_plot(decision.verdicts)


def _suites(decision: Decision) -> Iterator[str]:
    yield '<h2>Suites</h2><p class="small">Filled dot: now. Hollow dot: accepted. Black stroke: the bound.</p>'
    by_suite = {each.suite.name: each for each in decision.run.suites}
    failing = [v.metric for v in decision.verdicts if v.status == "fail"]
    order = sorted(by_suite, key=lambda name: not any(metric.startswith(f"{name}.") for metric in failing))
    for name in order:
        verdicts = [each for each in decision.verdicts if each.metric.split(".")[0] == name]
        yield f"<h3>{escape(name)} <span class=small>{len(by_suite[name].answered)} cases</span></h3>"
        yield metrics_plot(verdicts, f"{name}: metrics now, accepted and bound")
        yield "<table><tr>" + "".join(f"<th>{each}</th>" for each in COLUMNS) + "</tr>"
        yield from (_metric(each) for each in sorted(verdicts, key=lambda v: v.status != "fail"))
        yield "</table>"
        yield _kinds(by_suite[name].outcomes)


def _metric(verdict: Verdict) -> str:
    cells = row(verdict)
    numbers = "".join(f'<td class="n">{escape(cell)}</td>' for cell in cells[1:6])
    words = "".join(f"<td>{escape(cell)}</td>" for cell in cells[6:9])
    why = f'<div class="small">{escape(verdict.limit.why)}</div>'
    return (
        f'<tr class="{verdict.status}"><td>{escape(cells[0].split(".", 1)[1])}{why}</td>{numbers}{words}'
        f'<td class="s">{escape(cells[9])}</td></tr>'
    )


def _kinds(outcomes: tuple[Outcome, ...]) -> str:
    kinds = list(dict.fromkeys(each.kind for each in outcomes))
    shown = []
    for kind in kinds:
        group = [each for each in outcomes if each.kind == kind]
        shown.append(f"{escape(kind)} {sum(each.right for each in group)}/{len(group)}")
    return f'<p class="small">Right, by kind: {"; ".join(shown)}.</p>'


def _flips(decision: Decision) -> Iterator[str]:
    for direction, title in (
        ("worse", "Answers that became worse"),
        ("better", "Answers that became better"),
        ("other", "Answers that changed and are as good as before"),
    ):
        flips = [flip for flip in decision.flips if flip.direction == direction]
        if not flips:
            continue
        yield f"<h2>{title}: {len(flips)}</h2>"
        for place, flip in enumerate(flips):
            yield from _flip(flip, opened=direction == "worse" and place < OPEN_FLIPS)


def _flip(flip: Flip, *, opened: bool) -> Iterator[str]:
    name = f"{flip.suite}: {flip.item.id}"
    yield f'<div class="flip" id="{_anchor(name)}"><details{" open" if opened else ""}>'
    new = [fault for fault in flip.now.faults if fault not in flip.before.faults]
    yield (
        f'<summary><b>{escape(name)}</b> <span class="tag">{escape(flip.item.kind)}</span> '
        f"{escape('; '.join(new)[:200])}</summary>"
    )
    yield f'<div class="asked">{escape(flip.item.asked)}</div>'
    if flip.item.why:
        yield f'<p class="small">Tests: {escape(flip.item.why)}</p>'
    yield '<div class="two">' + _side("accepted", flip.before) + _side("now", flip.now) + "</div></details></div>"


def _side(title: str, outcome: Outcome) -> str:
    faults = "".join(f'<p class="fault">{escape(fault)}</p>' for fault in outcome.faults[:MOST_FAULTS])
    if len(outcome.faults) > MOST_FAULTS:
        faults += f'<p class="fault">and {len(outcome.faults) - MOST_FAULTS} more</p>'
    passages = "".join(
        f"<details><summary>{escape(name)}</summary><pre>{escape(text)}</pre></details>"
        for name, text in outcome.passages
    )
    sort = "right" if outcome.right else "wrong"
    return (
        f'<div class="side {sort}"><b>{title}: {sort}</b>{faults}<pre>{escape(outcome.shown)}</pre>'
        + (f'<div class="small">Passages{passages}</div>' if passages else "")
        + "</div>"
    )


def _standing(decision: Decision) -> Iterator[str]:
    yield "<h2>Cases with faults now</h2>"
    for suite in decision.run.suites:
        wrong = [each for each in suite.outcomes if each.faults]
        asked = {each.item.id: each.item.asked for each in suite.answered}
        yield f"<details><summary>{escape(suite.suite.name)}: {len(wrong)} of {len(suite.outcomes)}</summary>"
        for each in wrong:
            yield f'<details class="flip"><summary>{escape(each.id)} <span class="tag">{escape(each.kind)}</span> '
            yield f'{escape("; ".join(each.faults)[:160])}</summary><div class="asked">{escape(asked[each.id])}</div>'
            yield _side("now", each) + "</details>"
        yield "</details>"


def _about(decision: Decision) -> Iterator[str]:
    yield "<h2>About this run</h2><ul>"
    yield from (f"<li>{escape(each)}</li>" for each in clean_lines(decision))
    yield from (f"<li>{escape(each)}</li>" for each in timings(decision))
    for name, value in decision.run.about.items():
        yield f'<li class="small">{escape(name)}: {escape(str(value))}</li>'
    if decision.new:
        yield f"<li>{_count(len(decision.new), 'case')} without an accepted answer, left out of the comparison</li>"
    yield "</ul>"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _anchor(name: str) -> str:
    return "".join(each if each.isalnum() else "-" for each in name)
