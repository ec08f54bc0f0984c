"""Abbreviations and other word lists of the sentence splitter, by what may follow their stop.

Data only, in lower case and without the last stop: closed lists, since what they leave out counts as a word.
What to do with them is the business of `sentences`.
"""

# Before a name or a noun: never the end of a sentence where a capital follows.
TITLES = frozenset(
    "mr mrs ms messrs mme mlle dr prof rev fr sen sens rep reps gov govs gen lt col maj capt cpl sgt cmdr adm brig "
    "pfc pvt supt insp det hon rt atty sec amb pres dep asst assoc cllr ald msgr ste p.s".split()
)
# Between two things, or before an example: whatever follows, the sentence goes on.
CONNECTING = frozenset("v vs cf e.g i.e ca approx viz incl esp".split())
# Before a number, else an ordinary word ('No. He left').
BEFORE_NUMBER = frozenset(
    "no nos nr n° c b d art arts p pp pg pgs para fig figs vol vols ch chap sect eq tel ext".split()
)
# Calendar and states as newspapers shorten them: in small letters many are words ('in the sun. He').
CAPITALISED = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "penn tenn tex va vt wash wis wyo ont que alta".split()
)
# Often at the end of a sentence: what follows decides.
MAY_END = frozenset(
    "inc corp co cos ltd llc plc bros jr sr esq al dept univ assn ave blvd rd st mt ft hwy est mfg intl natl "
    "conf ph.d m.d b.a m.a d.c a.d b.c lb lbs oz sq km kg tbsp tsp bldg govt misc prov cont "
    "min max avg bn mn tn gov't dist ed eds ibid".split()
)
# Times of day: the end of a sentence but before a zone, a day or a month.
HOURS = frozenset("a.m p.m am pm".split())
AFTER_HOURS = frozenset(
    "et est edt ct cst cdt mst mdt pt pst pdt gmt utc bst cet cest ist jst eastern central mountain pacific "
    "greenwich local monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec".split()
)
# Nouns that a letter or a roman numeral closes: 'World War I', 'Group A', 'Plan B'.
LETTERED = frozenset(
    "war group class grade type plan vitamin hepatitis influenza serie act part phase category division pool "
    "terminal section exhibit appendix volume chapter title level tier schedule article option point".split()
)

# First words of sentences that are hardly ever part of a name: after 'U.S.' or 'Inc.' they begin a new sentence.
STARTERS = frozenset(
    "the a an this that these those it its he she they we you i his her their our my your there here in on at by for "
    "from with without after before since during when while where why how what who which if although though as "
    "because but and or nor yet so then also however meanwhile moreover instead still now today yesterday tomorrow "
    "some many most all both each every several few other others another one two three no not to under over "
    "according asked last next once until even only just perhaps maybe let do did does is are was were would "
    "can could should might must have has had among about despite earlier later thus therefore such more less "
    "nobody nothing please everyone everything someone something either neither officials police".split()
)
# As STARTERS, though a stop follows: 'in the U.S. Mr. Reyes said'.
STARTING_TITLES = frozenset(("mr", "mrs", "ms"))

# Verbs that attribute a quotation which closed with '?' or '!': "“Why?” Smith asked."
SPEECH_VERBS = (
    "said says say asked asks wrote writes told tells added adds replied replies shouted shouts cried exclaimed "
    "wondered noted continued joked quipped declared tweeted posted recalled answered responded read reads"
).split()
