"""The language model, and which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import Settings
from graphs.errors import BadSettings

if TYPE_CHECKING:
    from graphs.ports import ChatModel


def open_engine(settings: Settings) -> ChatModel:
    """Returns at once; a llama.cpp model is loaded and warmed in its child process."""
    from graphs.ask.prompts import SYSTEM

    if settings.llm_engine == "scripted":
        from graphs.testing import ScriptedChatModel

        return ScriptedChatModel()
    if settings.llm_url or settings.llm_engine == "openai":
        from app.adapters.openai_engine import OpenAIEngine

        if not settings.llm_url:
            raise BadSettings(
                "MENTOR_LLM_ENGINE is openai, but MENTOR_LLM_URL is not set. Set it to the server's address."
            )
        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
        named = settings.llm_model if "llm_model" in settings.model_fields_set else None
        return OpenAIEngine(
            settings.llm_url, model=named, api_key=key, context=settings.llm_context, limit=max(settings.llm_queue, 64)
        )
    from app.adapters.llama.engine import start_llama

    return start_llama(
        model_setting(settings),
        context=settings.llm_context,
        threads=settings.llm_threads,
        gpu_layers=settings.llm_gpu_layers,
        queue=settings.llm_queue,
        system_prompt=SYSTEM,
        data_dir=settings.data_dir,
    )


def model_setting(settings: Settings) -> str:
    """MENTOR_LLM_MODEL when given, else what `mentor model use` chose, else the bundled model."""
    from app.models.choice import chosen

    if "llm_model" in settings.model_fields_set:
        return settings.llm_model
    return chosen(settings.data_dir) or settings.llm_model
