"""What a learner takes away: the documents, the charts, the calendar, and the script that checks them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files

from app.documents.calendar import NAME as CALENDAR
from app.documents.calendar import calendar_of, read_changes
from app.documents.charts import trend_chart
from app.documents.rating_chart import chart_png, chart_svg, chart_words
from app.documents.registry import DOCUMENTS, Source
from app.learner_assessment import read_standing
from app.learner_progress import read_now
from graphs.errors import NotFound, RecordUnreadable

SCRIPT = "scripts/validate_exercise01.py"
README = "README.md"
ZIP_NAME = "career-bundle.zip"


@dataclass(frozen=True)
class Bundle:
    """Files by their path, and what could not be made yet."""

    files: Mapping[str, str | bytes]
    missing: tuple[str, ...]
    """One sentence for each document that is not there, with how to get it."""


def make_bundle(source: Source) -> Bundle:
    """What exists is in it; a record that this release cannot read costs its own document and no other."""
    found: dict[str, str | bytes] = {}
    missing = []
    for kind in DOCUMENTS:
        text = None
        with suppress(RecordUnreadable):
            text = kind.write(source)
        if text is None:
            missing.append(f"{kind.title} ({kind.file}): not there yet. {kind.begin}")
        else:
            found[kind.file] = text
    found |= _charts(source)
    with suppress(NotFound, RecordUnreadable):
        changes = read_changes(source.records, source.learner)
        found[CALENDAR] = calendar_of(changes, source.catalogue.skills, source.learner, feed=False)
    found[SCRIPT] = script()
    return Bundle({README: _readme(found, missing), **found}, tuple(missing))


def bundle_zip(bundle: Bundle) -> bytes:
    """Packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in bundle.files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def script() -> str:
    """`validate_exercise01.py` as it is shipped."""
    return (files("app.documents") / "validate_exercise01.py").read_text("utf-8")


def _charts(source: Source) -> dict[str, str | bytes]:
    found: dict[str, str | bytes] = {}
    with suppress(RecordUnreadable):
        standing = read_standing(source.records, source.learner, source.catalogue.skills)
        if standing is not None:
            found["charts/skills.svg"] = chart_svg(standing)
            found["charts/skills.png"] = chart_png(standing)
            found["charts/skills.txt"] = chart_words(standing) + "\n"
    with suppress(NotFound, RecordUnreadable):
        now = read_now(source.records, source.learner, source.now)
        chart = trend_chart(now.status.trend)
        found |= {"charts/hours.svg": chart.svg, "charts/hours.png": chart.png, "charts/hours.txt": chart.alt + "\n"}
    return found


def _readme(found: Mapping[str, str | bytes], missing: list[str]) -> str:
    lines = ["# Your career documents", ""]
    lines += [f"- [{kind.title}]({kind.file})" for kind in DOCUMENTS if kind.file in found]
    if CALENDAR in found:
        lines.append(f"- [Study times and reviews]({CALENDAR}), to import into a calendar")
    charts = [name for name in ("charts/skills.svg", "charts/hours.svg") if name in found]
    lines += [f"- Chart: [{name}]({name})" for name in charts]
    if missing:
        lines += ["", "## Not there yet", "", *(f"- {each}" for each in missing)]
    lines += [
        "",
        "## Check that everything is there",
        "",
        f"    python {SCRIPT}",
        "",
        "It needs nothing but Python, and says what each document lacks.",
        "",
    ]
    return "\n".join(lines)
