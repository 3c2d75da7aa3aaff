"""What a market report has to hold, checked on the Markdown that the learner reads and on the record behind it.

Written from the requirements: every count is counted again here from the record, every figure and quotation is looked
for in the posting that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.checks.plan import catalogues

WANTED = 10
ASIDE = frozenset(("fee", "many_roles"))
LABELS = ("None", "Basic", "Intermediate", "Advanced", "Expert")
_REF = re.compile(r"\[(p\d+)\]")
_OF = re.compile(r"^(\d+) of (\d+)$")
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LEGEND = re.compile(r"^- \[p1\], \[p2\] and so on.*$", re.MULTILINE)
_QUOTED = re.compile(r"“([^”]+)”")
_PLACEHOLDER = re.compile(r"TODO|TBD|lorem|\bNone of\b|\bnan\b|\?\?|\{\w*\}")
Postings = Sequence[Mapping[str, Any]]


def faults(report: str, postings: Postings, ratings: Mapping[str, int | None], level: str) -> list[str]:
    """Every requirement that the report breaks, in words."""
    if not report:
        return ["there is no report"]
    counted = counted_of(postings)
    parts = sections(report)
    return [
        *_refs(report, postings),
        *_counts(parts, counted),
        *_quotes(parts, postings),
        *_pay(parts, counted),
        *_fit(parts, counted, ratings, level),
        *_rest(report, parts, postings, counted),
    ]


def counted_of(postings: Postings) -> list[Mapping[str, Any]]:
    """Each job once, those with signs of a fraud not at all."""
    return [each for each in postings if each["duplicate_of"] is None and not ASIDE & set(each["warnings"])]


def sections(report: str) -> dict[str, str]:
    """Text by heading."""
    found: dict[str, str] = {}
    for part in re.split(r"^## ", report, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        found[title.strip()] = body
    return found


def rows(body: str) -> list[list[str]]:
    """The cells of the first table, without its head."""
    lines = [line for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def _refs(report: str, postings: Postings) -> Iterator[str]:
    known = {each["id"] for each in postings}
    if lost := sorted(set(_REF.findall(_LEGEND.sub("", report))) - known):
        yield f"names postings that are not there: {', '.join(lost)}"


def _counts(parts: Mapping[str, str], counted: Postings) -> Iterator[str]:
    names = {entry["name"]: skill for skill, entry in catalogues().skills.items()}
    told: dict[str, tuple[int, int]] = {}
    for cells in rows(parts.get("Common requirements", "")):
        match = _OF.match(cells[1])
        if match is None or int(match[2]) != len(counted):
            yield f"{cells[0]}: {cells[1]}, counted are {len(counted)}"
            continue
        told[names.get(cells[0], cells[0])] = (int(cells[2]), int(cells[3]))
        if int(cells[2]) + int(cells[3]) != int(match[1]):
            yield f"{cells[0]}: {cells[2]} and {cells[3]} are not {match[1]}"
    right = {
        skill: (
            sum(skill in each["required"] for each in counted),
            sum(skill in each["preferred"] for each in counted),
        )
        for each in counted
        for skill in (*each["required"], *each["preferred"])
    }
    yield from (
        f"{skill}: told {told.get(skill)}, counted {right.get(skill)}"
        for skill in sorted({*told, *right})
        if told.get(skill) != right.get(skill)
    )


def _quotes(parts: Mapping[str, str], postings: Postings) -> Iterator[str]:
    texts = " ".join(_flat(each["text"]) for each in postings)
    for name in ("Common requirements", "Warning signs"):
        for quoted in _QUOTED.findall(parts.get(name, "")):
            words = [_flat(part) for part in re.split(r"…|\.\.\.", quoted)]
            if any(each and each not in texts for each in words):
                yield f"quotes what no posting says: {quoted[:80]}"


def _pay(parts: Mapping[str, str], counted: Postings) -> Iterator[str]:
    body = parts.get("Salary ranges", "")
    for each in counted:
        yield from (
            f"pay of {each['id']} is not in it: {pay['quote']}"
            for pay in each["pay"]
            if _flat(pay["quote"]) not in _flat(each["text"])
        )
    told = sorted((posting, _amounts(cells[2])) for cells in rows(body) for posting in _REF.findall(cells[-1]))
    right = sorted(
        (each["id"], tuple(dict.fromkeys(value for value in (pay["min"], pay["max"]) if value is not None)))
        for each in counted
        for pay in each["pay"]
    )
    if told != right:
        yield f"pay is told as {told}, stated as {right}"
    silent = sum(not each["pay"] for each in counted)
    said = re.search(r"Not stated in (\d+) of (\d+)", body)
    if (int(said[1]) if said else 0) != silent:
        yield f"not stated in {said[1] if said else 0}, counted {silent}"


def _fit(parts: Mapping[str, str], counted: Postings, ratings: Mapping[str, int | None], level: str) -> Iterator[str]:
    body = parts.get("Your fit", "")
    if not ratings:
        if rows(body):
            yield "tells how somebody fits who was never assessed"
        return
    names = {entry["name"]: skill for skill, entry in catalogues().skills.items()}
    for cells in rows(body):
        skill = names.get(cells[0], cells[0])
        target = catalogues().skills[skill]["targets"].get(level) or 1
        rating = ratings.get(skill)
        standing = "not assessed" if rating is None else "met" if rating >= target else "short" if rating else "missing"
        if cells[4] != standing:
            yield f"{skill}: {cells[4]}, rated {rating} of {target}"
        if rating is not None and LABELS[rating] not in cells[2]:
            yield f"{skill}: {cells[2]}, rated {rating}"
        asked = sum(skill in each["required"] for each in counted)
        if asked and cells[1] != f"{asked} of {len(counted)}":
            yield f"{skill}: required by {cells[1]}, counted {asked}"


def _rest(report: str, parts: Mapping[str, str], postings: Postings, counted: Postings) -> Iterator[str]:
    missing = max(0, WANTED - len(counted))
    said = re.search(r"(\d+) more (?:is|are) missing to the", report)
    if (int(said[1]) if said else 0) != missing:
        yield f"{said[1] if said else 0} missing to ten, counted {missing}"
    table = [posting for cells in rows(parts.get("Saved postings", "")) for posting in _REF.findall(cells[0])]
    if table != [each["id"] for each in counted]:
        yield f"lists {table}, counted are {[each['id'] for each in counted]}"
    for each in postings:
        if each["duplicate_of"] is not None and f"{each['id']} repeats {each['duplicate_of']}" not in report:
            yield f"{each['id']} repeats {each['duplicate_of']}, which is not told"
        if ASIDE & set(each["warnings"]) and f"[{each['id']}]" not in parts.get("Warning signs", ""):
            yield f"{each['id']} has signs of a fraud, which is not told"
    if "Next steps" not in parts or not re.search(r"^1\. ", parts["Next steps"], re.MULTILINE):
        yield "names no next step"
    if found := _PLACEHOLDER.search(report):
        yield f"something was not filled in: {found[0]}"


def _amounts(cell: str) -> tuple[float, ...]:
    """The figures of a range as it is worded, what it is for left aside."""
    found = [float(each.replace(",", "")) for each in _AMOUNT.findall(cell.split(" (")[0])]
    return tuple(dict.fromkeys(found))


def _flat(text: str) -> str:
    return " ".join(text.replace("\\", "").replace("*", "").split()).strip(" .")
