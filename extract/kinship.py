"""Words of kinship and household: how somebody is related to the child. Names are told from them by their capitals."""

import re

RELATIONSHIP = re.compile(
    r"\b(?:(?:step|half|foster|adoptive|birth|biological|maternal|paternal|grand|great|god|ex|putative|legal)[\s-]*)*"
    r"(?:mother|father|mum|mam|dad|parents?|brother|sister|sibling|partner|grandmother|grandfather|grandparents?|gran|nan|aunt|auntie"
    r"|uncle|cousin|carers?|guardian|boyfriend|girlfriend|husband|wife|son|daughter|twin|niece|nephew|lodger|friend|child|stepfather"
    r"|stepmother|stepbrother|stepsister|spouse|fianc[eé]e?|household member|mgm|mgf|pgm|pgf|maternal|paternal)\b",
    re.I,
)
_BRACKET = re.compile(r"\s*\([^()]{1,80}\)")
_OTHER_CAPITALS = re.compile(
    r"\b(?!(?:Special|Former|Ex|New|Late|Legal|Private|Kinship|Eldest|Older|Elder|Younger|Full|Of|And|The|To|In|Law)\b)"
    r"[A-ZÀ-Þ]"
)


def is_kinship(text: str) -> bool:
    """Whether words say how somebody is related; `Nan Cole` names her, though one of the words is of kinship."""
    plain = _BRACKET.sub("", text)
    words = plain.split()
    found = RELATIONSHIP.search(plain) or RELATIONSHIP.search(text)
    if not found:
        return False
    named = len(words) > 1 and all(word[:1].isupper() for word in words) and "'" not in plain and "’" not in plain
    return not (named and _OTHER_CAPITALS.search(RELATIONSHIP.sub(" ", plain)))
