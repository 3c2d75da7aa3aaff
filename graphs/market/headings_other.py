"""Headings of postings in further languages, beside the English, German and first French ones of `headings`."""

from __future__ import annotations

FOREIGN: tuple[tuple[str, str], ...] = (
    (
        "preferred",
        r"mile widzian\w+(?: .{0,20})?|dodatkow\w+ atut\w*|atut\w*|(?:les )?petits plus|(?:serait|seraient) (?:un|des) (?:plus|atouts?)|(?:idéalement|apprécié)\w*|valorad[oa]s?(?: .{0,20})?|se valora(?:rá)?(?: .{0,20})?|plus(?:es)?|"
        r"diferenciais|desejáve(?:l|is)|valorizamos(?: .{0,20})?|(?:requisiti )?preferenziali|gradit\w+|costituisce .{0,40}|(?:een )?pré|wat is mooi meegenomen|výhodou|ocenitelné|dette er et pluss|(?:det är )?meriterande(?: .{0,20})?|fordel(?:aktigt)?|preferential (?:factors?|criteria)",
    ),
    (
        "benefits",
        r"oferujemy|co oferujemy|(?:ce que )?nous (?:vous )?(?:offrons|proposons)|ce que nous proposons|nos avantages|avantages|(?:qué )?(?:te )?ofrecemos|oferecemos|o que oferecemos|(?:cosa )?offriamo|wij bieden|wat (?:wij )?bieden(?: wij)?|wat krijg je|vi (?:tilbyder|erbjuder|tilbyr)|nabízíme|widełki|wynagrodzenie",
    ),
    (
        "required",
        r"czego oczekujemy|(?:nasze )?(?:wymagania|oczekiwania)|oczekujemy|wymagamy|kogo szukamy|(?:votre|ton) profil|profil (?:recherché|souhaité)|vous (?:avez|êtes|maîtrisez)|prérequis|(?:perfil|requisitos)(?: .{0,20})?|lo que buscamos|(?:o que )?procuramos|requisiti(?: .{0,20})?|cosa cerchiamo|(?:wat )?(?:vragen wij|wij vragen)|jouw profiel|functie-?eisen|wie ben jij|(?:din )?(?:profil|bakgrund|erfarenhet)|požadujeme|"
        r"(?:admission|entry|selection|person|eligibility) (?:requirements?|criteria|specification)|mandatory (?:skills?|requirements?)|skills sought|how you will be evaluated|we expect(?: .{0,20})?",
    ),
    (
        "duties",
        r"(?:twoje |główne )?(?:zadania|obowiązki)|zakres obowiązków|(?:vos|tes|les) (?:missions|responsabilités|tâches)|(?:tus )?(?:funciones|responsabilidades|tareas)|(?:as tuas |suas )?(?:responsabilidades|funções)|(?:le tue )?(?:attività|mansioni|responsabilità)|(?:jouw )?(?:taken|werkzaamheden)|wat ga je doen|(?:dine )?(?:opgaver|arbeidsoppgaver|arbetsuppgifter)|"
        r"(?:typical|usual|principal|regular|main) (?:duties|tasks|responsibilities|activities)|(?:key )?deliverables|the work|primary purpose|what you will own",
    ),
    (
        "about",
        r"o (?:projekcie|nas|firmie)|qui sommes-nous|(?:à )?propos(?: de nous)?|sobre (?:nosotros|nós)|chi siamo|over ons|om (?:os|oss)",
    ),
)
