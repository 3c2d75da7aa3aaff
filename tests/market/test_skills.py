"""Skills: named or not, required or welcome, and the words that look like one."""

from __future__ import annotations

import pytest

HEAD = "DevOps Engineer\nAcme\n\n"
CASES = {
    "headings": ("Requirements\n- Python\n- Docker\n\nNice to have\n- Terraform", "python docker", "terraform"),
    "labels": ("Must have: Kubernetes, AWS\nPlus: Kafka", "kubernetes cloud", "distributed-systems"),
    "inline plus": ("Requirements\n- Strong Kubernetes, Terraform a plus", "kubernetes", "terraform"),
    "ideally": ("Requirements\n- Python, ideally with Airflow", "python", "data-pipelines"),
    "note": ("Requirements\n- Linux\n- GPUs (nice to have)", "linux-bash", "gpu"),
    "must in wishes": ("Nice to have\n- Kafka\n- Python is a must", "python", "distributed-systems"),
    "prose": ("You know Python well and have run Docker in production. Some Terraform would be great.", "python docker", "terraform"),
    "duties": ("What you'll do\n- Operate Kubernetes clusters\n\nRequirements\n- Git", "kubernetes git", ""),
    "company": ("About us\nOur platform runs on Kubernetes and Kafka.\n\nRequirements\n- Python\n- SQL", "python sql", ""),
    "not needed": ("Requirements\n- Python\n- SQL\n- No Kubernetes experience needed\n- You don't need to know Terraform", "python sql", ""),
    "taught": ("Requirements\n- Python\n- Git\n\nWe'll teach you Docker.", "python git", ""),
    "stack beside": ("Our stack: Kubernetes, Kafka\n\nRequirements\n- Python\n- SQL", "python sql", ""),
    "stack alone": ("Stack: Python, Docker, AWS. Three years in a similar role.", "python docker cloud", ""),
    "words that are not": ("Requirements\n- Go above and beyond, spark joy, take the helm\n- Rest assured: the rest is easy\n- Python\n- SQL", "python sql", ""),
    "github link": ("Requirements\n- Python\n- SQL\n\nHow to apply\nSend your GitHub link.", "python sql", ""),
    "colleagues": ("Requirements\n- Python\n- SQL\n- Work with machine learning engineers", "python sql", ""),
    "degree": ("Requirements\n- Degree in Computer Science, Machine Learning or Statistics\n- Python\n- SQL", "python sql", ""),
    "ml knowledge": ("Requirements\n- Basic understanding of machine learning\n- Python", "ml-knowledge python", ""),
    "german": ("Dein Profil\n- Sehr gute Python-Kenntnisse\n- Erfahrung mit Docker\n\nVon Vorteil\n- Kubernetes", "python docker", "kubernetes"),
    "shipping": ("Requirements\n- Python\n- SQL\n- Interest in shipping containers and port terminals", "python sql", ""),
    "soft skills": ("Requirements\n- Excellent communication skills\n- Strong troubleshooting skills\n- Linux", "communication problem-solving linux-bash", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "required", "preferred"), CASES.values(), ids=CASES)
def test_what_is_asked(read, text: str, required: str, preferred: str) -> None:
    posting = read(HEAD + text, title="DevOps Engineer")
    assert {each.skill for each in posting.skills if each.required} == set(required.split())
    assert {each.skill for each in posting.skills if not each.required} == set(preferred.split())


def test_every_skill_comes_with_its_words(read) -> None:
    from tests.market.conftest import POSTING

    posting = read(POSTING)
    assert posting.skills
    for each in posting.skills:
        assert each.quote in posting.text


def test_a_skill_is_listed_once_and_the_stronger_wish_wins(read) -> None:
    posting = read(HEAD + "Nice to have\n- Docker Compose\n\nRequirements\n- Docker", title="DevOps Engineer")
    assert [(each.skill, each.required) for each in posting.skills] == [("docker", True)]
