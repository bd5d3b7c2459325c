"""What English transcribers and editors write in more than one way, and the words that limit a sentence.

Words are folded. Another language is another module of the same names.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


FILLERS = word_set("uh um uhm umm uhh er erm ah ahh eh mm mmm mhm hmm hm huh oh ooh well y'know")
FILLER_PHRASES = frozenset({("you", "know"), ("i", "mean")})
COMMA_FILLERS = word_set("like look listen right okay ok now so see")
"""Fillers only where commas or dashes set them off."""

LIMITERS = word_set(
    "not never no nor neither nobody nothing none cannot without hardly barely scarcely unless if except"
    " only"
    " reasonably somewhat some almost nearly mostly partly partially fairly allegedly perhaps"
    " relatively comparatively comparative"
    " maybe possibly probably potentially sometimes occasionally until supposedly apparently reportedly"
)
BEFORE = LIMITERS - word_set("no some if without until sometimes neither nor nothing nobody none")
"""Limiters that bear on the very words after them, so that a quotation may not begin right behind them."""
AFTER = word_set("unless except")
AFTER_SECOND = word_set("unless except not if")
"""Limiters after `and`, `but`, `or`, as in "and unless", right where a quotation stops."""
JOINERS = word_set("and but or yet")

FUNCTION_WORDS = word_set(
    "a an the this that these those some any all both each every no other another such own same"
    " i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers"
    " herself it its itself they them their theirs themselves who whom whose which what when where why how"
    " am is are was were be been being do does did done doing have has had having will would shall should can"
    " could may might must ought let get gets got going go goes went"
    " and or but nor so yet if then than as because while though although until unless since whether"
    " of in on at by to from for with without about against between into through during before after above"
    " below under over again up down out off near here there"
    " not never only just also too very more most much many few little less really even still now ever always"
    " i'm i've i'll i'd we're we've we'll we'd you're you've you'll he's she's it's that's there's they're"
    " they've they'll don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't wouldn't"
    " shouldn't"
    " haven't hasn't hadn't let's what's who's one ones thing things say says said know think want like make"
)
"""Words that tell little of what was said: a quotation of nothing else could be anybody's."""


def is_telling(word: str) -> bool:
    """Whether a folded word says something of its own."""
    return word not in FUNCTION_WORDS and (len(word) > 2 or word.isdigit())


NEGATIONS = word_set("not never no nor neither nobody nothing none cannot without")

NEGATING = ("un", "in", "im", "il", "ir", "dis", "non")
"""Prefixes that negate the word after them."""

_CONTRACTED = """
won't=will not|can't=can not|cannot=can not|shan't=shall not|ain't=is not|let's=let us|gonna=going to
wanna=want to|gotta=got to|gimme=give me|lemme=let me|dunno=do not know|kinda=kind of|sorta=sort of
outta=out of|y'all=you all|em=them|goin=going|cuz=because|til=until|'tis=it is|'twas=it was
ma'am=madam|o'clock=o'clock|tryna=trying to|coulda=could have|shoulda=should have|woulda=would have
"""
CONTRACTED: dict[str, tuple[str, ...]] = {
    short: tuple(full.split())
    for line in _CONTRACTED.split("\n")
    for short, _, full in (pair.partition("=") for pair in line.split("|") if pair)
}
ENDINGS: dict[str, tuple[str, ...]] = {
    "n't": ("not",),
    "'re": ("are",),
    "'ve": ("have",),
    "'ll": ("will",),
    "'m": ("am",),
}
OPEN_ENDINGS: dict[str, frozenset[str]] = {
    "'s": frozenset({"is", "has", "us", "does"}),
    "'d": frozenset({"would", "had", "did"}),
}
"""Endings that stand for one of several words."""

_VARIANTS = """
okay ok o.k.|yes yeah yep yup|no nope nah|all right alright|mister mr|doctor dr|saint st
missus mrs|versus vs|number no.|till until|toward towards|afterward afterwards|among amongst|while whilst
adviser advisor|gray grey|program programme|check cheque|tire tyre|story storey|skeptic sceptic|jail gaol
kyiv kiev|qur'an koran quran|judgment judgement|aging ageing|email e-mail|tshirt tee-shirt|goodbye goodby
license licence|defense defence|offense offence|pretense pretence|practise practice|cozy cosy|pajamas pyjamas
mom mum|mommy mummy|plow plough|draft draught|mold mould|skillful skilful|fulfill fulfil|enroll enrol
catalog catalogue|dialog dialogue|analog analogue|
airplane aeroplane|aluminum aluminium|theater theatre|center centre|fiber fibre
meter metre|liter litre|kilometer kilometre|gonna goingto|muslim moslem|hanukkah chanukah|peking beijing
"""
VARIANTS: dict[str, str] = {
    word: group.split()[0]
    for line in _VARIANTS.split("\n")
    for group in line.split("|")
    if len(group.split()) > 1 and group not in ("all right alright",)
    for word in group.split()
}

NUMBERS: dict[str, int] = {
    **_numbered("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen", 0),
    **_numbered("fifteen sixteen seventeen eighteen nineteen", 15),
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
}
ORDINALS: dict[str, int] = {
    **_numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1),
    **_numbered("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 13),
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
UNITS: dict[str, str] = {
    word: name
    for name, words in {
        "dollar": "$ dollar dollars buck bucks",
        "euro": "€ euro euros",
        "pound": "£ pound pounds",
        "percent": "% percent pct",
    }.items()
    for word in words.split()
}
STAGE = word_set(
    "applause laughter cheers cheering booing boos music crosstalk inaudible unintelligible laughs laughing"
    " chuckles sighs pause applauds chanting audience crowd video begin end clip commercial break ph sic"
    " interruption off mic silence coughs gasps whistles"
)
