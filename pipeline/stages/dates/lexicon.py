"""Words of the date grammar: closed lists, and the pieces of patterns made of them."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        ("January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
         "September Sept Sep", "October Oct", "November Nov", "December Dec"), start=1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("Monday Mon", "Tuesday Tues Tue", "Wednesday Wed", "Thursday Thurs Thur Thu", "Friday Fri", "Saturday Sat",
         "Sunday Sun"), start=1)
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
PARTS = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "nights": "TNI", "overnight": "TNI",
    "dawn": "TMO", "noon": "T12:00", "midday": "TMI", "midnight": "T00:00", "daytime": "TDT", "dusk": "TEV",
}  # fmt: skip
# Unit -> its TIMEX3 designator and granularity; hours and below stand behind a T.
UNITS = {
    "second": ("TS", "second"), "sec": ("TS", "second"), "minute": ("TM", "minute"), "min": ("TM", "minute"),
    "hour": ("TH", "hour"), "day": ("D", "day"), "night": ("D", "day"), "weekend": ("D", "weekend"),
    "week": ("W", "week"), "fortnight": ("W", "week"), "month": ("M", "month"), "quarter": ("M", "quarter"),
    "year": ("Y", "year"), "decade": ("Y", "decade"), "century": ("Y", "century"), "centurie": ("Y", "century"),
    "millennium": ("Y", "century"),
}  # fmt: skip
UNIT_FACTORS = {
    "fortnight": 2,
    "quarter": 3,
    "decade": 10,
    "century": 100,
    "centurie": 100,
    "millennium": 1000,
}
NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
     "hundred": 100, "couple": 2, "dozen": 12}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4,
            "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
           "nineties": 9}  # fmt: skip
HOLIDAYS = {
    "Christmas Day": (12, 25), "Christmas Eve": (12, 24), "Christmas": (12, 25), "Boxing Day": (12, 26),
    "New Year's Day": (1, 1), "New Year’s Day": (1, 1), "New Year's Eve": (12, 31), "New Year’s Eve": (12, 31),
    "Valentine's Day": (2, 14), "Valentine’s Day": (2, 14), "Halloween": (10, 31), "Fourth of July": (7, 4),
    "Independence Day": (7, 4), "Veterans Day": (11, 11), "Armistice Day": (11, 11), "Bastille Day": (7, 14),
    "May Day": (5, 1), "Juneteenth": (6, 19), "St. Patrick's Day": (3, 17), "St. Patrick’s Day": (3, 17),
}  # fmt: skip
HOLIDAYS.pop("Independence Day")  # every country has its own
VAGUE = {
    "recently": "PAST_REF", "currently": "PRESENT_REF", "now": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF", "at present": "PRESENT_REF", "at the moment": "PRESENT_REF", "soon": "FUTURE_REF",
    "the past": "PAST_REF", "the future": "FUTURE_REF", "in the near future": "FUTURE_REF", "lately": "PAST_REF",
    "long ago": "PAST_REF", "the near future": "FUTURE_REF",
}  # fmt: skip
SETS = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M",
        "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H", "bimonthly": "P2M"}  # fmt: skip
MODIFIERS = {
    "about": "approx", "around": "approx", "approximately": "approx", "roughly": "approx", "some": "approx",
    "nearly": "less_than", "almost": "less_than", "less than": "less_than", "under": "less_than",
    "fewer than": "less_than", "more than": "more_than", "over": "more_than", "at least": "more_than",
    "early": "start", "mid": "mid", "late": "end", "the beginning of": "start", "the start of": "start",
    "the middle of": "mid", "the end of": "end",
}  # fmt: skip


def any_of(words: "list[str] | tuple[str, ...] | dict[str, object]") -> str:
    """Alternation of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _names(table: dict[str, int]) -> str:
    """Full names, and short ones with an optional stop."""
    full = [n for n in table if len(n) > 5 or n in ("March", "April", "May", "June", "July")]
    short = [n for n in table if n not in full]
    return f"(?:{any_of(full)}|(?:{any_of(short)})\\b\\.?)"


MONTH, WEEKDAY = _names(MONTHS), _names(WEEKDAYS)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,]\d|:\d)"
YEAR = r"(?:1[0-9]|20)\d\d(?!\d|[.,]\d)"
UNIT = f"(?:{any_of(tuple(UNITS))})"
NUMBER = rf"(?:\d{{1,4}}(?:[.,]\d{{1,3}})?|{any_of(tuple(NUMBER_WORDS))}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine))"
