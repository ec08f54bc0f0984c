"""Patterns of the date grammar, in the order in which they are tried at a position."""

import re

from pipeline.stages.dates.lexicon import (
    DAY,
    DECADES,
    HOLIDAYS,
    MONTH,
    NUMBER,
    PARTS,
    SEASONS,
    SETS,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
    any_of,
)

_PART = f"(?:{any_of(('morning', 'afternoon', 'evening', 'night'))})"
_ZONE = r"(?:\s?\(?(?:[A-Z]{1,2}[SD]?T|GMT|UTC|BST|CET|CEST|IST|EET|MSK|(?i:local time))\b\)?(?:\s?[+-]\d{1,2})?)"
_CLOCK = r"(?:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?\s?(?i:[ap]\.\s?m\.|[ap]m\b)|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|[0-2]\d[0-5]\d(?=\s?(?:GMT|UTC)))"
_NEAR = r"(?i:last|next|this|this past|this coming|past|previous|following|coming|same)"
_EDGE = r"(?i:early|late|mid)[- ]|(?i:the (?:beginning|start|middle|end) of (?:the )?)"
_LOOSE = (
    r"(?i:about|around|approximately|roughly|some|nearly|almost|less than|fewer than|under|more than|over|at least) "
)
_COUNT = rf"(?P<n>{NUMBER}(?: and a half)?|several|a few|few|many|half an?|a couple(?: of)?|the|recent|past|dozens of|hundreds of|thousands of)"
_UNITS = rf"(?P<unit>{UNIT})s?\b"

# name -> pattern; groups are read by `resolve`. Later ones are only reached where no earlier one matches.
PATTERNS: dict[str, str] = {
    "iso": r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d(?::\d\d)?Z?)?\b",
    "slash": r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d{2})(?![\d/])",
    "clock": rf"(?P<clock>{_CLOCK})(?P<zone>{_ZONE})?(?P<today> (?i:today|yesterday|tomorrow)|,? (?:on )?{WEEKDAY}(?! \d))?",
    "dmy": rf"(?:(?P<w>{WEEKDAY}),? (?:the )?)?(?P<edge>{_EDGE})?(?:(?i:the) )?(?P<d>{DAY})(?: of)? (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?",
    "mdy": rf"(?:(?P<w>{WEEKDAY}),? )?(?P<m>{MONTH}) (?P<d>{DAY})(?:(?:,| of)? (?P<y>{YEAR}))?(?: (?P<part>{_PART}))?",
    "my": rf"(?P<edge>{_EDGE})?(?P<m>{MONTH})(?: of|,)? (?P<y>{YEAR})",
    "near_month": rf"(?P<near>{_NEAR}) (?P<m>{MONTH})",
    "near_weekday": rf"(?:(?i:the) )?(?P<near>{_NEAR}) (?P<w>{WEEKDAY})(?: (?P<part>{_PART}))?",
    "weekdays": r"(?:(?i:on|every|each) )?(?P<w>Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays)\b",
    "every": rf"(?i:every|each) (?:(?P<n>other|{NUMBER}) )?(?:(?P<unit>{UNIT})s?\b|(?P<w>{WEEKDAY}))",
    "weekday": rf"(?:(?P<edge>(?i:early|late)) )?(?P<w>{WEEKDAY})(?:['’]s)?(?: (?P<part>{_PART}))?",
    "quarter": rf"(?i:the )?(?P<q>(?i:first|second|third|fourth|final|last)|[1-4](?:st|nd|rd|th)) (?P<qu>quarter|half)(?: of (?:(?P<y>{YEAR})|(?P<near>(?i:last|this|next)) year|the year))?\b|Q(?P<q2>[1-4])(?: (?:of )?(?P<y2>{YEAR}))?\b",
    "fiscal": rf"(?i:fiscal(?: year)?) (?P<y>{YEAR})|FY ?(?P<y2>{YEAR})",
    "season": rf"(?P<edge>{_EDGE})?(?:(?P<near>{_NEAR}) )?(?P<s>{any_of(tuple(SEASONS))})(?: of)? (?P<y>{YEAR})|(?P<near2>(?i:last|next|this|this past|this coming)) (?P<s2>{any_of(tuple(SEASONS))})\b|(?:(?i:the) )?(?P<s3>spring|summer|autumn|winter)\b",
    "decade": rf"(?P<edge>{_EDGE})?(?:(?i:the) )?(?:(?P<dec>(?:1[0-9]|20)\d0)['’]?s\b|['’]?(?P<dec2>[2-9]0)s\b|(?P<dec3>{any_of(tuple(DECADES))})\b)",
    "century": rf"(?P<edge>{_EDGE})?(?:(?i:the) )?(?P<c>\d{{1,2}})(?:st|nd|rd|th)[- ](?i:century)\b",
    "day_of_reference": r"(?i:(?P<edge>earlier|later|late|early) )?(?P<day>(?i:today|yesterday|tomorrow|tonight))(?: (?P<part>morning|afternoon|evening|night))?\b|(?P<day2>(?i:last night|this (?:morning|afternoon|evening)|tomorrow night|the day (?:before yesterday|after tomorrow)))\b",
    "anchored_day": r"(?i:(?:earlier|later|late|early) (?:in|on|that) (?:the |that )?(?:same )?day|later that (?P<part>night|evening|afternoon|morning)|(?:the )?same day|(?:the )?(?P<rel>previous|following|next) (?:day|(?P<part2>morning|night|evening|afternoon))|a (?:day|week|month|year) (?:prior|before|earlier) to that|that (?:same )?day)\b",
    "ago": rf"(?P<mod>{_LOOSE})?{_COUNT}[- ]{_UNITS} (?P<dir>(?i:ago|from now|hence))\b",
    "anchored": rf"(?P<mod>{_LOOSE})?{_COUNT}[- ]{_UNITS} (?P<dir>(?i:later|earlier|before|prior|previously|beforehand|afterwards?|after that))(?!\w| (?:the|a|an|he|she|it|they|his|her|its|their|than|to|being|[A-Z]))",
    "edge_unit": r"(?P<edge>(?i:the )?(?i:beginning|start|middle|end) of) (?P<near>(?i:last|next|this|the)) (?P<unit>year|month|week|century|decade)\b",
    "near_unit": r"(?i:(?P<edge>early|late|earlier|later) )?(?:(?i:the) )?(?P<near>(?i:last|next|this|this past|this coming|past|previous|following|coming|same)) (?P<unit>(?i:week|month|year|decade|century|weekend|quarter|season|night))(?!\w|['’]s?-| [a-z]+-old)",
    "weekend": r"(?i:the|this|over the) (?P<unit>weekend)\b",
    "span": rf"(?:(?i:the) )?(?P<near>(?i:last|past|next|coming|previous|first|final|recent)) (?P<n>{NUMBER}|several|few|couple of)? ?(?:trading |working |business |calendar )?{_UNITS}",
    "duration": rf"(?P<mod>{_LOOSE})?{_COUNT}(?:[- ]|-\s)(?:full |whole |consecutive |straight |long |more |additional |further |calendar |working )?{_UNITS}(?![- ]olds?\b| of age\b)(?P<half> and a half)?",
    "bare_units": r"(?P<unit>years|months|weeks|days|hours|decades|centuries|minutes)\b(?! (?:before|after|ago|later|earlier)\b)|\b(?P<unit2>hours|days|weeks|months|years|minutes|decades|moments) (?=(?:before|after|ago|later|earlier)\b)|\b(?P<unit3>decades|centuries)\b",
    "rate": r"(?<=\d )(?P<rate>(?i:a|per|an) (?:year|month|week|day|hour))\b",
    "vague": rf"\b(?P<v>(?i:{any_of(tuple(VAGUE))}))\b",
    "set": rf"\b(?P<set>{any_of(tuple(SETS))})\b",
    "holiday": rf"\b(?P<h>{any_of(tuple(HOLIDAYS))})\b(?: (?P<y>{YEAR}))?",
    "years": r"(?P<y>(?:1[5-9]|20)\d\d)\s?[–/-]\s?(?P<y2>(?:1[5-9]|20)?\d\d)(?![\d%]|[.,]\d|-\d|[–-])",
    "year": rf"(?P<edge>{_EDGE})?(?P<y>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d|\s?(?:percent|per cent|kg|km|mm|m\b|ft|feet|miles|meters|metres|people|times|points)|[-–]\d|[-/]\w)(?P<noun> [a-z]+)?",
    "month": rf"(?P<edge>{_EDGE})?(?P<m>{MONTH})(?! \d)",
    "noon": r"(?i:noon|midnight|midday)(?P<zone>)\b",
}  # fmt: skip
RE_PATTERNS = {name: re.compile(rf"(?<![\w$£€#.,/])(?:{pattern})") for name, pattern in PATTERNS.items()}

# Sentences without any of these hold no date.
RE_TRIGGER = re.compile(
    rf"\d|\b(?:{MONTH}|{WEEKDAY})|(?i:\b(?:{UNIT}s?|{any_of(tuple(SEASONS))}|{any_of(tuple(SETS))}|{any_of(tuple(PARTS))}|"
    rf"today|yesterday|tomorrow|tonight|century|{any_of(tuple(VAGUE))}|{any_of(tuple(HOLIDAYS))}|"
    rf"{any_of(tuple(DECADES))})\b)"
)
# Where a date can begin: the first characters of every pattern.
RE_START = re.compile(
    rf"(?<![\w$£€#.,/])(?:['’]?\d|Q[1-4]|FY|{MONTH}|{WEEKDAY}|(?i:{_LOOSE})|(?i:the|last|next|this|past|previous|following|coming|same|"
    rf"early|late|earlier|later|mid|every|each|on|over|fiscal|in|for|a|an|per|several|few|many|half|recent|first|final|"
    rf"that|dozens|hundreds|thousands|{any_of(tuple(VAGUE))}|{any_of(tuple(SETS))}|{any_of(tuple(SEASONS))}|{UNIT}s?|noon|midnight|midday|"
    rf"today|yesterday|tomorrow|tonight|beginning|start|middle|end|{any_of(tuple(HOLIDAYS))}|{any_of(tuple(DECADES))}|{NUMBER})\b)"
)
