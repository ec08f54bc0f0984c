"""Words of the date grammar: closed lists, and the pieces of patterns made of them."""

from pipeline.stages.alternation import alternation

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
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "overnight": "TNI", "tonight": "TNI",
    "eve": "TEV",
}  # fmt: skip
# Unit -> its TIMEX3 designator and granularity; hours and below stand behind a T.
UNITS = {
    "second": ("TS", "second"), "sec": ("TS", "second"), "minute": ("TM", "minute"), "min": ("TM", "minute"),
    "hour": ("TH", "hour"), "hr": ("TH", "hour"), "day": ("D", "day"), "night": ("D", "day"), "week": ("W", "week"),
    "fortnight": ("W", "week"), "month": ("M", "month"), "quarter": ("M", "quarter"), "year": ("Y", "year"),
    "decade": ("Y", "decade"), "century": ("Y", "century"), "centurie": ("Y", "century"),
    "millennium": ("Y", "century"),
}  # fmt: skip
UNIT_FACTORS = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100, "centurie": 100, "millennium": 1000}
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}
UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
HALVES = {"hour": "PT30M", "year": "P6M", "day": "PT12H", "minute": "PT30S"}
NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "single": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
     "ninety": 90}  # fmt: skip
MAGNITUDES = {"couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "final": -1, "last": -1,
            "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5}  # fmt: skip
CENTURIES = {
    word: value
    for value, word in enumerate(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
        "twenty-first".split(), start=10)
}  # fmt: skip
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
           "nineties": 9}  # fmt: skip
# Holidays with a fixed date of their own; independence days and the like differ from country to country.
HOLIDAYS = {
    "Christmas Day": (12, 25), "Christmas Eve": (12, 24), "Christmas": (12, 25), "Orthodox Christmas": (1, 7),
    "Boxing Day": (12, 26), "New Year's Day": (1, 1), "New Year's Eve": (12, 31), "New Year's": (1, 1),
    "Valentine's Day": (2, 14), "Halloween": (10, 31), "Fourth of July": (7, 4), "fourth of July": (7, 4), "July Fourth": (7, 4), "Veterans Day": (11, 11),
    "Armistice Day": (11, 11), "Remembrance Day": (11, 11), "Bastille Day": (7, 14), "May Day": (5, 1),
    "Juneteenth": (6, 19), "St. Patrick's Day": (3, 17), "St Patrick's Day": (3, 17), "Groundhog Day": (2, 2),
    "International Women's Day": (3, 8), "April Fools' Day": (4, 1), "Earth Day": (4, 22), "Anzac Day": (4, 25),
    "Canada Day": (7, 1), "Australia Day": (1, 26), "All Saints' Day": (11, 1), "Cinco de Mayo": (5, 5),
    "World AIDS Day": (12, 1),
}  # fmt: skip
HOLIDAYS |= {name.replace("'", "’"): day for name, day in HOLIDAYS.items() if "'" in name}
VAGUE = {
    "recently": "PAST_REF", "currently": "PRESENT_REF", "now": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF", "at present": "PRESENT_REF", "at the moment": "PRESENT_REF", "soon": "FUTURE_REF",
    "the past": "PAST_REF", "the future": "FUTURE_REF", "in the near future": "FUTURE_REF", "lately": "PAST_REF",
    "long ago": "PAST_REF", "the near future": "FUTURE_REF", "these days": "PRESENT_REF", "recent": "PAST_REF",
    "the other day": "PAST_REF", "the near term": "FUTURE_REF", "the foreseeable future": "FUTURE_REF",
    "the recent past": "PAST_REF", "not long ago": "PAST_REF", "right now": "PRESENT_REF",
}  # fmt: skip
SETS = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
        "quarterly": "P3M", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H",
        "bimonthly": "P2M", "biannual": "P6M", "semi-annual": "P6M", "biennial": "P2Y"}  # fmt: skip
LOOSE = {
    "about": "approx", "around": "approx", "approximately": "approx", "roughly": "approx", "some": "approx",
    "nearly": "less_than", "almost": "less_than", "less than": "less_than", "under": "less_than",
    "fewer than": "less_than", "just under": "less_than", "up to": "less_than", "more than": "more_than",
    "over": "more_than", "at least": "more_than", "just over": "more_than", "well over": "more_than",
    "little more than": "more_than", "slightly more than": "more_than",
}  # fmt: skip
EDGES = {"early": "start", "beginning": "start", "start": "start", "turn": "start", "mid": "mid", "middle": "mid",
         "late": "end", "end": "end"}  # fmt: skip


def _names(table: dict[str, int]) -> str:
    """Full names, and short ones with an optional stop; in headlines and datelines in capitals."""
    full = [n for n in table if len(n) > 5 or n in ("March", "April", "May", "June", "July")]
    short = [n for n in table if n not in full]
    capitals = [n.upper() for n in table]
    return f"(?:(?:{alternation(full)})\\b|(?:{alternation(short)})\\b\\.?|(?:{alternation(capitals)})\\b\\.?)"


MONTH, WEEKDAY = _names(MONTHS), _names(WEEKDAYS)
FULL_WEEKDAY = f"(?:{alternation(n for n in WEEKDAYS if n.endswith('day'))})\\b"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,]\d|:\d)"
YEAR = r"(?:1[0-9]|20)\d\d(?!\w|[.,]\d)"
UNIT = f"(?:{alternation(UNITS)})"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER = (
    rf"(?:(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,4}}(?:\.\d{{1,2}})?(?:½| \d/\d)?|½|(?i:(?:{_TENS})[- ](?:{_ONES})|{alternation(NUMBER_WORDS)}))"
    rf"(?: (?:{alternation(MAGNITUDES)}))?|(?i:{alternation(MAGNITUDES)}))"
)


def month_of(name: str) -> int:
    """Number of a month by its name, however written."""
    return MONTHS[name.rstrip(".").title()]


def weekday_of(name: str) -> int:
    """ISO number of a weekday by its name, however written."""
    return WEEKDAYS[name.rstrip(".").title()]
