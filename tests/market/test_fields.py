"""Level, years, way of working, places, title, employer, date."""

from __future__ import annotations

import datetime

import pytest

from graphs.market.dates import read_posted
from graphs.market.place import read_locations, read_remote

TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("title", "text", "level"),
    [
        ("Senior ML Engineer", "", "senior"),
        ("Sr. Platform Engineer", "", "senior"),
        ("Principal Engineer", "", "staff"),
        ("Senior Staff Engineer", "", "staff"),
        ("Tech Lead, Inference", "", "lead"),
        ("Engineering Manager", "", "manager"),
        ("Head of Infrastructure", "", "manager"),
        ("Software Engineer II", "", "mid"),
        ("Graduate Engineer", "", "junior"),
        ("Werkstudent DevOps (m/w/d)", "", "intern"),
        ("Junior/Mid DevOps Engineer", "", "junior"),
        ("DevOps Engineer", "4+ years of experience with Linux", "mid"),
        ("DevOps Engineer", "At least six years of experience", "senior"),
        ("DevOps Engineer", "0-1 years of experience", "junior"),
        ("DevOps Engineer", "Founded 12 years ago, we sell clocks. You know Linux.", "unknown"),
    ],
)
def test_level(read, title: str, text: str, level: str) -> None:
    assert read(f"{title}\n\nRequirements\n- {text}", title=title).seniority == level


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("3-5 years of experience", (3, 5)),
        ("at least three years in DevOps", (3, None)),
        ("Mindestens 2 Jahre Berufserfahrung", (2, None)),
        ("8+ years of engineering, 2+ years with Kubernetes", (8, None)),
        ("BS with 5+ years of experience or MS with 3+ years of experience", (3, None)),
        ("You must be 18 years old", (None, None)),
        ("A 2-year contract", (None, None)),
    ],
)
def test_years(read, line: str, years: tuple[int | None, int | None]) -> None:
    posting = read(f"Engineer\n\nRequirements\n- {line}", title="Engineer")
    assert (posting.years_min, posting.years_max) == years


@pytest.mark.parametrize(
    ("text", "location", "remote"),
    [
        ("Fully remote within the EU", "", "remote"),
        ("You work here.", "Remote", "remote"),
        ("Hybrid, two days in our office", "Berlin", "hybrid"),
        ("Three days per week in the office, the rest from home", "Berlin", "hybrid"),
        ("Remote work is not possible.", "Berlin", "onsite"),
        ("On-site in our lab", "Berlin", "onsite"),
        ("We build hybrid cloud tools for remote teams.", "Berlin", "unknown"),
        ("An on-site gym and remote storage", "Berlin", "unknown"),
        ("Homeoffice an zwei Tagen pro Woche, 2 Tage Homeoffice", "Köln", "hybrid"),
        ("Berlin or remote in Germany", "", "remote"),
    ],
)
def test_way_of_working(text: str, location: str, remote: str) -> None:
    assert read_remote(text, location) == remote


def test_places() -> None:
    assert read_locations("", "Bengaluru / Pune (Work from office)") == ("Bengaluru", "Pune")
    assert read_locations("Location: Porto, Portugal\nText") == ("Porto, Portugal",)
    assert read_locations("Platform Engineer, Acme, Utrecht (hybrid)") == ("Utrecht",)
    assert read_locations("Nothing is said about it") == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Posted 3 days ago", datetime.date(2026, 11, 18)),
        ("Reposted 2 weeks ago · Over 100 applicants", datetime.date(2026, 11, 7)),
        ("Posted on 5 November 2026", datetime.date(2026, 11, 5)),
        ("Date posted: 2026-10-30", datetime.date(2026, 10, 30)),
        ("Veröffentlicht am 02.11.2026", datetime.date(2026, 11, 2)),
        ("Posted yesterday", datetime.date(2026, 11, 20)),
        ("Apply by 1 December 2026", None),
        ("Posted on 30 February 2026", None),
        ("Posted on 1 January 2030", None),
    ],
)
def test_the_day_of_publishing(text: str, day: datetime.date | None) -> None:
    assert read_posted(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "title", "company"),
    [
        ("Corvid Labs is hiring a Senior DevOps Engineer to join us.", "Senior DevOps Engineer", "Corvid Labs"),
        ("Platform Engineer at Corvid Labs\n\nYou know Linux.", "Platform Engineer", "Corvid Labs"),
        ("Lead MLOps Engineer, Corvid Labs, Madrid (hybrid)\n\nYou know Linux.", "Lead MLOps Engineer", "Corvid Labs"),
        (
            "Job Title: Data Platform Engineer\nCompany: Corvid Labs\nLocation: Pune",
            "Data Platform Engineer",
            "Corvid Labs",
        ),
        ("My client needs a DevOps Engineer.", "DevOps Engineer", ""),
    ],
)
def test_title_and_employer(read, text: str, title: str, company: str) -> None:
    posting = read(text)
    assert (posting.title, posting.company) == (title, company)
