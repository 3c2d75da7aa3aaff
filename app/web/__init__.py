"""The web shell: FastAPI, server-sent events and one static page."""
