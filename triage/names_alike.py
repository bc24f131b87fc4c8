"""How names are compared: folded to plain letters, short forms of first names, and spellings that sound alike. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_WORD = re.compile(r"[^\W\d_]+")
_FILLING = """
mr mrs ms miss mx dr rev prof master unborn baby twin infant child aka known as of the and or also formerly
nee not unknown name male female boy girl
"""
_NOT_NAMES = frozenset(_FILLING.split())
# A first name with its usual short forms and spellings in Britain; the first word of a line stands for all of it.
_FORMS = """
abigail abbie abby gail | adam ad | aidan aiden ayden | alexander alex alexandra sandy alec xander lex sasha
ally | alfred alfie alf | alison ali allie | amelia millie emilia | andrew andy drew | angela angie | annabel
annabelle bella | anthony tony antony | antonia toni | arthur art artie | barbara barb babs | benjamin ben
benny benji | bernadette bernie | bradley brad | bridget bridie biddy | caitlin kaitlin katelyn caitlyn
kaitlyn | callum calum | cameron cam | catherine katherine kathryn katharine kate katie kathy cathy katy kitty
kit kat cat | charles charlie chas chuck | charlotte lottie charley | christine christina chris tina chrissie
| christopher topher kris | clara claire clare | connor conor | daniel dan danny | danielle dani | david dave
davy | deborah debra deb debbie debby | dominic dom | dorothy dot dottie | edward ed eddie ned ted teddy |
eleanor ellie nell nellie elinor elanor | elizabeth liz lizzie beth betty eliza libby lisbeth elisabeth bess
bessie | emily em emmie | ethan eth | evelyn evie eve | faith fay | florence flo florrie flossie | frances
fran francesca | francis frank frankie | frederick fred freddie freddy | gabriel gabe | gabrielle gabby gaby |
geoffrey geoff jeffrey jeff | george georgie | georgina georgia gina | gerald gerry jerry | grace gracie |
gregory greg | harold harry hal | harriet hattie | helen nell lena | henry hank | imogen immy immie | isaac
zac zak | isabella isabel isobel izzy bella issy isabelle | jacob jake jack jackie | jacqueline jacqui | james
jim jimmy jamie | jane janie janet | jasmine jas yasmin jasmin | jayden jaden | jennifer jen jenny jenni |
jessica jess jessie | joanna joanne jo joan | john jon johnny | jonathan jonny johnathan jonathon | joseph joe
joey | joshua josh | judith judy jude | julia julie jules | katrina trina | kenneth ken kenny | kimberley kim
kimberly | lawrence larry laurence laurie | leonard len lenny leo | lewis louis lou louie | lillian lily lilly
lillie | logan | lucy lucie lucia | luke lucas luca | madeleine maddie maddy madeline madison | margaret
maggie meg peggy greta margie megan | maria mary marie molly polly | martin marty | matilda tilly tilda mattie
| matthew matt matty mathew | maxwell max maximilian | melanie mel | melissa missy | michael mike mick micky
mikey mickey | michelle shelly | mohammed mohammad muhammad mohamed mohamad mo muhammed | natalie nat nataly |
nathan nathaniel nate | nicholas nick nicky nicolas nico | nicola nicole nikki nicky | noah | oliver ollie
olly | olivia liv livvy | oscar ozzy | pamela pam | patricia pat patsy tricia trish | patrick paddy | penelope
penny | peter pete | philip phil phillip pip | philippa pippa | phoebe phebe | poppy | rachel rach rachael |
raymond ray | rebecca becky becca bex rebekah | reginald reg reggie | richard rick dick ricky rich | robert
rob bob bobby robbie bert | roland rolly | ronald ron ronnie | rosemary rosie rose | ryan | samantha sam sammy
| samuel sam sammy | sarah sara sally sadie | scarlett scarlet | sebastian seb bastian | shaun sean shawn |
simon si | sophia sophie sofia sofie | stephanie steph steff | stephen steve steven stevie stefan | stuart
stewart stu | susan sue suzie susie susanna | tamsin tammy | terence terry | theodore theo teddy ted | theresa
teresa tess terri | thomas tom tommy tomas | timothy tim timmy | toby tobias | valerie val | veronica ronnie |
victor vic | victoria vicky vicki tori | vincent vince vinny | walter wally walt | wendy | wilfred wilf |
william will bill billy liam willie | winifred winnie win | yasmine yaz | zachary zach zack zak zac zachariah
| zoe zoey
"""
_SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"^(?:kn|gn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c(?!h)"), "k"),
    (re.compile(r"(?<!^)(?:gh|h)"), ""),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?:ey|ie|ye|ee|ea|y)"), "i"),
    (re.compile(r"e$"), ""),
    (re.compile(r"(?:ou|oo|ow|au|aw)"), "o"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in plain small letters, hyphens parting words; without titles and `unborn`, `baby`, `aka`."""
    plain = name.casefold().translate(_LETTERS).replace("'", "").replace("’", "").replace("ʻ", "")
    letters = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    return tuple(word for word in _WORD.findall(letters) if word not in _NOT_NAMES)


def share_a_form(one: str, other: str) -> bool:
    """Whether two first names may be forms of one: `tom` and `thomas`."""
    return bool(_roots().get(one, frozenset()) & _roots().get(other, frozenset()))


def roots(word: str) -> Sequence[str]:
    """The full first names that a word may stand for, itself where it is none."""
    return sorted(_roots().get(word, frozenset())) or [word]


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """A key that common spellings of one name share: `catherine` and `kathryn` not, `smith` and `smyth` yes."""
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word


@lru_cache(maxsize=1)
def _roots() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _FORMS.split("|"):
        forms = line.split()
        for form in forms:
            found.setdefault(form, set()).add(forms[0])
    return {form: frozenset(each) for form, each in found.items()}


def same_name(mine: str, theirs: str) -> str:
    """How two names agree: a code of WEIGHTS beginning with `name` or `surname`; empty where one is not given."""
    ours, others = name_words(mine), name_words(theirs)
    if not ours or not others:
        return ""
    if sorted(ours) == sorted(others):
        return "name_same"
    few, many = sorted((ours, others), key=len)
    pairs = [max((_word_likeness(each, other) for other in many), default=0) for each in few]
    if len(few) >= 2 and min(pairs) >= _VARIANT:
        return "name_part" if min(pairs) == _EXACT and len(few) < len(many) else "name_variant"
    if len(few) >= 2 and min(pairs) >= _INITIAL and max(pairs) >= _VARIANT:
        return "name_short"
    if _word_likeness(ours[-1], others[-1]) >= _VARIANT and ours[-1] and others[-1]:
        return "surname_same" if len(few) == 1 or pairs[0] < _INITIAL else "name_short"
    return "name_differs"


_EXACT, _FORM, _VARIANT, _INITIAL = 4, 3, 2, 1


def _word_likeness(one: str, other: str) -> int:
    if one == other:
        return _EXACT
    if share_a_form(one, other):
        return _FORM
    shorter = min(len(one), len(other))
    slips = OSA.distance(one, other, score_cutoff=2)
    if (shorter >= 3 and sound(one) == sound(other)) or slips <= (0 if shorter < 4 else 1 if shorter < 8 else 2):
        return _VARIANT
    return _INITIAL if shorter == 1 and one[0] == other[0] else 0
