"""Fills the blank form in as people do: through Word's content controls and through the fields of the PDF."""

import copy
import io
import re
from collections.abc import Mapping

import pikepdf
from docx import Document
from docx.oxml.ns import qn

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
LISTS = re.compile(r"(\w+)\[(\d+)\]\.(\w+)")


def _child(number: int, **changes: str) -> dict[str, str]:
    facts = {
        "full_name": f"{('Ivo', 'Tamsin', 'Petra')[number]} Lark Harcombe",
        "dob": f"{12 + number}/0{number + 3}/202{number}",
        "age": f"{6 - number} years",
        "date_of_death": "04/11/2026",
        "sex": ("Male", "Female", "Not known")[number],
        "ethnicity": ("White British", "Black Caribbean", "Cornish")[number],
        "first_language": "English",
        "religion": "None",
        "nhs_number": ("999 000 0018", "999 000 0026", "999 000 0034")[number],
        "local_reference": f"ICS {40210 + number}",
        "address": "14 Tanners Row, Overcombe",
        "postcode": "PO33 9ZZ",
        "school": ("Overcombe Primary School", "Puddleduck Nursery", "Not yet at nursery")[number],
        "gp": "Dr Ash, Weir Lane Surgery",
        "disability": ("yes", "no", "unknown")[number],
        "disability_detail": "Hearing loss, both ears",
        "cp_plan": ("no", "yes", "yes")[number],
        "cp_plan_detail": "Neglect, from 3 March 2026",
        "looked_after": ("unknown", "no", "yes")[number],
        "legal_status": "Section 20 since 1 May 2026",
    }
    return {f"children[{number}].{leaf}": value for leaf, value in (facts | changes).items()}


def filled(children: int = 3, family: int = 6, agencies: int = 5) -> dict[str, str]:
    """An answer to every question, with lists longer than the form starts with."""
    facts = {key: value for number in range(children) for key, value in _child(number).items()}
    facts |= {"children[1].full_name": "Unborn Harcombe", "children[1].edd": "19/01/2027"}
    relations = ("Mother", "Father", "Maternal grandmother", "Mother's partner", "Half-brother", "Lodger")
    for number in range(family):
        facts[f"family[{number}].name"] = f"{('Ruth', 'Owen', 'Joan', 'Piers', 'Kit', 'Abel')[number]} Weatherby"
        facts[f"family[{number}].relationship"] = relations[number]
        facts[f"family[{number}].dob"] = f"0{number + 1}/1{number % 3}/198{number}"
    names = ("Island Health Trust", "Hampshire Constabulary", "Overcombe Primary School", "Probation", "Housing")
    for number in range(agencies):
        facts[f"agencies[{number}].agency"] = names[number]
        facts[f"agencies[{number}].contact_name"] = f"Pat {('Mole', 'Vane', 'Reed', 'Sorrel', 'Teal')[number]}"
        facts[f"agencies[{number}].contact"] = f"01632 96001{number}"
    facts |= {
        "incident.date": "02/11/2026",
        "incident.time": "14:25",
        "incident.location": "Family home, Overcombe",
        "incident.date_known": "03/11/2026",
        "incident.local_authority": "Wessmouth Council",
        "incident.summary": "Ivo was found unwell at home.\nHe was taken to hospital: the cause is not yet known.",
        "background": "The family moved from Thornhythe in 2024. Name of school then: not known.",
        "immediate_actions": "A strategy discussion was held on 3 November. Yes, both are safe with relatives.",
        "agency_involvement": "Health visiting saw them monthly. Date of last visit: 20/10/2026. No concern noted.",
        "rationale": "Neglect is suspected.\nAgencies did not share what each knew.",
        "parallel.police_investigation": "yes",
        "parallel.crime_reference": "44260411837",
        "parallel.inquest": "unknown",
        "parallel.care_proceedings": "no",
        "parallel.child_death_review": "yes",
        "notifications.sin_made": "yes",
        "notifications.sin_date": "09/11/2026",
        "notifications.mash_referral": "yes",
        "notifications.family_informed": "no",
        "referrer.name": "Alma Quince",
        "referrer.role": "Named Nurse",
        "referrer.agency": "Island Health Trust",
        "referrer.phone": "01632 960144",
        "referrer.email": "alma.quince@islandtrust.example",
        "referrer.date": "10/11/2026",
        "representative.name": "Bernard Ley",
        "representative.role": "Head of Safeguarding",
        "representative.agency": "Island Health Trust",
        "representative.phone": "01632 960145",
        "representative.email": "bernard.ley@islandtrust.example",
        "representative.discussed": "yes",
        "representative.approved": "yes",
        "representative.approval_date": "10/11/2026",
    }
    return facts


TICKED = (
    "abuse_or_neglect", "child_died", "serious_harm", "improvements_needed", "recurrent_themes", "multi_agency_working",
    "national_panel_local_review", "single_agency_concern", "no_agency_involvement", "cross_border",
    "institutional_setting",
)  # fmt: skip


def fill_word(content: bytes, facts: Mapping[str, str], ticked: tuple[str, ...] = TICKED) -> bytes:
    """The same file with its controls filled in; further rows and children come by Word's + sign: a copied item."""
    document = Document(io.BytesIO(content))
    body = document.element.body
    for listed in ("children", "family", "agencies"):
        wanted = 1 + max(int(found[2]) for each in facts if (found := LISTS.match(each)) and found[1] == listed)
        _grow(body, listed, wanted)
    for control, name in _numbered(body):
        _fill(control, name, facts, ticked)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _grow(body, listed: str, wanted: int) -> None:
    items = [
        each for each in body.iter(qn("w:sdt")) if each.find(f"{qn('w:sdtPr')}/{W15}repeatingSectionItem") is not None
    ]
    own = [each for each in items if any(tag.startswith(f"{listed}[") for tag in _tags(each))]
    for _ in range(wanted - len(own)):
        own[-1].addnext(copy.deepcopy(own[-1]))


def _tags(element) -> list[str]:
    return [each.get(qn("w:val")) for each in element.iter(qn("w:tag"))]


def _numbered(body):
    """Controls with their names; in the copies of an item the names are those of the item, so they are counted."""
    seen: dict[str, int] = {}
    for control in list(body.iter(qn("w:sdt"))):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is None:
            continue
        name = tag.get(qn("w:val"))
        found = LISTS.match(name)
        if found:
            plain = f"{found[1]}[].{name[found.end(2) + 2 :]}"
            seen[plain] = seen.get(plain, -1) + 1
            name = plain.replace("[]", f"[{seen[plain]}]")
        yield control, name


def _fill(control, name: str, facts: Mapping[str, str], ticked: tuple[str, ...]) -> None:
    properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    box = properties.find(f"{W14}checkbox")
    if box is not None:
        path, _, value = name.partition("=")
        on = value in ticked if path == "criteria_ticked" else facts.get(path) == value
        box.find(f"{W14}checked").set(f"{W14}val", str(int(on)))
        next(content.iter(qn("w:t"))).text = "☒" if on else "☐"
    elif facts.get(name):
        properties.remove(properties.find(qn("w:showingPlcHdr")))
        first = next(content.iter(qn("w:r")))
        first.remove(first.find(qn("w:rPr")))
        paragraph = first.getparent()
        for line in facts[name].split("\n")[1:]:  # Enter begins a new paragraph in the same control
            paragraph.addnext(copy.deepcopy(first.getparent()))
            paragraph = paragraph.getnext()
            next(paragraph.iter(qn("w:t"))).text = line
        next(first.iter(qn("w:t"))).text = facts[name].split("\n")[0]
        date = properties.find(qn("w:date"))
        if date is not None:
            day, month, year = facts[name].split("/")
            date.set(qn("w:fullDate"), f"{year}-{month}-{day}T00:00:00Z")


def fill_pdf(content: bytes, facts: Mapping[str, str], ticked: tuple[str, ...] = TICKED) -> bytes:
    """The same file with the values of its fields set, as a viewer sets them."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for field, name in _fields(pdf.Root.AcroForm.Fields, ""):
            _set(field, name, facts, ticked)
        pdf.Root.AcroForm.NeedAppearances = True  # qpdf draws what is typed only where the file says so
        pdf.generate_appearance_streams()
        pdf.save(out)
    return out.getvalue()


def _fields(fields, prefix: str):
    for field in fields:
        name = f"{prefix}{field.T}"
        kids = field.get("/Kids", [])
        if len(kids) and "/T" in kids[0]:
            yield from _fields(kids, f"{name}.")
        else:
            yield field, name


def _set(field, name: str, facts: Mapping[str, str], ticked: tuple[str, ...]) -> None:
    path, _, value = name.partition("=")
    if path == "criteria_ticked":
        field.V = field.AS = pikepdf.Name("/Yes" if value in ticked else "/Off")
    elif "/Kids" in field:
        field.V = pikepdf.Name("/" + facts.get(name, "Off"))
        for button in field.Kids:
            states = [str(each) for each in dict(button.AP.N) if each != "/Off"]
            button.AS = pikepdf.Name(states[0] if states[0] == f"/{facts.get(name)}" else "/Off")
    elif facts.get(name):
        field.V = pikepdf.String(facts[name])


def truth(facts: Mapping[str, str], ticked: tuple[str, ...] = TICKED) -> dict[str, str]:
    """The record's values by path: ISO dates, plain numbers; prose with its lines tidied."""
    plain = {path: _plain(path, value) for path, value in facts.items()}
    return plain | {f"criteria_ticked[{number}]": key for number, key in enumerate(ticked)}


def _plain(path: str, value: str) -> str:
    if re.fullmatch(r"\d\d/\d\d/\d{4}", value):
        return f"{value[6:]}-{value[3:5]}-{value[:2]}"
    if path.endswith("nhs_number"):
        return value.replace(" ", "")
    return {"Male": "male", "Female": "female", "Not known": "unknown"}[value] if path.endswith(".sex") else value
