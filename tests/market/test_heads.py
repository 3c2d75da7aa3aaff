"""Title, employer and place from the head of a pasted posting, without what a board would tell beside it."""

from __future__ import annotations

import pytest

from graphs.market.headings import heading_kind

HEADS = (
    (
        "Junior DevOps Engineer (m/w/d) – KI-Plattform\nAleph Robotics GmbH, Berlin",
        ("Junior DevOps Engineer (m/w/d)", "Aleph Robotics GmbH", ("Berlin",)),
    ),
    ("SRE, GPU Cloud (Remote, EU)\nNorthCompute", ("SRE, GPU Cloud", "NorthCompute", ("Remote, EU",))),
    (
        "Platform Engineer - Machine Learning\nUniversidade de Coimbra, Centre for Informatics",
        ("Platform Engineer", "Universidade de Coimbra", ()),
    ),
    (
        "Cloud Engineer (Junior/Graduate)\nSiemens Healthineers, Erlangen",
        ("Cloud Engineer (Junior/Graduate)", "Siemens Healthineers", ("Erlangen",)),
    ),
    (
        "Systems Engineer – AI Cluster\nLusohost, Lisbon (on-site)\n\nLusohost builds a region with 40 million euros of EU funding.",
        ("Systems Engineer", "Lusohost", ("Lisbon",)),
    ),
)


@pytest.mark.parametrize(("head", "expected"), HEADS, ids=[expected[1] for _, expected in HEADS])
def test_head(read, head: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    posting = read(f"{head}\n\nRequirements\n- Linux\n- Docker\n- 2 years of experience")
    assert (posting.title, posting.company, posting.locations) == expected


def test_the_place_of_work_ends_with_its_sentence(read) -> None:
    posting = read(
        "Platform Engineer\nAcme\n\nRequirements: Linux.\nWorkplace: Coimbra, on site. Apply by 30 November."
    )
    assert posting.locations == ("Coimbra",)


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("Télétravail trois jours par semaine après la période d'essai.", "hybrid"),
        ("Up to 40 % of the working time may be spent at\nhome.", "hybrid"),
        ("Remote job: No    Telework eligible: Yes, two days per week", "hybrid"),
        ("Manchester / mostly remote. Travel to the office one day a week.", "hybrid"),
        ("You can work from our Shoreditch office, from home, or both.", "remote"),
        ("Praca zdalna albo z biura, jak wolisz", "remote"),
        ("Praca hybrydowa: 2 dni w biurze", "hybrid"),
        ("Fully remote; we meet for three days in our office twice a year.", "remote"),
        ("We offer a 10 % bonus and a sunny office.", "unknown"),
    ],
)
def test_how_the_week_is_split(read, text: str, remote: str) -> None:
    assert read(f"Data Engineer\n\nRequirements\n- SQL\n- Python\n\n{text}", title="Data Engineer").remote == remote


@pytest.mark.parametrize(
    ("title", "line", "level", "years"),
    [
        ("Site Reliability Engineer – Assistant Vice President", "- A minimum of six years' experience", "senior", 6),
        ("SRE", "- min. 3 lata doświadczenia jako SRE", "mid", 3),
        ("SRE", "- au moins 4 ans d'expérience", "mid", 4),
        ("MLOps Contractor", "This is a senior assignment.", "senior", None),
        ("Engineer", "- 5+ years building systems, including at least 2 years with training workloads", "senior", 5),
        ("Vice President of Engineering", "- 10 years of experience", "manager", 10),
    ],
)
def test_level_and_years(read, title: str, line: str, level: str, years: int | None) -> None:
    posting = read(f"{title}\n\nRequirements\n{line}", title=title)
    assert (posting.seniority, posting.years_min) == (level, years)


def test_a_level_may_be_a_field_of_the_head(read) -> None:
    assert read("SRE\nAcme | Kraków | Mid / Regular\n\nWymagania\n- Linux\n- Docker", title="SRE").seniority == "mid"


def test_headings_of_other_languages(read) -> None:
    posting = read(
        "SRE\nAcme\n\nCzego oczekujemy\n- Linux\n- Ansible\n\nMile widziane\n- Kubernetes\n\nOferujemy\n- AWS-Kurse"
    )
    asked = {each.skill: each.required for each in posting.skills}
    assert asked == {"linux-bash": True, "terraform": True, "kubernetes": False}


@pytest.mark.parametrize(
    "line",
    [
        "We would be delighted, but do not insist, if you know Prometheus.",
        "If you happen to have played with Prometheus, brilliant, tell us about it.",
        "It would help if you have worked with Prometheus.",
    ],
)
def test_welcome_is_not_required(read, line: str) -> None:
    posting = read(f"SRE\nAcme\n\nRequirements\n- Linux\n- Docker\n\n{line}")
    asked = posting.asks("monitoring")
    assert asked is not None and not asked.required


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Wat vragen wij?", "required"), ("Was bringst du mit?", "required"), ("Wat ga je doen?", "duties")],
)
def test_a_heading_may_ask(heading: str, kind: str) -> None:
    assert heading_kind(heading) == kind
