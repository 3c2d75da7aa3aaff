"""The mentor in Slack, through slack-bolt."""
