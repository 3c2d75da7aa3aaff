"""The words around an amount that say whether it is pay, and whose money it is."""

from __future__ import annotations

import re

PAY = re.compile(
    r"\bbudget(?:ed)? (?:for|of) (?:this|the) (?:role|position|job|post)\b|\bbudgeted (?:salary|pay)\b|\b(?:salary|salaries|base|pay|paying|pays|paid|compensation|comp|remuneration|wage|wages|package|earn(?:s|ings?)?|ctc|ote|gross|brutto|rate|day rate|hourly|annual(?:ly)?|per annum|gehalt\w*|jahresgehalt|monatsgehalt|vergütung\w*|jahresbrutto|verdienst|lohn|salaire|rémunération|salario|sueldo|salário|vencimento|remuneração|retribuci[oó]n|retribuzione|ral|lordi|bruto|brutos?|bruts?|salaris|wynagrodzenie|pensja|widełki|palkka|lön|lønn|løn|gaji|band|net|netto|b2b|uop|fixed|fix|monthly|take[- ]home|outside ir35|inside ir35|w2|1099|c2c|doe|ctc|tjm|levels?:|plus super|\+ super)\b",
    re.I,
)
NOT_PAY = re.compile(
    r"\b(?:rais(?:ed|ing|es)|fund(?:ing|ed|s|raise)?|series [a-e]|seed|round|invest(?:ment|ors?|ed|ing)?|valuation|valued|valuing|revenue|arr|mrr|turnover|umsatz|profits?|budgets?(?! (?:for|of) (?:this|the) (?:role|position|job|post)\b)|stipend(?: for)?|allowance|reimburs\w+|relocation|sign[- ]?on|signing|welcome|joining bonus|bonus(?:es)?|401\s?\(?k\)?|match|equity|stock|rsus?|options|shares|grant(?:s|ed)?|cloud spend|spend(?:ing|s)?|spent|costs?|saved|savings|discount|vouchers?|zuschuss|ticket|weiterbildung\w*|fortbildung\w*|referral|recommend a friend|refer(?:s|ring)?|know (?:somebody|someone|a good)|fees?|deposit|donat\w+|assets|transactions?|payments? (?:a|per|volume)|processes|invoices?|gmv|customers|sales|grossed|market(?: cap)?|credits?|prize|fine|insurance|pension contribution|conferences?|courses?|learning|training|education|wellness|wellbeing|gym|home[- ]?(?:office|desk)|equipment|laptop|hardware|setup|commuter|travel|childcare|daycare|meal|lunch|expenses|per diem|perks?|worth of|contract value|aum|under management|förder\w+|spesen|prämie|fahrtkosten|jobrad|award(?:ed)?|paid out|wagered|loans?|disbursed|deal|charity|in debt|visa|bonds?|penalt(?:y|ies)|guarantee|kaution|thresholds?|sum insured|(?:health|medical|life|accident|insurance) cover(?:age)?|cover of|coverage|mediclaim|scholarships?|rent|tuition|instal?ments?|refundable|payable|certifications?|exams?|registration|enrol?ment|starter kit|bootcamp|licen[cs]es?|you pay|pay us|graduates (?:earn|go)|alumni|on[- ]?call|stand-?by|overtime|commissions?|rufbereitschaft\w*|bereitschaftsdienst\w*|astreintes?|dyżur\w*|afternoon|trial(?: days?)?|pairing|coding (?:task|exercise)|take-home(?: task| test)|work sample)\b",
    re.I,
)
CALLED_OTHERWISE = re.compile(
    r"^\s*(?:(?:annual|yearly|monthly|quarterly|one-time|a year|per year|per annum)\s+){0,2}(?:[\w-]+ ){0,2}(?:allowance|stipend|budget|bonus|cover|voucher|reimbursement|insurance)s?\b",
    re.I,
)
"""Right behind an amount: "50,000 annual learning allowance"."""
CUT_RIGHT = re.compile(r"[+;,.()|•\n]|\bplus\b|\bwith\b|\band\b|\bsowie\b|\s[–—-]\s|\bzzgl\b", re.I)
CUT_LEFT = re.compile(
    r"[;|•\n]|(?<=[a-z)])\.\s|,\s(?=(?:plus|and|a|an|we|our)\b)|\bplus\b|\s\+\s|\band (?:a|an|up to|our|we|spend|have)\b|\band\b(?=[^.;]{0,30}$)",
    re.I,
)
NAMES_THE_AMOUNT = re.compile(
    r"^\s*(?:in |of )?(?:\w+ )?(?:bonus|equity|stock|stipend|allowance|budget|fees?|deposit|charges?|funding|relocation|credits?|for)",
    re.I,
)
FOR_SOMETHING = re.compile(
    r"\bfor\s+(?:a |your |any |the )?(?:courses?|conferences?|books?|training|learning|equipment|desk|home|gym|certif\w+|hardware|commut\w+)",
    re.I,
)
MILLIONS = frozenset(
    (
        "m",
        "mio",
        "mn",
        "mm",
        "mil",
        "mill",
        "million",
        "millions",
        "millionen",
        "b",
        "bn",
        "billion",
        "mrd",
        "trillion",
        "crore",
        "crores",
        "cr",
    )
)
BESIDE_PAY = re.compile(
    r"^\s*(?:plus|\+|and|&) (?:a |an |your |[\w%]+ )?(?:bonus|equity|benefits|super|stock|options)\b", re.I
)
NOT_YOURS = re.compile(
    r"\b(?:refer|recommend|introduce) (?:a|us|some|your)\b|\bknow (?:somebody|someone|a good)\b|\breferr(?:al|ed|ing)\b|\b(?:graduates|alumni|members|top performers|our (?:consultants|people)|(?:engineers|people) (?:at|elsewhere)[^.;]{0,30}) (?:earn|make|made|get|go)\b|\b(?:sell|rent|rents|sells)\b[^.;]{0,30}\b(?:at|for)\s*$|\bprices?\b|\b(?:customers?|clients?) (?:\w+ ){0,2}(?:pay|paid|spend|spent)\b",
    re.I,
)
"""What stands before money of somebody else."""
INTERN = re.compile(r"\bintern(?:ship)?s?\b|fellow", re.I)
FOR_LEARNING = re.compile(r"learn|home|education|wellness|remote|equipment|course|travel", re.I)
PAY_HEADING = re.compile(
    r"\W*(?:the )?(?:salary|pay|compensation|remuneration|gehalt|vergütung|package|salary range|pay range|base pay|rate)(?: (?:range|details|band|and benefits|& benefits))?\W*",
    re.I,
)
SMALL_UNITS = frozenset(("JPY", "KRW", "IDR", "VND", "HUF", "CLP", "COP", "NGN", "INR"))
CONVERTED = re.compile(
    r"(?:[(\[]\s*(?:~|≈|about|approx\w*\.?|around|ca\.?|circa|roughly|equivalent(?: to)?|equals|i\.e\.?|=|that is)|≈|=)\s*(?:\w{0,3}\s?)?$",
    re.I,
)
TOTAL = re.compile(
    r"\b(?:total (?:compensation|comp|rewards?|package|target)|tc|ote|on[- ]target)\b[^.;(]{0,30}$", re.I
)
CALLED_TOTAL = re.compile(r"^\s*(?:total (?:compensation|comp|package|target)|tc|ote|on[- ]target)\b", re.I)
PER_THING = re.compile(r"\bper (?:employee|head|person|user|customer|node|token)\b", re.I)
UP_TO = re.compile(
    r"(?:\bup ?to|\bbis(?: zu)?|\bmax(?:imum|imal)?\.?(?: of)?|\bunder|\bas much as|\bjusqu[’']?à|\bhasta|\bno more than|\bless than|≤|<)\s*(?:around |about |ca\.? )?$",
    re.I,
)
FROM = re.compile(
    r"(?:\bfrom|\bab|\bstarting (?:at|from)|\bstarts (?:at|from)|\bat least|\bmin(?:imum|d\.|destens|\.)?(?: of)?|\bmore than|\bover|\bà partir de|\bdesde|≥|>|\bnot less than|\bfrån|\bfra|\babove)\s*(?:around |about |ca\.? )?$",
    re.I,
)
LEAST = re.compile(
    r"\b(?:mindest\w+|minimum (?:salary|pay|wage|compensation))(?:[^.;\d]{0,60}:)?\s+(?:beträgt|is|of|von|ist|liegt bei|:)?\s*$",
    re.I,
)
LEAST_BEHIND = re.compile(
    r"^\s*(?:(?:brut|brutto|gross|net|annuel|annually|per year|a year|a month|per month|p\.a\.)\s+){0,3}(?:minimum|mindestens|at least)\b",
    re.I,
)
RISING = re.compile(
    r"^[^.;\d]{0,30}\b(?:goes|going|rises|rising|increases|increasing|progressing|growing)\b[^.;\d]{0,30}\bto\s*$", re.I
)
ABOUT = re.compile(r"(?:\bcirca|\bca?\.|\bapprox\w*\.?|\baround|\babout|~)\s*$", re.I)
YEARLY = {"USD": (8_000, 1_500_000), "EUR": (8_000, 1_000_000), "GBP": (8_000, 1_000_000), "CHF": (20_000, 1_000_000), "CAD": (8_000, 1_500_000), "AUD": (8_000, 1_500_000), "SGD": (15_000, 1_000_000), "NZD": (8_000, 1_000_000), "INR": (90_000, 60_000_000)}  # fmt: skip
"""What a year's pay can be in a currency; anything else between 5,000 and 20 billion."""
HEAD_LINES = 8
SHORT = 70
DOLLARS: tuple[tuple[str, str], ...] = (
    ("CAD", r"(?i:\bcanada\b|\b(?:toronto|vancouver|montr[eé]al|ottawa|calgary|waterloo|edmonton|halifax|winnipeg|qu[eé]bec)\b)|,\s?(?:ON|BC|QC|AB|NS|MB|SK)\b|\bBC\b"),
    ("AUD", r"(?i:\baustralia\b|\b(?:sydney|melbourne|brisbane|perth|adelaide|canberra|hobart)\b)|\b(?:NSW|VIC|QLD|AU)\b"),
    ("NZD", r"(?i:\bnew zealand\b|\b(?:auckland|wellington|christchurch)\b)"),
    ("SGD", r"(?i:\bsingapore\b)"),
    ("HKD", r"(?i:\bhong kong\b)"),
)  # fmt: skip
CROWNS = (("SEK", r"swed|stockholm|göteborg|gothenburg|malmö"), ("NOK", r"norw|oslo|bergen|trondheim"), ("DKK", r"denmark|copenhagen|københavn|aarhus|danmark"))  # fmt: skip
COUNTRY_MONEY = (
    ("INR", r"\bindia\b|\b(?:bengaluru|bangalore|hyderabad|pune|chennai|mumbai|delhi|gurgaon|gurugram|noida|kolkata|ahmedabad|kochi|coimbatore|indore|jaipur)\b"),
    ("GBP", r"\b(?:uk|united kingdom|england|scotland|wales|london|manchester|bristol|leeds|edinburgh|glasgow|cambridge, uk|birmingham|cardiff|belfast)\b"),
    ("CHF", r"\b(?:switzerland|schweiz|zürich|zurich|basel|bern|geneva|genève|lausanne|zug)\b"),
    ("EUR", r"\b(?:germany|deutschland|berlin|münchen|munich|hamburg|köln|cologne|frankfurt|stuttgart|leipzig|austria|wien|vienna|netherlands|amsterdam|paris|france|madrid|barcelona|spain|dublin|ireland|italy|milan|rome|lisbon|lisboa|portugal|brussels|belgium|helsinki|finland|luxembourg|eu|europe)\b"),
    ("USD", r"\b(?:usa?|united states|new york|nyc|san francisco|seattle|austin|boston|chicago|denver)\b|,\s?(?:CA|NY|WA|TX|MA|IL|CO|GA|NC|VA|OR|PA|FL|OH|MN|AZ|UT|NJ)\b"),
)  # fmt: skip
