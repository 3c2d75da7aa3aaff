"""What the app asks of a workspace; `deploy/slack-manifest.json` is made from here."""

from __future__ import annotations

import json
from pathlib import Path

from app.settings import REPOSITORY
from app.slack.place import Json

BOT_SCOPES = {
    "assistant:write": "suggested prompts and the agent's own place in Slack",
    "app_mentions:read": "hears when it is mentioned in a channel",
    "channels:history": "follows up in the threads of public channels that it answered in",
    "chat:write": "answers, streams, shows its status",
    "commands": "/mentor and the message shortcut",
    "files:read": "reads postings that are uploaded to it",
    "files:write": "hands out documents and exports",
    "groups:history": "follows up in the threads of private channels that it answered in",
    "im:history": "reads the direct messages that are written to it",
    "im:write": "opens the direct message when a command asks for something personal",
    "users:read": "knows a person's time zone, for plans and reminders",
}
"""Each with what would not work without it."""
EVENTS = (
    "agent_session_stopped",
    "app_context_changed",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "tokens_revoked",
)
FILE = REPOSITORY / "deploy" / "slack-manifest.json"


def manifest() -> Json:
    """For "Create an app from a manifest" on Slack's app page."""
    return {
        "display_information": {
            "name": "Mentor",
            "description": "A career mentor for AI infrastructure that shows its sources",
            "background_color": "#1f3b4d",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Mentor", "always_online": True},
            "agent_view": {
                "agent_description": "Answers questions about careers in AI infrastructure from sources it can show, finds out "
                "where you stand, and makes your learning plan.",
                "suggested_prompts": [
                    {"title": "Find out where I stand", "message": "Start my skills assessment"},
                    {
                        "title": "What does a junior earn?",
                        "message": "What does a junior AI infrastructure engineer earn?",
                    },
                ],
            },
            "slash_commands": [
                {
                    "command": "/mentor",
                    "description": "Ask privately, see your plan, link the page",
                    "usage_hint": "ask | assess | plan | roadmap | market | progress | status | link | export | forget-me | help",
                    "should_escape": False,
                }
            ],
            "shortcuts": [
                {
                    "name": "Save as job posting",
                    "type": "message",
                    "callback_id": "save_posting",
                    "description": "Adds this message to the postings that your plan is made from",
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(BOT_SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def render() -> str:
    """The file's text."""
    return json.dumps(manifest(), indent=2) + "\n"


if __name__ == "__main__":
    Path(FILE).write_text(render(), encoding="utf-8")
