"""A small Slack on this machine: the Web API, Socket Mode and a page, for trying and testing the mentor.

It is written from Slack's public documentation of the methods that the mentor uses, with their argument checks, size
limits, rate limits and error codes. Nothing here talks to Slack.
"""
