"""Runs in the peers' own environment: a plain retrieve-and-generate chain as each library's own guide builds it.

Reads one JSON object from standard input (`peer`, `base_url`, `corpus`, `cases`) and writes one JSON line per case.
Imports nothing of Groundwork. The prompt asks for citations and for an honest refusal, which the guides' own do not:
the comparison is to be of the chains, not of what they were never asked for.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
os.environ.setdefault("LANGSMITH_TRACING", "false")
KEY = "not-needed"
TOP = 4
LONGEST = 160
SYSTEM = (
    "You are an assistant for question-answering tasks. Use the following numbered pieces of retrieved context to "
    "answer the question, and write the number of the piece in square brackets after each sentence, like [1]. If you "
    "don't know the answer from the context, say that you don't know. Use three sentences maximum and keep the answer "
    "concise."
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLANK = re.compile(r"\n\s*\n+")
_SENTENCE = re.compile(r"[.!?](?:\s*\[\d+\])*(?=\s|$)|\n")
Chain = Callable[[str], tuple[list[dict[str, str]], Iterator[str]]]
"""From a question to the passages found and the answer as it is made."""


def documents(folder: str) -> list[tuple[str, str]]:
    """File and body of every document as a reader sees it.

    Front matter and comments are left out: seven eighths of a file are the questions that Groundwork indexes beside a
    section, and pieces full of questions would only crowd the facts out of a plain chain's prompt.
    """
    found = []
    for path in sorted(Path(folder).rglob("*.md")):
        text = path.read_text("utf-8")
        parts = text.split("---\n", 2)
        body = parts[2] if len(parts) == 3 and not parts[0].strip() else text
        found.append((path.relative_to(folder).as_posix(), _BLANK.sub("\n\n", _COMMENT.sub("", body)).strip()))
    return found


def numbered(passages: list[dict[str, str]]) -> str:
    return "\n\n".join(f"[{number}] {each['text']}" for number, each in enumerate(passages, start=1))


def langchain(base_url: str, corpus: str) -> Chain:
    from langchain_core.documents import Document
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_openai import ChatOpenAI, OpenAIEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    pieces = splitter.split_documents(
        [Document(page_content=text, metadata={"source": name}) for name, text in documents(corpus)]
    )
    vectors = OpenAIEmbeddings(base_url=base_url, api_key=KEY, model="local", check_embedding_ctx_length=False)
    store = InMemoryVectorStore(vectors)
    store.add_documents(pieces)
    prompt = ChatPromptTemplate.from_messages(
        [("system", SYSTEM), ("human", "Question: {question}\n\nContext:\n{context}")]
    )
    model = ChatOpenAI(base_url=base_url, api_key=KEY, model="local", temperature=0, max_tokens=LONGEST, timeout=600)
    answer = prompt | model | StrOutputParser()

    def ask(question: str) -> tuple[list[dict[str, str]], Iterator[str]]:
        found = store.similarity_search(question, k=TOP)
        passages = [{"document": each.metadata["source"], "text": each.page_content} for each in found]
        return passages, answer.stream({"question": question, "context": numbered(passages)})

    return ask


def haystack(base_url: str, corpus: str) -> Chain:
    from queue import Queue
    from threading import Thread

    from haystack import Document, Pipeline
    from haystack.components.builders import ChatPromptBuilder
    from haystack.components.embedders import OpenAIDocumentEmbedder, OpenAITextEmbedder
    from haystack.components.generators.chat import OpenAIChatGenerator
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
    from haystack.dataclasses import ChatMessage
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack.utils import Secret

    key = Secret.from_token(KEY)
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    whole = [Document(content=text, meta={"source": name}) for name, text in documents(corpus)]
    # Its guide splits by words; 150 of them are about as long as the other chain's thousand characters.
    splitter = DocumentSplitter(split_by="word", split_length=150, split_overlap=30)
    pieces = splitter.run(documents=whole)["documents"]
    embedded = OpenAIDocumentEmbedder(api_base_url=base_url, api_key=key, model="local", progress_bar=False)
    store.write_documents(embedded.run(documents=pieces)["documents"])
    search = Pipeline()
    search.add_component("embed", OpenAITextEmbedder(api_base_url=base_url, api_key=key, model="local"))
    search.add_component("retrieve", InMemoryEmbeddingRetriever(store, top_k=TOP))
    search.connect("embed.embedding", "retrieve.query_embedding")
    template = [
        ChatMessage.from_system(SYSTEM),
        ChatMessage.from_user("Question: {{ question }}\n\nContext:\n{{ context }}"),
    ]
    builder = ChatPromptBuilder(template=template, required_variables=["question", "context"])

    def ask(question: str) -> tuple[list[dict[str, str]], Iterator[str]]:
        found = search.run({"embed": {"text": question}})["retrieve"]["documents"]
        passages = [{"document": each.meta["source"], "text": each.content} for each in found]
        messages = builder.run(question=question, context=numbered(passages))["prompt"]
        return passages, _streamed(messages)

    def _streamed(messages: list[Any]) -> Iterator[str]:
        pieces: Queue[str | None] = Queue()
        generator = OpenAIChatGenerator(
            api_base_url=base_url, api_key=key, model="local", timeout=600,
            streaming_callback=lambda chunk: pieces.put(chunk.content or ""),
            generation_kwargs={"temperature": 0, "max_tokens": LONGEST},
        )  # fmt: skip

        def work() -> None:
            try:
                generator.run(messages=messages)
            finally:
                pieces.put(None)

        Thread(target=work, daemon=True).start()
        while (piece := pieces.get()) is not None:
            yield piece

    return ask


PEERS: dict[str, Callable[[str, str], Chain]] = {"langchain": langchain, "haystack": haystack}


def timed(chain: Chain, question: str) -> dict[str, Any]:
    """One answer with the seconds to its first sentence and to its end."""
    began = time.perf_counter()
    passages, pieces = chain(question)
    text, first = "", None
    for piece in pieces:
        text += piece
        if first is None and _SENTENCE.search(text.strip()):
            first = time.perf_counter() - began
    whole = time.perf_counter() - began
    return {"answer": text.strip(), "passages": passages, "first_s": first or whole, "total_s": whole}


def main() -> None:
    task = json.load(sys.stdin)
    began = time.perf_counter()
    chain = PEERS[task["peer"]](task["base_url"], task["corpus"])
    print(json.dumps({"ready_s": time.perf_counter() - began}), flush=True)
    for case in task["cases"]:
        print(json.dumps({"id": case["id"], **timed(chain, case["question"])}), flush=True)


if __name__ == "__main__":
    main()
