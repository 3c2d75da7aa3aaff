"""Files both ways: postings that are uploaded, documents that are handed out."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

import aiohttp
from starlette.concurrency import run_in_threadpool

from app.slack.pace import Caller, Unsent
from app.slack.place import FileRef, Place, Ticket
from app.slack.shell import DocumentFile, Shell
from graphs.errors import BadValue, MentorError
from graphs.events import DocumentReady
from ingest.errors import DocumentUnreadable

log = logging.getLogger(__name__)

SIZE_LIMIT = 5 * 2**20
KINDS = "a text, Markdown, HTML or PDF file"


async def read_files(shell: Shell, call: Caller, ticket: Ticket, limit: int) -> str:
    """The person's words with the text of their one file below. Raises `BadValue` with what to do."""
    (file,) = ticket.files[:1]
    data = await _fetch(shell, call, file)
    text = await run_in_threadpool(text_of, data, file.name)
    room = limit - len(ticket.text) - 200
    if len(text) > room:
        raise BadValue(
            f"“{file.name}” has {len(text):,} characters and at most {room:,} can be read at once. "
            "Send the part that describes the job."
        )
    lead = ticket.text or "Save this job posting:"
    return f"{lead}\n\n{text}"


def text_of(data: bytes, name: str) -> str:
    """Raises `BadValue` for what is not text."""
    from ingest.load_html import load_html
    from ingest.load_pdf import load_pdf
    from ingest.load_text import decode

    ending = name.rpartition(".")[2].lower()
    try:
        if data.startswith(b"%PDF") or ending == "pdf":
            return load_pdf(data, name).body
        if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise DocumentUnreadable("It is not text.")
        if ending in ("html", "htm"):
            return load_html(data, name).body
        if ending in ("docx", "odt", "pages", "zip", "png", "jpg", "jpeg", "gif", "xlsx", "pptx"):
            raise DocumentUnreadable("It is not text.")
        return decode(data)
    except DocumentUnreadable as error:
        raise BadValue(f"I cannot read “{name}”. {error} Send {KINDS}, or paste the words into the message.") from error


async def _fetch(shell: Shell, call: Caller, file: FileRef) -> bytes:
    wrong = f"I could not fetch “{file.name}” from Slack. Send it again, or paste the words into the message."
    if file.size > SIZE_LIMIT:
        raise BadValue(f"“{file.name}” is larger than 5 MB. Paste the words of the posting into the message instead.")
    address, ours = urlsplit(file.url_private_download), urlsplit(shell.settings.slack_base_url)
    slack_host = (address.hostname or "").endswith(".slack.com") and address.scheme == "https"
    if not slack_host and (address.hostname, address.port) != (ours.hostname, ours.port):
        raise BadValue(wrong)  # the token goes to Slack and nowhere else
    headers = {"Authorization": f"Bearer {call.client.token}"}
    try:
        async with shell.session.get(
            file.url_private_download, headers=headers, timeout=aiohttp.ClientTimeout(total=60), allow_redirects=False
        ) as response:
            if response.status != 200:
                raise BadValue(wrong)
            data = await response.content.read(SIZE_LIMIT + 1)
            while len(data) <= SIZE_LIMIT and (more := await response.content.read(2**16)):
                data += more
            if response.content_type == "text/html" and not file.name.lower().endswith((".html", ".htm")):
                raise BadValue(  # Slack answers with its sign-in page when the scope is missing
                    f"Slack did not let me read “{file.name}”: the app lacks the scope files:read. "
                    "Paste the words into the message; `mentor doctor` tells the operator what is missing."
                )
    except (aiohttp.ClientError, TimeoutError) as error:
        raise BadValue(wrong) from error
    if len(data) > SIZE_LIMIT:
        raise BadValue(f"“{file.name}” is larger than 5 MB. Paste the words of the posting into the message instead.")
    return data


async def attach(shell: Shell, call: Caller, place: Place, learner: str, documents: Sequence[DocumentReady]) -> None:
    """Uploads what was written, each document once; a failure leaves a sentence."""
    for name in dict.fromkeys(each.name for each in documents):
        try:
            files = await run_in_threadpool(shell.documents, learner, name)
        except MentorError as error:
            await _tell(call, place, str(error))
            continue
        if files:
            await upload(shell, call, place, files)


async def upload(shell: Shell, call: Caller, place: Place, files: Sequence[DocumentFile], comment: str = "") -> bool:
    """Whether the files are in the thread now; if not, a sentence is."""
    try:
        done = []
        for file in files:
            begun = await call(
                "files_getUploadURLExternal",
                filename=file.filename,
                length=len(file.content),
                alt_txt=file.spoken[:1000] or None,
            )
            async with shell.session.post(
                begun["upload_url"], data=file.content, timeout=aiohttp.ClientTimeout(total=120)
            ) as response:
                if response.status != 200:
                    raise Unsent("upload", f"http_{response.status}")
            done.append({"id": begun["file_id"], "title": file.title})
        await call(
            "files_completeUploadExternal",
            files=done,
            channel_id=place.channel,
            thread_ts=place.thread_ts or None,
            initial_comment=comment or None,
        )
        return True
    except (Unsent, aiohttp.ClientError, TimeoutError) as error:
        missing = isinstance(error, Unsent) and error.error == "missing_scope"
        why = "the app lacks the scope files:write" if missing else "Slack did not take it"
        await _tell(
            call, place, f"Your document “{files[0].title}” is written, but I could not attach it here: {why}. "
            "You find it on the mentor's page, or with `mentor export`.",
        )  # fmt: skip
        return False


async def _tell(call: Caller, place: Place, words: str) -> None:
    try:
        await call("chat_postMessage", channel=place.channel, thread_ts=place.thread_ts or None, text=words)
    except Unsent:
        log.warning("a sentence could not be delivered in Slack")
