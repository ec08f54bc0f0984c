"""The tense of a clause: whether a weekday or a month in it lies ahead or behind. Verb lists, no tagger."""

import re

from pipeline.stages.alternation import alternation

_PAST = alternation(
    (
        "was were had did said told agreed freed died ago went came took held met made began fell rose won lost got "
        "gave left found kept sent saw spoke broke struck shot fled fought led grew ran sat stood sold bought brought "
        "thought caught wrote drew flew knew threw drove chose sank swept slid spent built became felt paid heard "
        "underwent withdrew sought blew swore rang bore tore dealt taught froze wore overcame overthrew undertook"
    ).split()
)
_NO_VERBS = alternation(
    "hundred sacred armed based alleged limited wicked naked proposed planned expected scheduled".split()
)
_TO = alternation(
    "set due expected scheduled slated planned poised likely ready bound going about plan plans planning hope hopes "
    "hoping intend intends aim aims want wants expect expects considering preparing seeking".split()
)
_VOWED = alternation("agreed promised pledged vowed threatened decided offered hoped".split())
_PRESENT = alternation(
    [
        "takes place",
        "begins",
        "starts",
        "opens",
        "resumes",
        "expires",
        "kicks off",
        "go to the polls",
        "goes to the polls",
    ]
)
# What follows an auxiliary: adverbs, and the verb itself, so that 'will be arrested' is one cue.
_VERB = r"(?: (?:not|also|now|soon|then|still|all|[a-z]+ly))?(?: (?:be|have|get))?(?: [a-z]+ly)?(?: [a-z]+)?"
_DONE = (
    r"(?:could|would|should|might|may|must) have (?!to\b|until\b|an?\b|the\b)[a-z]+"
    r"|(?:would|could) not (?:comment|say|elaborate|confirm|discuss|be reached)"
    r"|ha(?:d|s|ve) been (?!due|set|scheduled)[a-z]+"
)
_MODAL = rf"(?:\b(?:will|shall|won['’]t|would|should|must|could|may|might|can)|['’]ll)\b{_VERB}"
_EXPECTED = (
    rf"(?:(?:{_TO})|is|are|was|were) to\b{_VERB}|(?:scheduled|due|set|slated|planned|expected) (?:for|on|in|by)\b"
    r"|(?:is|are) (?:expected|considering|preparing|planning|seeking)\b(?! to\b)"
    rf"|scheduled|{_PRESENT}"
    r"|(?<!appeared )(?<!appears )(?<!said )(?<!seemed )(?<!believed )(?<!thought )"
    r"to be (?:held|shown|seen|sworn|given|taken|met|put|heard|sent|built|sold|[a-z]{2,15}ed)\b"
)
_PASSIVE = rf"(?:is|are|being) (?!(?:{_TO}|scheduled|quoted|reported)\b)[a-z]{{2,15}}ed\b"  # tells nothing
_NO_ADJECTIVE = r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )"
RE_CUE = re.compile(
    rf"\b(?P<done>{_DONE})|\b(?P<vow>(?:{_VOWED}) to\b{_VERB}|upcoming)|{_MODAL}"
    rf"|\b(?:{_EXPECTED})|\b(?P<passive>{_PASSIVE})"
    rf"|\b{_NO_ADJECTIVE}(?P<past>^[A-Z][a-z]{{1,15}}ed\b|(?:{_PAST})\b|(?!(?:{_NO_VERBS})\b)[a-z]{{1,15}}[a-df-z]ed\b)"
)
RE_CLAUSE = re.compile(
    r"[;:()—\"“”]|(?<=[a-z]{3})[.!?] |, (?:and|but|while|who|whose|which|where|when|as|after|although|because|so) "
    r"|\bas saying |\b(?:that|but|while|because|although|where|who|which) "
)
RE_HEADLINE = re.compile(r"(?:[A-Z][\w'’.-]*,? ){1,6}to (?!the\b|an?\b)[a-z]+")
RE_SAYS = re.compile(r"(?:says?|accuses|urges|warns|denies|rejects|reports)\b")
RE_PUT_OFF = re.compile(
    r"\b(?:postponed|delayed|adjourned|extended|suspended|rescheduled)\b[^,;]{0,40} (?:until|till|to|for) $"
)
RE_AFTER = re.compile(r"\b(?:after|when|during|following)\b")
RE_SINCE = re.compile(r"\b[Ss]ince (?:[a-z]+ ){0,4}$")
RE_DEADLINE = re.compile(r"\b(?:by|until|till|starting|beginning|effective) (?:the )?$")


def tense(before: str, after: str) -> str | None:
    """'future' or 'past' for what stands between two texts of a sentence, None where no verb tells.

    The nearest verb before it in its clause decides; else the first one after it, else one of an earlier clause.
    """
    if RE_SINCE.search(before):
        return "past"
    if RE_PUT_OFF.search(before):
        return "future"
    left = before
    for boundary in RE_CLAUSE.finditer(before):
        left = before[boundary.end() :]
    right = after.lstrip(" ,")
    boundary_after = RE_CLAUSE.search(right)
    right = right[: boundary_after.start()] if boundary_after else right
    if cues := _cues(left):
        vowed_after = cues[-1]["vow"] and RE_AFTER.search(left, cues[-1].end())
        return "past" if vowed_after or _is_past(cues[-1]) else "future"
    if RE_SAYS.match(right):
        return "past"
    if cues := _cues(right):
        return "past" if cues[0]["vow"] or _is_past(cues[0]) else "future"
    if RE_DEADLINE.search(before) or RE_HEADLINE.match(before):
        return "future"
    return ("past" if _is_past(cues[-1]) else "future") if (cues := _cues(before)) else None


def _is_past(cue: re.Match[str]) -> bool:
    return bool(cue["done"] or cue["past"])


def _cues(text: str) -> list[re.Match[str]]:
    return [cue for cue in RE_CUE.finditer(text) if not cue["passive"]]
