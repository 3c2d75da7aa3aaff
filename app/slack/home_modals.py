"""The forms behind App Home's buttons, and what comes back from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.learner_assessment import Standing
from app.slack import blocks as kit
from app.slack.blocks import Block
from app.slack.home_view import WEEKDAYS
from app.slack.markup import cut
from app.slack.place import Json
from graphs.career.assessment import Profile
from graphs.career.progress import Reminders
from graphs.career.skills import Level, Rating, SkillMatrix

NOT_NOW = "skip"


def settings_modal(profile: Profile, reminders: Reminders, time_zone: str) -> Block:
    """Hours, level, reminders and when."""
    hours = str(profile.hours_per_week.value) if profile.hours_per_week else ""
    level = Level(str(profile.target_level.value)) if profile.target_level else None
    on = [_option("On", "on"), _option("Off", "off")]
    days = [_option(day, str(number)) for number, day in enumerate(WEEKDAYS)]
    return _modal(
        "settings",
        "Settings",
        "Save",
        [
            _input(
                "hours",
                "Hours a week for learning",
                {"type": "plain_text_input", "action_id": "words", "max_length": 5}
                | ({"initial_value": hours} if hours else {}),
                optional=True,
            ),
            _select("level", "Level that you aim for", _levels(), level.value if level else None, optional=True),
            _input(
                "on",
                "Reminders for the weekly check-in",
                {
                    "type": "radio_buttons",
                    "action_id": "choice",
                    "options": on,
                    "initial_option": on[0 if reminders.on else 1],
                },
            ),
            _select("weekday", "On", days, str(reminders.weekday)),
            _input(
                "time",
                "At",
                {"type": "timepicker", "action_id": "choice", "initial_time": f"{reminders.at:%H:%M}"},
                hint=f"In your time zone, {time_zone or 'UTC'}, as Slack knows it.",
            ),
        ],
    )


@dataclass(frozen=True)
class SettingsGiven:
    """What came back."""

    profile: dict[str, object]
    reminders: dict[str, Any]

    def block_of(self, message: str) -> str:
        """The field that an error is about."""
        return "level" if "level" in message.lower() else "hours"


def read_settings(values: Json) -> SettingsGiven:
    """Empty fields clear what was known."""
    profile: dict[str, object] = {
        "hours_per_week": str(values.get("hours", {}).get("words", {}).get("value") or "").strip() or None,
        "target_level": _chosen(values, "level"),
    }
    reminders: dict[str, Any] = {"on": _chosen(values, "on") == "on"}
    weekday = _chosen(values, "weekday")
    if weekday is not None:
        reminders["weekday"] = int(weekday)
    time = values.get("time", {}).get("choice", {}).get("selected_time")
    if time:
        reminders["at"] = time
    return SettingsGiven(profile, reminders)


def rating_modal(standing: Standing | None, skills: SkillMatrix, profile: Profile) -> Block:
    """One choice per skill of the level, with what each rating looks like in practice."""
    level = (
        standing.level if standing else Level(str(profile.target_level.value)) if profile.target_level else Level.JUNIOR
    )
    held = {each.skill: each.rating for each in standing.assessment.ratings} if standing else {}
    blocks: list[Block] = [
        kit.section(
            f"What can you do today? These are the skills that {level.value.capitalize()} asks for. "
            "Leave out what you are not sure of: I ask about it in our conversation."
        )
    ]
    for skill, _ in skills.asked_at(level)[:45]:
        options = [_option("Leave it open", NOT_NOW)] + [
            _option(f"{rating.label}: {skill.anchor(rating)}", str(int(rating))) for rating in Rating
        ]
        now = held.get(skill.id)
        blocks.append(
            _select(f"skill-{skill.id}", skill.name, options, NOT_NOW if now is None else str(int(now)), optional=True)
        )
    return _modal("rate_all", "Rate your skills", "Save", blocks)


def read_ratings(values: Json) -> dict[str, Rating]:
    """What was chosen; what was left open is not in it."""
    chosen = {}
    for block in values:
        value = _chosen(values, block)
        if block.startswith("skill-") and value is not None and value.isdigit():
            chosen[block.removeprefix("skill-")] = Rating(int(value))
    return chosen


def link_modal() -> Block:
    """Both directions in one form."""
    return _modal(
        "link",
        "Link the page",
        "Go on",
        [
            kit.section(
                "With the same records in Slack and on the mentor's page, everything you do here is there too. "
                "Do you have a code from the page? Enter it. If not, leave the field empty: you get one to enter there."
            ),
            _input(
                "code",
                "Code from the page",
                {"type": "plain_text_input", "action_id": "words", "max_length": 12},
                optional=True,
            ),
        ],
    )


def forget_modal() -> Block:
    """One question."""
    return _modal(
        "forget",
        "Delete my data",
        "Delete everything",
        [
            kit.section(
                "This deletes your skills, postings, plan, progress and our conversations, here and on the page if you "
                "linked it. It cannot be brought back."
            )
        ],
    )


def _levels() -> list[Block]:
    return [_option(level.value.capitalize(), level.value) for level in Level]


def _option(label: str, value: str) -> Block:
    return {"text": kit.text(cut(label, 75), plain=True), "value": value}


def _select(block_id: str, label: str, options: list[Block], chosen: str | None, *, optional: bool = False) -> Block:
    element: Block = {"type": "static_select", "action_id": "choice", "options": options}
    initial = next((each for each in options if each["value"] == chosen), None)
    if initial is not None:
        element["initial_option"] = initial
    return _input(block_id, label, element, optional=optional)


def _input(block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    made: Block = {
        "type": "input",
        "block_id": block_id,
        "label": kit.text(label, plain=True),
        "element": element,
        "optional": optional,
    }
    return made | ({"hint": kit.text(hint, plain=True)} if hint else {})


def _modal(callback: str, title: str, submit: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": kit.text(title, plain=True),
        "submit": kit.text(submit, plain=True),
        "close": kit.text("Cancel", plain=True),
        "blocks": blocks,
    }


def _chosen(values: Json, block: str) -> str | None:
    option = values.get(block, {}).get("choice", {}).get("selected_option")
    return None if not option else str(option["value"])
