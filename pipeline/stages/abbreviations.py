"""Abbreviations of English news, by what may follow their stop. Data of the sentence splitter."""

# Before a name or a noun: never the end of a sentence where a capital follows.
TITLES = frozenset(
    "mr mrs ms messrs mme mlle dr prof rev fr sen sens rep reps gov govs gen lt col maj capt cpl sgt cmdr adm brig "
    "pfc pvt supt insp det hon rt atty sec amb pres mt ft st ste sr. dep asst assoc cllr ald msgr "
    "p.s vs v cf e.g i.e ca approx viz incl esp al-haj sheik".split()
)
# Before a number, else an ordinary word ('No. He left').
BEFORE_NUMBER = frozenset(
    "no nos nr n° c b d art arts p pp pg pgs para fig figs vol vols ch chap sect eq tel ext".split()
)
# Months and days as newspapers shorten them; a name or number may follow.
CALENDAR = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
# Often at the end of a sentence: what follows decides.
MAY_END = frozenset(
    "inc corp co cos ltd llc plc bros jr sr esq etc al dept univ assn ave blvd rd hwy est ind mfg intl natl "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "penn tenn tex va vt wash wis wyo ont que alta ph.d m.d b.a m.a d.c a.m p.m a.d b.c ft in lb lbs oz sq km kg "
    "min max avg bn mn tn gov't dist ed eds ibid".split()
) - {"in"}

# First words of sentences that are hardly ever part of a name: after 'U.S.' or 'Inc.' they begin a new sentence.
STARTERS = frozenset(
    "the a an this that these those it its he she they we you i his her their our my your there here in on at by for "
    "from with without after before since during when while where why how what who which if although though as "
    "because but and or nor yet so then also however meanwhile moreover instead still now today yesterday tomorrow "
    "some many most all both each every several few other others another one two three no not to under over "
    "according asked last next once until even only just perhaps maybe let do did does is are was were will would "
    "can could should may might must have has had among about despite earlier later thus therefore such more less "
    "nobody nothing please everyone everything someone something either neither officials police".split()
)

# Verbs that attribute a quotation which closed with '?' or '!': "“Why?” Smith asked."
SPEECH_VERBS = (
    "said says say asked asks wrote writes told tells added adds replied replies shouted shouts cried exclaimed "
    "wondered noted continued joked quipped declared tweeted posted recalled answered responded read reads"
).split()
