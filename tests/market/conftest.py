from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from app.adapters.catalogue import SKILLS_FILE, load_skills
from graphs.career.posting import Posting
from graphs.career.skills import SkillMatrix
from graphs.market.read import Hints, read_posting
from graphs.market.vocabulary import PostingWords

NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)
CORPUS = Path(__file__).resolve().parents[2] / "corpus"

POSTING = """Machine Learning Platform Engineer
Larkhill Systems, Lyon, France (hybrid)

About us
Larkhill raised €30 million last year and runs everything on Kubernetes.

Responsibilities
- Build CI/CD pipelines for our models

Requirements
- 3+ years of experience with Python
- Docker in production
- Terraform (nice to have)

Nice to have
- Kafka

Salary: €52,000 - €61,000 a year. You also get €1,500 a year for courses.
"""


@pytest.fixture(scope="session")
def skills() -> SkillMatrix:
    return load_skills(CORPUS / SKILLS_FILE)


@pytest.fixture(scope="session")
def words(skills: SkillMatrix) -> PostingWords:
    return PostingWords(skills)


@pytest.fixture(scope="session")
def read(words: PostingWords):
    def reading(text: str, title: str = "", company: str = "", location: str = "") -> Posting:
        return read_posting(text, words, NOW, hints=Hints(title, company, location)).posting

    return reading
