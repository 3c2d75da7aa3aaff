"""A learning plan as one row of JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from graphs.career.plan import LearningPlan
from graphs.plan.request import PlanParts


def plan_row(plan: LearningPlan, parts: PlanParts) -> dict[str, Any]:
    """The plan as JSON, with the names, addresses and prices that its ids stand for."""
    names = {skill.id: skill.name for skill in parts.skills.skills}
    used = dict.fromkeys(item.resource for _, item in plan.items() if item.resource)
    return {
        "target_level": plan.level.value,
        "start_date": plan.starts.isoformat(),
        "end_date": plan.ends.isoformat(),
        "hours_per_week": plan.hours_per_week,
        "time_zone": plan.time_zone,
        "gaps": [
            {
                "skill": gap.skill,
                "name": names[gap.skill],
                "current": None if gap.assumed else int(gap.current),
                "target": int(gap.target),
                "reached": int(gap.reached),
                "top": gap.top,
                "assessed": not gap.assumed,
                "beyond_target": gap.stretch,
                "demand": gap.demand,
                "reason": gap.reason,
            }
            for gap in plan.gaps
        ],
        "top_gaps": [gap.skill for gap in plan.gaps if gap.top],
        "weeks": [
            {
                "week": week.number,
                "starts": week.starts.isoformat(),
                "ends": (week.starts + timedelta(days=6)).isoformat(),
                "hours": week.hours,
                "off": week.off,
                "goal": week.goal,
                "items": [
                    {
                        "id": item.id,
                        "kind": item.kind,
                        "title": item.title,
                        "skill": item.skill,
                        "from": None if item.step is None else int(item.step[0]),
                        "to": None if item.step is None else int(item.step[1]),
                        "resource": item.resource,
                        "hours": item.hours,
                        "part": list(item.part),
                        "check": item.check,
                    }
                    for item in week.items
                ],
            }
            for week in plan.weeks
        ],
        "resources": [
            {
                "id": each.id,
                "title": each.title,
                "kind": each.kind,
                "address": each.address,
                "cost": each.cost.label,
                "hours": each.hours,
            }
            for each in (parts.resources.by_id[resource] for resource in used)
        ],
        "resource_ids": list(used),
        "projects": [each.model_dump(mode="json") for each in plan.projects],
        "milestones": [each.model_dump(mode="json") for each in plan.milestones],
        "reviews": [day.isoformat() for day in plan.reviews],
        "study_blocks": [each.model_dump(mode="json") for each in plan.blocks],
        "budget": plan.budget,
        "currency": plan.currency,
        "cost": plan.cost,
        "spending": [each.model_dump(mode="json") for each in plan.spending],
        "shares": plan.shares.model_dump(mode="json"),
        "guardrails": [each.model_dump(mode="json") for each in plan.guardrails],
    }
