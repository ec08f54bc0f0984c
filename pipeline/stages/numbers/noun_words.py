"""Words that open, join or end the phrase of a counted noun: closed classes, and the lists of `nouns.toml`.

Keep out: any rule.
"""

from pipeline.stages.numbers.lemma import NOUNS
from pipeline.stages.numbers.words import VAGUE, listed

STOP = listed(
    """a an the this that these those some any no every each either neither both all such another other's i
    you he she it we they me him them us my your his her its our their mine yours who whom whose which
    what when where why how there here of in on at to from by for with without within between among
    against during after before since until till through across into onto upon over under above below
    near off out up down about as than like per via despite amid around behind beside beyond along
    toward towards except but and or nor so yet if because although though while whereas unless whether
    is are was were be been being am has have had having do does did will would shall should can could
    may might must cannot not never also only just even still already now then again ago later earlier
    soon today tomorrow yesterday tonight currently recently almost nearly respectively together apart
    away back forward ahead once twice too very more most less least last next amongst throughout plus
    minus versus vs it's that's there's isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't
    didn't won't wouldn't can't couldn't shouldn't reportedly according yes whoever whatever instead
    altogether nationwide worldwide onwards annually monthly daily weekly yearly overall alone each
    apiece e.g i.e etc etc. aged"""
)
BRIDGES = listed("and or &")
LEADING = listed("""more other further additional such very most the new same last next first past""")
VERBS = frozenset(NOUNS["verbs"]["words"])
STATES = frozenset(NOUNS["state"]["words"])
PARTICIPLES = frozenset(NOUNS["participles"]["words"])
GERUNDS = frozenset(NOUNS["gerunds"]["words"])
PLURAL_MODIFIERS = frozenset(NOUNS["not_plural"]["modifiers"])
DETERMINERS = listed("""the a an its his her their our my your these those this that all such""")
SUBSTANCES = ("mass", "volume", "area", "data", None)
PEOPLES = listed("british french irish dutch swiss spanish welsh english scottish")
OPENING, CLOSING = frozenset('"“‘'), frozenset('"”’')
CLITICS = ("'ve", "’ve", "'re", "’re", "'ll", "’ll", "'d", "’d", "'m", "’m", "n't", "n’t")
POSSESSIVE = ("'s", "’s")
BOTH_NUMBERS = listed("species series")
COMPARATIVES = listed("smaller larger bigger higher lower older younger shorter longer taller heavier lighter better")
ED_NOUNS = listed("need seed speed breed feed deed reed weed shed bed sled")
NOT_COUNTED = listed("strong fold")
MASSES = frozenset(VAGUE) - {"scores", "tens"}
ROLES = listed("hostage prisoner captive")
DATED = listed("recent current past present daily weekly monthly annual")
