"""What can go wrong in the knowledge base; the outer shell maps these onto its own error tree.

KnowledgeError
├── DocumentUnreadable   one file is bad; the others go on
├── KnowledgeLocked      another process holds the embedded store
├── KnowledgeMissing     nothing ingested yet, or built with another embedding model
├── StoreUnreachable     the Qdrant server or the folder does not answer
└── EmbedderUnavailable  the embedding model is not there or is damaged
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """`str(error)` names what is wrong and what to do next."""


class DocumentUnreadable(KnowledgeError):
    """One document cannot be read; `line` counts from 1 in the file, 0 when it has no lines."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class KnowledgeLocked(KnowledgeError):
    """Another process holds the embedded store."""


class KnowledgeMissing(KnowledgeError):
    """There is nothing to search."""


class StoreUnreachable(KnowledgeError):
    """The store does not answer or cannot be written."""


class EmbedderUnavailable(KnowledgeError):
    """The embedding model is missing or is not the expected file."""
