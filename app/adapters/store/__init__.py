"""The records: conversations, messages, turns and feedback in SQLite or PostgreSQL."""
