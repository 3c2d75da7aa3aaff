"""llama.cpp in a child process, as a `ChatModel`."""

from app.adapters.llama.engine import LlamaEngine, start_llama

__all__ = ["LlamaEngine", "start_llama"]
