"""The parts of an answer from the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.bootstrap.knowledge import Knowledge
from app.settings import Settings

if TYPE_CHECKING:
    from app.adapters.knowledge import KnowledgeRetriever
    from graphs.ask.deps import AskDeps
    from graphs.ask.guard import Examples
    from graphs.ask.lexicon import Lexicon
    from graphs.ports import ChatModel


@dataclass(frozen=True)
class SourcesRead:
    """What is made of the knowledge base before it is asked; a changed one must be read anew."""

    retriever: KnowledgeRetriever
    lexicon: Lexicon
    examples: Examples


def read_sources(settings: Settings, knowledge: Knowledge) -> SourcesRead:
    """Loads the embedding model when there is a text that it has not seen at an earlier start."""
    from app.adapters.catalogue import load_skills
    from app.adapters.knowledge import KnowledgeRetriever, knowledge_errors, passage_of
    from app.adapters.remembering import RememberingEmbedder
    from app.adapters.word_lists import english_words, load_not_covered, place_names
    from graphs.ask.guard import embed_examples
    from graphs.ask.lexicon import build_lexicon

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
    return SourcesRead(KnowledgeRetriever(searcher), lexicon, examples)


def make_ask_deps(
    settings: Settings, knowledge: Knowledge, chat: ChatModel, sources: SourcesRead | None = None
) -> AskDeps:
    """Everything an answer needs; the sources are read now unless they are given."""
    from graphs.ask.deps import AskDeps
    from graphs.ask.judgement import load_calibration
    from graphs.ask.wording import wording_for

    sources = sources or read_sources(settings, knowledge)
    return AskDeps(
        retriever=sources.retriever,
        embedder=knowledge.embedder,
        chat=chat,
        lexicon=sources.lexicon,
        examples=sources.examples,
        calibration=load_calibration(),
        wording=wording_for(chat.name) if settings.wording == "auto" else settings.wording,
    )
