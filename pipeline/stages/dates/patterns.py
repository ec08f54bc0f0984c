"""Patterns of the date grammar, in the order in which they are tried at a position."""

import re

from pipeline.stages.alternation import alternation
from pipeline.stages.dates.lexicon import (
    CENTURIES,
    DAY,
    DECADES,
    FULL_WEEKDAY,
    HOLIDAYS,
    LOOSE,
    MONTH,
    NUMBER,
    ORDINALS,
    SEASONS,
    SETS,
    UNIT,
    VAGUE,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)

_PART = r"(?P<part>morning|afternoon|evening|night)\b"
_OFFSET = r"\s?[+-]\d{1,2}(?::?[0-5]\d)?"
_ZONE_NAME = rf"(?:(?:GMT|UTC)(?:{_OFFSET})?|[ECMPA][SD]?T|A[EWC][SD]T|BST|W?CES?T|CES?T|W[EI]S?T|EES?T|IST|PKT|[JKM]ST|MSK|HKT|SGT|EAT|CAT|WAT|SAST|NZ[SD]T|Z|(?:Eastern|Central|Mountain|Pacific)(?: (?:Standard|Daylight))?(?: [Tt]ime)?|(?:local|[A-Z][a-z]{{2,15}}) time)\b"
_ZONE = rf"(?:\s?\({_ZONE_NAME}\)|\s?{_ZONE_NAME})"
_AMPM = r"\s?(?i:[ap]\.\s?m\.|[ap]m\b)"
_HOURS = r"(?:[01]?\d|2[0-3])"
_CLOCK = rf"(?:{_HOURS}(?:[:.][0-5]\d)?(?::[0-5]\d)?{_AMPM}|{_HOURS}:[0-5]\d(?::[0-5]\d)?(?![\d:])|{_HOURS}\.[0-5]\d(?=\s?(?:GMT|UTC))|(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:GMT|UTC|(?:hours|hrs) (?:GMT|UTC|local)))|(?<=[Aa]t )(?:[01]\d|2[0-3])[0-5]\d(?= (?:hours|hrs)\b)|(?i:(?:{alternation('one two three four five six seven eight nine ten eleven twelve'.split())}|1[0-2]|[1-9]) o['’]clock)(?: in the)?|(?i:noon|midday|midnight)\b)"
_NEAR = r"(?P<near>(?i:last|next|this past|this coming|this|past|previous|following|coming|same))"
_OF_YEAR = r"(?:,? (?:of )?(?:the )?(?P<near>(?i:last|next|this|same|previous|following)) year\b)"
_EDGE = r"(?P<edge>(?i:(?:the )?(?:very )?(?:early|late|mid|end))(?:-|[ ](?:in (?:the )?|on )?)|(?i:(?:the )?(?:very )?(?:beginning|start|middle|end|turn) of (?:the )?))"
_COUNT = rf"(?P<n>{NUMBER}(?:(?: and a |-and-a-)half|(?<=couple) of)?|(?:several|many|dozens of|hundreds of|thousands of|(?:a |the )?few|countless|multiple)|(?:a )?quarter(?: of a| a|(?=-century))|half(?: an?|-an?)?(?: dozen)?|a (?:couple of|couple|half|few dozen|dozen|number of))"
_COUNT_I = f"(?i:{_COUNT})"
_LOOSE = f"(?i:{alternation(LOOSE)}) "
_UNITS = rf"(?P<unit>{UNIT}s?)\b"
_KIND = r"(?:(?:full|whole|consecutive|straight|long|short|more|additional|further|calendar|working|business|trading|solid) )?"
_MONEY = "dollars|euros|pounds|rupees|rupiah|r(?:o?u)bles|francs|pesos|shekels|dinars|liras?|kron(?:or|er|a)|yen|yuan|won|baht|rand"
PLURAL_WEEKDAY = f"(?:{alternation(name + 's' for name in WEEKDAYS if name.endswith('day'))})\\b"
_SEASON = alternation(SEASONS)
_ALONE = r"(?!\w|-| (?!(?:and|but|or|when|in|at|as|from|on|with|while|because|under|amid|that)\b)\w)"
_NO_NP = r"(?!\w| (?:the|an?|he|she|it|they|we|I|you|his|her|its|their|our|my|than|to|being|this|that|[A-Z]\w*)\b)"

# name -> pattern; groups are read by `resolve`. Later ones are only reached where no earlier one matches.
PATTERNS: dict[str, str] = {
    "iso": r"(?P<y>\d{4})(?P<sep>[-/])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?P<t>[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-])",
    "slash": r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|(?<=/)\d\d)(?!\w|[/.]\d)",
    "clock": rf"(?:(?P<first>{_HOURS}(?:[:.][0-5]\d)?(?:{_AMPM})?)(?:\s?[–-]\s?| to |(?<=\d) and (?:(?<=etween \d and )|(?<=etween \d\d and ))))?(?P<clock>{_CLOCK})(?: hours\b| hrs\b)?(?P<zone>{_ZONE})?(?P<when> (?i:today|yesterday|tomorrow)\b|,? (?:on )?{WEEKDAY}(?! \d|,? {MONTH}))?",
    "dmy": rf"(?:(?P<w>{WEEKDAY}),? (?:the )?)?(?:(?i:the) )?(?:(?P<d0>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?\s?[–-]\s?)?(?P<d>{DAY})(?: of |[ -])(?P<m>{MONTH})(?:(?:, | of | |-)(?P<y>{YEAR})|{_OF_YEAR})?(?: {_PART})?",
    "mdy": rf"(?:(?P<w>{WEEKDAY}),? (?:the )?)?(?P<m>{MONTH}) (?:the )?(?P<d>{DAY})(?:(?:, ?| of | )(?P<y>{YEAR})|{_OF_YEAR})?(?: {_PART})?",
    "in_month": rf"(?:(?i:the) )?(?P<nth>(?i:{alternation(ORDINALS)})) (?P<what>(?i:week|weekend|day)|{FULL_WEEKDAY}) (?:of|in) (?P<m>{MONTH})(?:,? (?P<y>{YEAR}))?",
    "of_month": r"(?<=[Oo]n )the (?P<d>[12]?\d|3[01])(?:st|nd|rd|th)(?: of (?P<near>last|this|next|the) month\b|(?=[.,;)]|$))",
    "my": rf"{_EDGE}?(?P<m>{MONTH})(?:(?: of|,)? (?P<y>{YEAR})|{_OF_YEAR})",
    "near_month": rf"{_NEAR} (?P<m>{MONTH})",
    "near_weekday": rf"(?:(?i:the) )?{_NEAR} (?P<w>{WEEKDAY})(?: {_PART})?",
    "weekdays": rf"(?:(?i:on|every|each) )?(?P<w>{PLURAL_WEEKDAY})|(?i:on|at) (?P<we>weekends)\b",
    "every": rf"(?i:every|each) (?:(?:single|passing) )?(?:(?P<n>other|{NUMBER}) )?(?:{_UNITS}|(?P<w>{WEEKDAY})|(?P<m>{MONTH})(?! \d))",
    "weekday": rf"(?:(?P<edge>(?i:early|late)) (?:on )?)?(?P<w>{WEEKDAY})(?:['’]s(?= (?:morning|afternoon|evening|night)\b))?(?: (?:early |late )?{_PART}| of (?P<week>(?i:last|next|this)) week\b)?",
    "quarter": rf"(?:(?i:the) )?(?:(?i:fiscal) )?(?P<q>(?i:first|second|third|fourth|final|last)|[1-4](?:st|nd|rd|th))(?:-| (?:fiscal )?)(?P<qu>(?i:quarter|half))\b(?P<hyphen>(?<=-quarter)|(?<=-half)(?= (?:of |profits?|earnings|results?|sales|revenues?|loss|net|figures|growth|GDP)))?(?:,? (?:of )?(?:fiscal )?(?:(?P<y>{YEAR})|(?P<the_year>the (?:fiscal |financial |calendar )?year)|(?P<near>(?i:last|this|next)) year))?\b|Q(?P<q2>[1-4])(?:,? (?:of )?(?P<y2>{YEAR}))?\b|(?P<q3>[1-4])Q\b",
    "fiscal": rf"(?i:(?:the )?(?:fiscal|financial)(?: year)?) (?P<y>{YEAR})(?:[–/-](?P<to>\d\d(?:\d\d)?)\b)?|FY ?(?P<y2>(?:20)?\d\d)\b|(?:the )?(?P<y3>20\d\d) (?:fiscal|financial) year",
    "season": rf"{_EDGE}?(?:(?i:the) )?(?P<s>(?i:{_SEASON}))(?: of| in|,)? (?P<y>{YEAR})|(?P<near2>(?i:last|next|this past|this coming|this)) (?P<s2>{_SEASON})\b|(?:(?P<edge2>(?i:early|late|mid))[- ])?(?:(?i:the) )?(?P<s3>spring|summer|autumn|winter|(?<=in the )fall)\b",
    "century": rf"{_EDGE}?(?:(?i:the) )?(?:(?:(?P<c>\d{{1,2}})(?:st|nd|rd|th)|(?P<cw>(?i:{alternation(CENTURIES)})))[- ](?i:century|centuries)\b(?P<bc> BC| B\.C\.)?|(?P<c2>\d{{1,2}})(?:st|nd|rd|th)(?= (?:and|to|or) (?:the )?(?:early |late |mid-)?\d\dth[- ]centur))",
    "decade": rf"{_EDGE}?(?:(?P<the>(?i:the)) )?(?:(?P<dec>(?:1[0-9]|20)\d0)['’]?s\b|(?P<mark>['’‘`])?(?P<dec2>[2-9]0)['’]?s\b|(?P<dec3>(?i:{alternation(DECADES)}))\b)",
    "day_of_reference": r"(?:(?P<edge>(?i:earlier|later|late|early)) (?:on )?)?(?:(?P<day>(?i:today|yesterday|tomorrow|tonight))(?: (?P<part>morning|afternoon|evening|night))?|(?P<day2>(?i:last (?:night|evening)|this (?:morning|afternoon|evening)|the day (?:before yesterday|after tomorrow))))\b",
    "overnight": r"(?i:overnight)\b(?=[.,;:)]|$| (?:in|on|to|from|by|after|as|at|and|with|when|into|amid|but|for|between|that|the)\b)",
    "anchored_day": rf"(?i:(?:earlier|later|late|early) (?:in|on|that) (?:the |that )?(?:same )?day|later that (?P<part>night|evening|afternoon|morning)|(?:the |that )?(?P<rel>previous|following|next|same|preceding) (?:day|(?P<part2>morning|night|evening|afternoon))|the (?:day|(?P<part3>night|morning|evening)) (?P<side>before|after){_ALONE}|that (?:day|(?P<part4>night|morning|evening|afternoon)))\b",
    "ago": rf"(?P<mod>{_LOOSE})?{_COUNT_I}[- ](?:full |long |short )?{_UNITS}[- ](?P<dir>(?i:ago|from now|hence))\b",
    "anchored": rf"(?P<mod>{_LOOSE})?{_COUNT_I}[- ](?:full |long |short )?{_UNITS}(?: |-(?=earlier))(?P<dir>(?i:(?:later|earlier|previously|afterwards?)(?!\w| than\b)|(?:before|prior|beforehand|after that){_NO_NP}))",
    "edge_unit": rf"(?P<edge>(?i:(?:the )?(?:very )?(?:beginning|start|middle|end|rest|remainder) of)|(?i:early|late|later|earlier) in) {_NEAR.replace('same', 'same|the')} (?:calendar |financial |fiscal )?(?P<unit>year|month|week|century|decade|quarter)\b|(?P<edge2>(?i:(?:the )?start|(?:the )?end)) of (?P<unit2>year|month)\b|(?:(?i:the) )?(?P<unit3>year|month)[- ](?P<edge3>end)\b",
    "year_back": r"(?:the )?same (?P<unit>month|quarter|week) (?:(?:of |in )?(?:a year (?:ago|earlier|before)|(?:the )?(?:last|previous|prior|preceding) year))\b|(?:the |a )?year-(?:earlier|ago) (?P<unit2>month|quarter|week)\b",
    "near_unit": rf"(?:(?P<edge>(?i:early|late|earlier|later)) )?(?:(?i:the|that|its|their) )?(?P<near>(?i:last|next|this past|this coming|this|previous|following|coming|same|preceding|current|that)) (?:calendar |financial |fiscal )?(?P<unit>(?i:week|month|year|decade|century|weekend|quarter|night))(?!\w|['’]s?-|-long| [a-z]+-old)|(?i:the) (?P<near2>entire|whole|full) (?P<unit3>year)\b|the (?P<unit2>week|month|year|weekend) (?P<side>before|after|previous|earlier){_ALONE}",
    "weekend": r"(?i:the|over the) (?P<unit>weekend)\b(?! of\b)",
    "span": rf"(?:(?i:the|these) )?(?P<near>(?i:last|past|next|coming|previous|first|final|recent))(?: (?P<n>{NUMBER}(?:(?: and a |-and-a-)half)?|several|few|couple of|many|half)(?: dozen)?)?[ -]{_KIND}{_UNITS}(?![- ]olds?\b)",
    "rate": r"(?:(?P<per>(?i:per))|(?i:an?)) (?P<unit>(?i:year|month|week|day|hour|minute|second|decade|quarter|night))\b(?! (?:ago|later|earlier|before|after|and a half))",
    "duration_range": rf"(?:(?i:between|from) )?(?P<n1>{NUMBER})(?:\s?[–-]\s?|-to-| to | or | and (?<=\d and )|(?<=[a-z]) and )(?P<n2>{NUMBER})[- ]{_KIND}{_UNITS}(?![- ]olds?\b| of age\b)",
    "duration": rf"(?P<mod>{_LOOSE})?{_COUNT_I}(?:[- ]|-\s){_KIND}{_UNITS}(?![- ]olds?\b| of age\b|-(?!long\b|and-a-half)\w)(?P<half>(?: and a |-and-a-)half)?(?P<long>-long\b)?",
    "bare_units": r"(?P<unit>years|months|weeks|days|hours|decades|centuries|minutes)\b(?!-| (?:before|after|ago|later|earlier|old)\b)|(?P<unit2>hours|days|weeks|months|years|minutes|decades|centuries)(?= (?:before|after|ago|later|earlier)\b)|(?P<unit3>(?:hour|day|night|week|month|year|decade|centurie?)s?)[- ]?long\b(?!-)|(?i:all) (?P<unit5>day|night|week|month|year)\b|(?i:the) (?P<unit4>week|month|quarter|year)(?= (?:ended|ending|to|through) [A-Z\d])",
    "vague": rf"(?P<v>(?i:{alternation(VAGUE)}))\b(?! of\b| as\b|['’]?s\b|-to-)",
    "set": rf"(?P<set>{alternation(SETS)})\b",
    "holiday": rf"(?:(?P<near0>(?i:last|next|this)) )?(?P<h>{alternation(HOLIDAYS)})(?!\w|['’]s)(?:,? (?:of )?(?:(?P<y>{YEAR})|(?P<near>(?i:last|this|next)) year\b))?",
    "before_christ": r"(?P<y>[1-9]\d{0,3}) (?:BCE?\b|B\.C\.)|(?:AD|A\.D\.) (?P<ad>[1-9]\d{1,3})\b",
    "years": r"(?P<y>(?:1[5-9]|20)\d\d)\s?[–/-]\s?(?P<y2>(?:1[5-9]|20)?\d\d|(?<=\d/)\d)(?!\w|%|[.,]\d|[–-]\d)",
    "year": rf"{_EDGE}?(?:(?:the )?year )?(?P<y>1[0-9]\d\d|20\d\d|2100)(?!\w|%|[.,]\d|\s?(?:percent|per cent|kg|km|mm|ft|feet|miles|meters|metres|times|points|{_MONEY}|local time)\b|\s?[€£$°]|[–/-]\w)",
    "short_year": r"['’‘](?P<yy>\d\d)(?![\w'’])",
    "month": rf"{_EDGE}?(?P<m>{MONTH})(?! \d)",
}  # fmt: skip
NOT_BEFORE = r"(?<![\w$£€#.,/@=&_])(?<!\d[:-])"
RE_PATTERNS = {name: re.compile(rf"{NOT_BEFORE}(?:{pattern})") for name, pattern in PATTERNS.items()}
