"""Checks the four deliverables of exercise 01: `python scripts/validate_exercise01.py [FOLDER]`.

Plain Python without dependencies, so that it runs wherever the folder is taken. It reads what the documents say, not
only whether they exist: ratings, gaps and priorities; weeks, goals and resources; goals in time, milestones and metrics;
postings, what they ask for and what they pay. Exit code 0 when everything is there, 1 when something is missing.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DONE = "🎉 Exercise 01 Complete! Ready for Exercise 02."
MARK, OPEN = "✅", "❌"
RATING_WORDS = r"none|basic|beginner|intermediate|advanced|expert"
TECHNICAL = {
    "Python": r"python",
    "Docker": r"docker",
    "Kubernetes": r"kubernetes|k8s",
    "Linux/Bash": r"linux|bash",
    "Git": r"git",
    "Cloud": r"cloud|aws|gcp|azure",
    "Terraform": r"terraform|infrastructure as code",
    "ML Frameworks": r"ml frameworks?|pytorch|tensorflow",
    "Monitoring": r"monitoring|observability",
    "System Design": r"system design",
}
SOFT = {
    "Communication": r"communication",
    "Problem-Solving": r"problem.solving",
    "Time Management": r"time management",
    "Continuous Learning": r"continuous learning",
}
LEAST_TECHNICAL, LEAST_SOFT = 8, 2
PLAN_DAYS = 150
"""From the first day named to the last: what a plan of six months spans at least."""
LEAST_WEEKS = 20
POSTINGS = 10
PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|TBC|FIXME|XXX|lorem ipsum)\b|\[(?:your|insert|fill|add|name|date|skill)\b[^\]]*\]|<(?:your|insert|fill)\b[^>]*>|_{4,}",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\b(\d{4})-(\d\d)-(\d\d)\b"
    r"|\b(\d{1,2})(?:st|nd|rd|th)? (January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?,? (\d{4})\b"
    r"|\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b"
)
MONEY = re.compile(
    r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|INR|CAD|AUD|SEK|NOK|DKK|PLN|JPY|BRL|ZAR|NZD|SGD|[A-Z]{3}))\s?\d[\d,.' ]*\s?[kK]?"
    r"|\b\d[\d,.' ]*\s?[kK]?\s?(?:[€£₹]|USD|EUR|GBP|CHF|INR|CAD|AUD|SEK|NOK|DKK|PLN|JPY|BRL|ZAR|NZD|SGD)"
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class Section(NamedTuple):
    """A heading with everything below it down to the next heading of the same or a higher rank."""

    heading: str
    level: int
    text: str


class Document:
    """The text of one deliverable, by section, line and list item."""

    def __init__(self, text: str) -> None:
        self.text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
        self.lines = self.text.splitlines()
        self.sections = _sections(self.lines)

    def under(self, pattern: str) -> str:
        """All sections whose heading matches, with it, and empty when there is none."""
        found = (each for each in self.sections if re.search(pattern, each.heading, re.IGNORECASE))
        return "\n".join(f"{each.heading}\n{each.text}" for each in found)

    def has(self, pattern: str) -> bool:
        """Whether the words stand anywhere, headings included."""
        return re.search(pattern, self.text, re.IGNORECASE) is not None


def _sections(lines: list[str]) -> list[Section]:
    heads: list[tuple[int, int, str]] = []
    fenced = False
    for number, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        head = None if fenced else re.match(r"(#{1,6})\s+(.+?)\s*#*$", line)
        if head:
            heads.append((number, len(head[1]), head[2]))
    found = []
    for place, (number, level, heading) in enumerate(heads):
        later = (start for start, other, _ in heads[place + 1 :] if other <= level)
        end = next(later, len(lines))
        found.append(Section(heading, level, "\n".join(lines[number + 1 : end])))
    return found


def items(text: str) -> list[str]:
    """List items and table rows that say something; headings of tables and placeholders do not count."""
    found = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        words = line.strip()
        if words.startswith("|"):
            following = lines[number + 1].strip() if number + 1 < len(lines) else ""
            if _is_rule(words) or _is_rule(following):
                continue
            words = " ".join(cell.strip() for cell in words.strip("|").split("|") if cell.strip())
        elif re.match(r"(?:[-*+]|\d+[.)])\s+", words):
            words = re.sub(r"^(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s*)?", "", words)
        else:
            continue
        if re.search(r"\w\w", words) and not PLACEHOLDER.search(words):
            found.append(words)
    return found


def _is_rule(line: str) -> bool:
    return bool(re.match(r"\|?[\s:|-]*-{2,}[\s:|-]*\|?$", line)) and "-" in line


def dates(text: str) -> list[int]:
    """Days named in the text, as days from year 0, in order."""
    import datetime

    found = []
    for match in DATE.finditer(text):
        if match[1]:
            parts = int(match[1]), int(match[2]), int(match[3])
        elif match[4]:
            parts = int(match[6]), MONTHS.index(match[5][:3].lower()) + 1, int(match[4])
        else:
            parts = int(match[9]), MONTHS.index(match[7][:3].lower()) + 1, int(match[8])
        try:
            found.append(datetime.date(*parts).toordinal())
        except ValueError:
            continue
    return sorted(found)


def rated(document: Document, names: dict[str, str]) -> list[str]:
    """Those of the skills that stand on a line with a rating: a word, stars, or a number from 0 to 4 or 5."""
    found = []
    for name, pattern in names.items():
        rating = rf"\b(?:{RATING_WORDS})\b|[⭐★]|\b[0-5]\s*(?:/|of|out of)\s*[45]\b|\|\s*[0-5]\s*\||[:=]\s*[0-5]\b"
        for line in document.lines:
            match = re.search(rf"(?<![\w-])(?:{pattern})(?![\w-])", line, re.IGNORECASE)
            if match and not PLACEHOLDER.search(line) and re.search(rating, line[match.end() :], re.IGNORECASE):
                found.append(name)
                break
    return found


def check_assessment(document: Document) -> Iterable[str]:
    """Proficiency ratings, gaps, priority areas."""
    technical, soft = rated(document, TECHNICAL), rated(document, SOFT)
    if len(technical) < LEAST_TECHNICAL:
        missing = ", ".join(name for name in TECHNICAL if name not in technical)
        yield f"ratings: {len(technical)} of the {len(TECHNICAL)} technical skills are rated; not yet: {missing}"
    if not rated(document, {"ML": r"(?:basic )?(?:ml|machine learning)(?: knowledge| concepts| basics| frameworks)?"}):
        yield "ratings: ML knowledge is not rated"
    if len(soft) < LEAST_SOFT:
        missing = ", ".join(name for name in SOFT if name not in soft)
        yield f"ratings: {len(soft)} of the {len(SOFT)} soft skills are rated, at least {LEAST_SOFT} are needed; not yet: {missing}"
    gaps = document.under(r"\bgaps?\b|to improve|weakness")
    none = re.search(r"\b(?:none|no gaps?)\b", gaps, re.IGNORECASE)
    if not items(gaps) and not none:
        yield "gaps: no section names the gaps (a heading such as “Gaps”, with one line for each)"
    ordered = document.under(r"priorit|focus")
    if not items(ordered) and not re.search(r"\b(?:none|nothing|no gaps?)\b", ordered, re.IGNORECASE):
        yield "priority areas: no section says what comes first (a heading such as “Priority areas”)"


def check_plan(document: Document) -> Iterable[str]:
    """Top gaps, six months, weekly goals, resources, study times."""
    gaps = document.under(r"\bgaps?\b|priorit")
    if not items(gaps) and not re.search(r"\b(?:none|no gaps?)\b", gaps, re.IGNORECASE):
        yield "gaps: no section names the top skill gaps that the plan closes"
    days = dates(document.text)
    weeks = _weeks(document)
    months = {int(number) for number in re.findall(r"\bmonth (\d)\b", document.text, re.IGNORECASE)}
    spans = days[-1] - days[0] if days else 0
    if spans < PLAN_DAYS and len(weeks) < LEAST_WEEKS and not months >= set(range(1, 7)):
        yield f"timeline: the plan spans {spans // 7} weeks by its dates; six months are asked for"
    if len(weeks) < LEAST_WEEKS:
        yield f"weekly goals: {len(weeks)} weeks have a goal; a plan of six months has about 26"
    resources = document.under(r"resource|reading|courses|materials")
    if len(items(resources)) < 3:
        yield "resources: fewer than three are listed under a heading such as “Resources”"
    day = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|evenings?|mornings?"
    scheduled = [line for line in document.lines if re.search(rf"\b(?:{day})\b", line, re.IGNORECASE)]
    if not any(
        re.search(r"\d{1,2}[:.]\d\d|\b\d+(?:\.\d+)? ?(?:h|hours?|minutes?|min|am|pm)\b", line, re.IGNORECASE)
        for line in scheduled
    ):
        yield "study time: no weekly study time is scheduled (a day with a time or a number of hours)"


def _weeks(document: Document) -> list[int]:
    """Numbers of the weeks that have words to them: a line of their own, or a heading with text below."""
    found = set()
    for line in document.lines:
        match = re.search(r"\bweek\s*(\d{1,3})\b", line, re.IGNORECASE) or re.match(r"\|\s*(\d{1,3})\s*\|", line)
        if match and len(re.findall(r"[^\W\d_]{3,}", line[match.end() :])) >= 3 and not PLACEHOLDER.search(line):
            found.add(int(match[1]))
    for section in document.sections:
        match = re.search(r"\bweek\s*(\d{1,3})\b", section.heading, re.IGNORECASE)
        if match and len(re.findall(r"[^\W\d_]{3,}", PLACEHOLDER.sub("", section.text))) >= 3:
            found.add(int(match[1]))
    return sorted(found)


def check_roadmap(document: Document) -> Iterable[str]:
    """Now, 6 months, 1 year, 3 years, milestones, metrics, an action plan."""
    parts = (
        ("where you are now", r"\bnow\b|current|month 0|today|where you (?:are|stand)"),
        ("6 months", r"\b(?:6|six)[ -]months?\b|month 6"),
        ("1 year", r"\b(?:1|one)[ -]year\b|month 12|12 months|\byear 1\b"),
        ("3 years", r"\b(?:3|three)[ -]years?\b|month 36|\byear 3\b"),
    )
    for name, heading in parts:
        text = PLACEHOLDER.sub("", document.under(heading))
        if len(re.findall(r"[^\W\d_]{3,}", text)) < 8:
            yield f"{name}: there is no section on it, or it says next to nothing"
    one_year = document.under(parts[2][1])
    if one_year and not re.search(r"title|role|engineer|position", one_year, re.IGNORECASE):
        yield "1 year: no job title is aimed at"
    if not MONEY.search(document.text) and not document.has(r"salary[^.\n]*(?:not stated|unknown|no figure)"):
        yield "1 year: no salary expectation is stated"
    if not document.has(r"\bprojects?\b"):
        yield "6 months, 1 year: no projects are named"
    if not items(document.under(r"milestone|checkpoint")):
        yield "milestones: none are listed under a heading such as “Milestones”"
    if not items(document.under(r"metric|measure|success|how you (?:know|will know)")):
        yield "metrics: nothing says how success is measured (a heading such as “Success metrics”)"
    if not items(document.under(r"action|next step|what to do|first steps")):
        yield "action plan: no next steps are listed under a heading such as “Action plan”"


def check_market(document: Document) -> Iterable[str]:
    """Ten saved postings, common requirements, salaries where the learner is."""
    count = max(len(items(document.under(r"postings?|job descriptions?|jobs|saved|ads?\b"))), _numbered(document))
    said = re.search(
        r"\b(\d+) (?:different |distinct |saved )?(?:job )?(?:postings|descriptions)\b", document.text, re.IGNORECASE
    )
    if said and int(said[1]) < POSTINGS:
        count = min(count, int(said[1]))
    if count < POSTINGS:
        yield f"job descriptions: {count} of {POSTINGS} are saved"
    common = document.under(r"requirement|skills?\b|asked|demand|patterns?|common")
    if len(items(common)) < 3:
        yield "requirements: fewer than three common requirements are listed"
    salary = document.under(r"salar|pay\b|compensation|pays")
    if not salary:
        yield "salary: there is no section on pay"
    elif not MONEY.search(salary):
        yield "salary: the section on pay names no range"
    elif not re.search(r"\blocation|\bin [A-Z]|\bremote\b|\bplace|\bregion|\bUS\b|\bnational", salary):
        yield "salary: the ranges do not say for which location"


def _numbered(document: Document) -> int:
    """Postings that have a heading each."""
    return sum(
        1 for each in document.sections if re.match(r"(?:posting |job )?(?:p?\d+)\b[.:)]?", each.heading, re.IGNORECASE)
    )


class Deliverable(NamedTuple):
    """One document of the exercise."""

    file: str
    done: str
    check: Callable[[Document], Iterable[str]]


DELIVERABLES = (
    Deliverable("docs/skills-assessment-completed.md", "Skills assessment completed", check_assessment),
    Deliverable("docs/learning-plan.md", "Learning plan created", check_plan),
    Deliverable("docs/career-roadmap.md", "Career roadmap defined", check_roadmap),
    Deliverable("docs/job-market-research.md", "Job market research done", check_market),
)


def missing(folder: Path, deliverable: Deliverable) -> list[str]:
    """What a document lacks, one sentence each; empty when it is complete."""
    try:
        text = (folder / deliverable.file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ["the file is not there"]
    except (OSError, UnicodeDecodeError) as error:
        return [f"the file cannot be read ({error.__class__.__name__})"]
    document = Document(text)
    found = list(deliverable.check(document))
    left = PLACEHOLDER.search(document.text)
    if left:
        found.append(f"a placeholder is left to fill in: {left.group()[:40]}")
    return found


def report(folder: Path) -> tuple[bool, str]:
    """Whether everything is there, and the lines to print."""
    lines, complete = [], True
    for each in DELIVERABLES:
        lacking = missing(folder, each)
        lines.append(f"{OPEN if lacking else MARK} {each.done if not lacking else each.file}")
        lines += [f"   - {reason}" for reason in lacking]
        complete = complete and not lacking
    lines += ["", DONE] if complete else ["", "Not complete yet. What is missing stands below each document."]
    return complete, "\n".join(lines)


def folder_of(arguments: list[str]) -> Path:
    """The folder named, else the one that this script's own folder lies in, else the present one."""
    if arguments:
        return Path(arguments[0])
    own = Path(__file__).resolve().parent.parent
    return own if (own / "docs").is_dir() else Path()


def main(arguments: list[str]) -> int:
    """Prints the report; 0 when complete, else 1."""
    complete, text = report(folder_of(arguments))
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")  # a console of another encoding cannot print the marks
    sys.stdout.write(text + "\n")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
