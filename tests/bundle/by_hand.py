"""The four documents as somebody might write them without the mentor: other headings, other layouts."""

from __future__ import annotations

ASSESSMENT = """# My skills

| Skill | Me |
|---|---|
| Python | ⭐⭐⭐ |
| Docker | ⭐⭐ |
| Kubernetes | ⭐ |
| Linux/Bash | ⭐⭐ |
| Git | ⭐⭐ |
| AWS | ⭐ |
| Terraform | none |
| PyTorch | ⭐ |
| Observability | basic |

Machine learning basics: 2/4

## Soft skills
- Communication: intermediate
- Problem solving: advanced

## Where the gaps are
* Kubernetes
* Terraform

## Priority areas
1. Kubernetes first, since every posting asks for it
"""

PLAN = (
    "# Learning plan\nFrom 1 March 2027 to 29 August 2027.\n\n## Top 3 gaps\n1. Kubernetes\n2. Terraform\n3. Monitoring\n\n"
    "## Schedule\nTuesday and Thursday evening, 19:00, two hours each.\n\n## Weekly goals\n"
    + "".join(f"- Week {number}: run lesson {number} of the course and write notes\n" for number in range(1, 27))
    + "\n## Resources\n- Kubernetes Up & Running\n- Terraform tutorials\n- Prometheus docs\n"
)

ROADMAP = """# Roadmap

## Current state (month 0)
I am a backend developer with four years of Python and a little Docker.

## 6-month goals
- Kubernetes at basic level, a public project that serves a model

## 1-year goals
- Title: Junior AI Infrastructure Engineer
- Salary: 80,000 - 95,000 USD
- Three portfolio projects

## 3-year vision
- Mid-level engineer who owns the serving platform of a team

## Milestones
- June: first cluster runs

## Success metrics
- Two interviews by October

## Next steps
- Book the Tuesday evenings
"""

MARKET = (
    "# Market\n\n## Saved job descriptions\n"
    + "".join(f"{number}. ML engineer at Company {number}, https://jobs.example/{number}\n" for number in range(1, 11))
    + "\n## Common requirements\n- Python (9 of 10)\n- Docker (8 of 10)\n- Kubernetes (7 of 10)\n"
    "\n## Salary ranges in Berlin\n- Junior: €55,000 to €65,000\n"
)

FILES = {
    "docs/skills-assessment-completed.md": ASSESSMENT,
    "docs/learning-plan.md": PLAN,
    "docs/career-roadmap.md": ROADMAP,
    "docs/job-market-research.md": MARKET,
}
