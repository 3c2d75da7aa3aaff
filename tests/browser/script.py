"""What the stand-in's mentor says: invented for the tests, shaped like the real events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Event = dict[str, Any]

SUGGESTIONS = [
    "What does a junior AI infrastructure engineer earn?",
    "Which skills should I learn first?",
    "How do I move over from DevOps or backend work?",
    "Do I need Kubernetes for a junior role?",
    "Should I specialise early or stay a generalist?",
]

ROLE = "Role Requirements: Junior AI Infrastructure Engineer"
GUIDE = "AI Infrastructure Career Path Guide"
PAY = "A junior AI infrastructure engineer in the US earned between $67,000 and $120,000 in 2025."
MEDIAN = "The median was $93,500."
OTHER = "Entry-level positions pay between $90,000 and $130,000 a year in the US."
DAYS = [
    "Deploying and looking after models in development and staging.",
    "Writing and maintaining automation for routine infrastructure work.",
    "Watching the health of the infrastructure and answering basic alerts under guidance.",
]

FILLER = "".join(
    f"<h2>{title}</h2><p>{text}</p>"
    for title, text in [
        (
            "What the role is",
            "A junior supports the people who run machine-learning systems, and learns the work by doing it. " * 4,
        ),
        ("Who may apply", "Recent graduates, and people who come over from software, DevOps or data engineering. " * 4),
    ]
)
DOCUMENTS: dict[str, Any] = {
    "junior-role.md": {
        "title": "Junior AI infrastructure engineer: what the role asks for",
        "source": ROLE,
        "date": "2025",
        "sections": [
            ("junior-role#top", f"<h1>Junior AI infrastructure engineer</h1>{FILLER}"),
            ("junior-role#pay", f"<h2>Pay of a junior</h2><p>{PAY} {MEDIAN}</p>"),
            ("junior-role#days", "<h2>Daily work</h2><ul>" + "".join(f"<li>{day}</li>" for day in DAYS) + "</ul>"),
            (
                "junior-role#more",
                f"{FILLER}<table><tr><th>Skill</th><th>Level</th></tr><tr><td>Linux</td><td>Basic</td></tr></table>",
            ),
        ],
    },
    "career-guide.md": {
        "title": "Career paths in AI infrastructure",
        "source": GUIDE,
        "date": None,
        "sections": [
            ("career-guide#top", f"<h1>Career paths in AI infrastructure</h1>{FILLER}"),
            ("career-guide#pay", f"<h2>Pay by level</h2><p>{OTHER}</p><p>Seniors earn more.</p>"),
        ],
    },
}


def cited(number: int, passage: str, text: str, section: str) -> Event:
    document = passage.split("#")[0] + ".md"
    found = DOCUMENTS[document]
    return {
        "number": number,
        "passage_id": passage,
        "document": document,
        "document_title": found["title"],
        "source": found["source"],
        "section": section,
        "text": text,
    }


PAY_CITED = cited(1, "junior-role#pay", PAY, "Junior AI infrastructure engineer > Pay of a junior")
MEDIAN_CITED = cited(1, "junior-role#pay", MEDIAN, "Junior AI infrastructure engineer > Pay of a junior")
OTHER_CITED = cited(2, "career-guide#pay", OTHER, "Career paths in AI infrastructure > Pay by level")


def days_cited(text: str) -> Event:
    return cited(3, "junior-role#days", text, "Junior AI infrastructure engineer > Daily work")


def sentence(text: str, style: str = "text", *citations: Event) -> Event:
    return {"type": "sentence", "text": text, "style": style, "citations": list(citations), "quoted": True}


def status(stage: str, text: str, position: int | None = None) -> Event:
    return {"type": "status", "stage": stage, "text": text, "position": position}


ANSWER: list[Event] = [
    status("searching", "Searching the sources"),
    status("drafting", "Writing"),
    sentence(
        "A junior AI infrastructure engineer in the US earned between **$67,000** and **$120,000** in 2025.",
        "lead",
        PAY_CITED,
    ),
    sentence("The median was **$93,500**.", "lead", MEDIAN_CITED),
    sentence(
        "The sources differ: another one puts entry-level pay between **$90,000** and **$130,000** a year.",
        "note",
        OTHER_CITED,
    ),
    sentence("What the pay is for", "heading"),
    *(sentence(day, "bullet", days_cited(day)) for day in DAYS),
    sentence("Basic `Linux` and `Docker` are expected from the first day.", "text", PAY_CITED, OTHER_CITED),
    {
        "type": "done",
        "message_id": "",
        "suggestions": [
            "And what does a senior earn?",
            "Which skills raise the pay most?",
            "How long until mid-level?",
        ],
        "elapsed_ms": 900,
        "model_ms": 700,
    },
]
DECLINED: list[Event] = [
    status("searching", "Searching the sources"),
    {
        "type": "declined",
        "kind": "not_covered",
        "text": "My sources say nothing about pay in Portugal. They cover pay in the United States, by level.",
        "offers": ["What does a junior earn in the US?", "How does pay grow from junior to senior?"],
    },
    {"type": "done", "message_id": "", "suggestions": [], "elapsed_ms": 90, "model_ms": 0},
]
ASKED: list[Event] = [
    {
        "type": "question",
        "text": "Which of these is nearest to your work today?",
        "quick_replies": ["DevOps", "Backend", "Data engineering"],
    },
    {"type": "done", "message_id": "", "suggestions": [], "elapsed_ms": 90, "model_ms": 0},
]
EVERYTHING: list[Event] = [
    sentence(f"Point {number} of many.", "bullet", {**PAY_CITED, "number": number}) for number in range(1, 13)
]
QUEUED = [status("queued", "Waiting", position) for position in (2, 1, 0)]


def events_for(question: str) -> Iterator[Event]:
    """The word in the question chooses the script."""
    lower = question.lower()
    if "portugal" in lower:
        yield from DECLINED
    elif "queue" in lower:
        yield from [*QUEUED, *ANSWER]
    elif "crash" in lower:
        yield from ANSWER[:4]
        yield {
            "type": "failed",
            "code": "engine_crashed",
            "message": "The language model stopped and is being restarted. Ask again in a moment.",
        }
    elif "cut" in lower:
        yield from ANSWER[:4]
        yield {"type": "cut"}
    elif "everything" in lower:
        yield from [*EVERYTHING, *ANSWER[-1:]]
    elif "which of" in lower:
        yield from ASKED
    else:
        yield from ANSWER
