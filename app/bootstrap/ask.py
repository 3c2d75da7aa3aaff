"""The parts of an answer from the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap.knowledge import Knowledge
from app.settings import Settings

if TYPE_CHECKING:
    from graphs.ask.deps import AskDeps
    from graphs.ports import ChatModel


def make_ask_deps(settings: Settings, knowledge: Knowledge, chat: ChatModel) -> AskDeps:
    """Everything an answer needs; loads the embedding model."""
    from app.adapters.catalogue import load_skills
    from app.adapters.knowledge import KnowledgeRetriever, knowledge_errors, passage_of
    from app.adapters.remembering import RememberingEmbedder
    from app.adapters.word_lists import english_words, load_not_covered, place_names
    from graphs.ask.deps import AskDeps
    from graphs.ask.guard import embed_examples
    from graphs.ask.judgement import load_calibration
    from graphs.ask.lexicon import build_lexicon
    from graphs.ask.wording import wording_for

    skills = load_skills(settings.corpus_dir / "skills.yaml")
    with knowledge_errors():
        searcher = knowledge.searcher
        chunks = [chunk for found in searcher.documents() for chunk in searcher.neighbours(found.id)]
        searcher.warm_up()
    remembering = RememberingEmbedder(knowledge.embedder, settings.data_dir / "knowledge" / "examples.npz")
    lexicon = build_lexicon(
        [passage_of(chunk) for chunk in chunks],
        english=english_words(),
        places=place_names(),
        aliases={term: skill.id for term, skill in skills.by_term.items()},
        skill_names={skill.id: skill.name for skill in skills.skills},
        questions=[question for chunk in chunks for question in chunk.ask.questions],
    )
    examples = embed_examples(remembering, load_not_covered(settings.corpus_dir))
    remembering.save()
    return AskDeps(
        retriever=KnowledgeRetriever(searcher),
        embedder=knowledge.embedder,
        chat=chat,
        lexicon=lexicon,
        examples=examples,
        calibration=load_calibration(),
        wording=wording_for(chat.name) if settings.wording == "auto" else settings.wording,
    )
