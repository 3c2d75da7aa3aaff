"""A learner's data as a zip that needs no program of ours to read."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress

from app.adapters.catalogue import Catalogue
from app.adapters.store.conversations import now
from app.adapters.store.records import ConversationRecord, MessageRecord
from app.adapters.store.store import Store
from app.adapters.store.wording import citations_of
from app.bundle import make_bundle
from app.documents.profile import profile_markdown
from app.documents.registry import Source
from app.learner_profile import read_profile
from graphs.errors import RecordUnreadable


def export_zip(store: Store, learner_id: str, catalogue: Catalogue) -> bytes:
    """The files of `export_files`, packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in export_files(store, learner_id, catalogue).items():
            archive.writestr(name, text)
    return buffer.getvalue()


def export_files(store: Store, learner_id: str, catalogue: Catalogue) -> dict[str, str | bytes]:
    """`records.json` has every row of every table; the rest is for reading, and the bundle of documents is in it.

    A record of another release that this one cannot read is in `records.json` all the same, without its Markdown.
    """
    files: dict[str, str | bytes] = {
        "records.json": json.dumps(store.learners.export(learner_id), indent=2, ensure_ascii=False)
    }
    for conversation in store.conversations.list(learner_id):
        messages = store.conversations.messages(learner_id, conversation.id)
        files[f"conversations/{conversation.id}.md"] = conversation_markdown(conversation, messages)
    with suppress(RecordUnreadable):
        kept = read_profile(store.records, learner_id)
        if kept.version:
            files["profile.md"] = profile_markdown(kept.profile)
    return files | dict(make_bundle(Source(store.records, learner_id, catalogue, now())).files)


def conversation_markdown(conversation: ConversationRecord, messages: tuple[MessageRecord, ...]) -> str:
    """Questions, answers with their markers, and the list of sources below each answer."""
    lines = [f"# {conversation.title}", "", f"Last changed {conversation.updated_at:%Y-%m-%d %H:%M} UTC", ""]
    for message in messages:
        lines += [f"## {'You' if message.role == 'learner' else 'Mentor'}", "", message.text, ""]
        if message.role == "mentor" and message.state != "complete":
            lines += [f"*This answer is not complete ({message.state}).*", ""]
        sources = {citation.number: citation for citation in citations_of(message.events)}
        lines += [f"{each.number}. {each.source}, {each.section}" for each in sources.values()] + (
            [""] if sources else []
        )
    return "\n".join(lines)
