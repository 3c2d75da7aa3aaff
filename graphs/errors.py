"""The one error tree.

    MentorError
    ├── PersonError       the learner can act: rephrase, shorten, wait
    │   ├── EmptyMessage
    │   ├── MessageTooLong
    │   ├── ConversationBusy
    │   ├── NotFound
    │   ├── RecordChanged
    │   ├── BadValue
    │   └── TooManyRequests (the engine's queue is full)
    ├── OperatorError     the person who runs the service can act
    │   ├── BadSettings
    │   ├── DataDirUnusable
    │   ├── CatalogueError (a corpus data file is wrong: file and line)
    │   ├── IngestError
    │   ├── KnowledgeUnavailable
    │   ├── KnowledgeLocked
    │   ├── RecordUnreadable
    │   ├── ModelUnavailable
    │   ├── ModelTooLarge
    │   └── ModelCorrupt
    └── TurnError         the turn broke; the learner may simply try again
        ├── EngineCrashed
        ├── Cancelled
        └── PromptTooLong

Each class has a stable `code` and an HTTP status; each message says what to do next.
Shells map them once: the web to `status`, the command line to `exit_code`.
"""

from __future__ import annotations

from typing import ClassVar


class MentorError(Exception):
    """Something went wrong in a way we can name; `str(error)` is fit to show to the person who must act."""

    code: ClassVar[str] = "mentor_error"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1


class PersonError(MentorError):
    """The learner can act on it."""

    code = "person_error"
    status = 400
    exit_code = 2


class EmptyMessage(PersonError):
    """Nothing readable was sent."""

    code = "empty_message"
    status = 422


class MessageTooLong(PersonError):
    """The message is over the limit; nothing of it was used."""

    code = "message_too_long"
    status = 413


class ConversationBusy(PersonError):
    """A turn of this conversation is still running."""

    code = "conversation_busy"
    status = 409


class NotFound(PersonError):
    """There is no such thing, or it is somebody else's: the two are not told apart."""

    code = "not_found"
    status = 404


class RecordChanged(PersonError):
    """Another tab wrote the same record since it was read; nothing of either is lost."""

    code = "record_changed"
    status = 409


class BadValue(PersonError):
    """A field of a form holds what cannot be right; the message names the field."""

    code = "bad_value"
    status = 422


class TooManyRequests(PersonError):
    """The engine's queue is full."""

    code = "busy"
    status = 429


class OperatorError(MentorError):
    """The person who runs the service can act on it."""

    code = "operator_error"
    status = 503
    exit_code = 3


class BadSettings(OperatorError):
    """A setting is misspelt, unknown or out of range."""

    code = "bad_settings"


class DataDirUnusable(OperatorError):
    """The data directory cannot be created, read or written, or its disk is full."""

    code = "data_dir_unusable"


class CatalogueError(OperatorError):
    """A data file of the corpus is wrong; the message begins with `file:line:`."""

    code = "catalogue_error"


class IngestError(OperatorError):
    """A document could not be read into the knowledge base."""

    code = "ingest_error"


class KnowledgeUnavailable(OperatorError):
    """The knowledge base is missing, empty or does not answer."""

    code = "knowledge_unavailable"


class KnowledgeLocked(OperatorError):
    """Another process holds the embedded store."""

    code = "knowledge_locked"


class RecordUnreadable(OperatorError):
    """A record was written by another version of the program; it is kept as it is."""

    code = "record_unreadable"


class ModelUnavailable(OperatorError):
    """The model file or the model's server is not there."""

    code = "model_unavailable"


class ModelTooLarge(OperatorError):
    """The model needs more memory than the machine has free."""

    code = "model_too_large"


class ModelCorrupt(OperatorError):
    """The file is not a GGUF model, is cut short, or its sha256 is not the expected one."""

    code = "model_corrupt"


class TurnError(MentorError):
    """The turn broke; trying again may help."""

    code = "turn_error"
    status = 500
    exit_code = 4


class EngineCrashed(TurnError):
    """The engine's process died and is being restarted."""

    code = "engine_crashed"


class Cancelled(TurnError):
    """The learner stopped the turn or left."""

    code = "cancelled"
    status = 499


class PromptTooLong(TurnError):
    """Even without passages the prompt does not fit the model's context."""

    code = "prompt_too_long"
