"""A workspace to try things in."""

from __future__ import annotations

from app.slack.sandbox.state import Slack, Workspace


def furnish(slack: Slack) -> Workspace:
    """Two people, a channel, and the mentor."""
    team = slack.add_workspace("T1", "Groundwork sandbox")
    team.add_user("UANN", "Ann")
    team.add_user("UBEN", "Ben")
    team.add_channel("CGENERAL", "general")
    team.add_channel("CJOBS", "jobs")
    team.im("UANN")
    team.im("UBEN")
    return team
