"""Letters in different voices, told in sentences: what they say is read, and nothing that they do not say."""

from typing import Any

import pytest

from config.schema.fields import FieldCatalogue
from extract.reading import read_form
from tests.unit.extract.invented_forms import document, line


def read(catalogue: FieldCatalogue, letter: str) -> dict[str, Any]:
    lines = [line(each) for each in letter.strip().splitlines() if each.strip()]
    record = read_form(document(*lines), "letter.docx", catalogue).record.as_plain()
    record.get("incident", {}).pop("summary", None)
    return record


DOCTOR = """
The Weir Surgery
12 Quay Street, Fenwick FW2 4RB
Telephone 01632 960111 · desk@weirsurgery.nhs.example
14 May 2026
The Business Manager, Fenwick Safeguarding Children Partnership
Dear Ms Carter
Callum Tennant (date of birth 12/08/2019; NHS number 943 476 5919)
Flat 3, 18 Rope Walk, Fenwick, FW1 7TT
I should be grateful if the group would look at the care of this child, a patient of ours since birth.
Callum lives with his mother, Stacey Tennant (23/02/1996), his half-sister Poppy and Ms Tennant's partner, Dean Wragg.
He is in Year 1 at Ropewalk Primary School. He has hearing loss in both ears and has never been looked after.
On the afternoon of 3 May 2026 Callum was taken to hospital with a broken leg. The explanation changed twice.
The police have begun an investigation (crime number 44/FW/10293/26). Both parents have been told of this referral.
I understand that the local authority notified the national Panel on 6 May 2026.
His social worker is Amira Sheikh of Fenwick Children's Services, amira.sheikh@fenwick.gov.example.
I spoke about the case to Dr Helen Marsh, Named GP for the ICB, and she agrees that it should come to you.
Yours sincerely
Electronically signed
Dr Lucy Prentice MRCGP
GP Partner
cc Dr Marsh
"""

HEAD_TEACHER = """
Dear Learning Group,
This is about two of our pupils, Ruby Ellison (born 14 November 2015) and her brother Jake Ellison (born 2 July 2017).
They live at 27 Cable Road, Fenwick, FW3 9QD with their mum, Donna Ellison, and their stepdad, Craig Bolton.
They are not on a child protection plan and are not in care. They are registered with the Cable Road Medical Centre.
On Friday 6 March 2026 at around 8.15am Ruby rang 999 from home because her mum would not wake up.
We rang children's social care four times. I think that nobody joined things up.
Mum knows I am sending this. I made a MASH referral the same day.
I talked it over with our trust's safeguarding lead, Anil Desai. He agreed it should be sent.
People who can help: Tessa Lund, school nurse, 01632 960221; Rob Harker, Fenwick Early Help, rob@fenwick.gov.example
Kind regards
Frances Oduya
Head Teacher
Sandpiper Junior School
Tel: 01632 960220
"""

INSPECTOR = """
SHORE CONSTABULARY
Harbour House, Fenwick FW1 1AA
Date: 22nd April 2026
Our reference: CAIT/26/0417
To: Chair of the Case Review Group
Dear Sir or Madam,
RE: Amelia HOLLINGWORTH, DOB 30.09.2025, of 5 Tern Close, Fenwick, FW4 2LH
At 0240 hours on Saturday 11th April 2026 officers attended 5 Tern Close following a call from the ambulance service.
The household consists of the mother, Jodie HOLLINGWORTH (born 17.01.2001), and a sibling, Alfie HOLLINGWORTH.
Alfie is now looked after. Amelia was not subject to a child protection plan.
A criminal investigation is under way (occurrence 44260031877). HM Coroner has been told and an inquest has been opened.
The family have not been informed of this referral.
Involved are Karen Ilott, health visitor, Fenwick NHS Trust (01632 960330), and DC Paul Rix of the Unit (01632 960341).
The case was discussed with Superintendent Ruth Callow, the force's representative, who approved it on 21 April 2026.
Yours faithfully
(signed electronically)
Martin Sealey
Detective Inspector
Shore Constabulary
Tel 01632 960340 | martin.sealey@shore.police.example
"""

HEALTH_VISITOR = """
Dear Partnership,
Child: Noah Petrescu. He was born on 19 December 2024 and his NHS number is 943 476 5919.
Noah lives at 9b Mill Parade, Fenwick FW2 8NN with his parents, Ioana Petrescu (03.04.1998) and Mihai Petrescu.
The family speak Romanian at home. He is not at nursery. His GP is Dr Nair at Mill Parade Surgery.
I visited the home on 2 February 2026 and found Noah to be very thin and floppy. He was admitted the same day.
Noah is not known to social care, has no plan and is not looked after. There are no police or court proceedings.
His parents are aware that this request is being made.
I shared this with my lead Bridget Mallory (Named Nurse, Fenwick NHS Trust, b.mallory@nhs.example), who supports it.
With best wishes
Gwen Tudor RGN SCPHN
Health Visitor
Fenwick NHS Trust
01632 960350 / gwen.tudor@fenwick.nhs.example
9 February 2026
"""

PROBATION = """
Good morning,
I supervise an adult, Mr Darren Styles, who is the step-father of the child concerned.
The child is Tyrone Adeyemi, d.o.b. 25/05/2012.
His address is 44 Lantern Street, Fenwick FW5 5ER and he goes to Fenwick Academy.
He is of Black British heritage. He has been looked after by Fenwick Council since 2 April 2026 under section 20.
On 29 March 2026 Mr Styles assaulted Tyrone and his mother, Grace Adeyemi.
Mr Styles has been charged (police ref: WS/26/77120). Family court proceedings are ongoing.
The mother has been informed that I am making this referral; Tyrone has not.
My head of service, Alison Whitby, was consulted on 8 April 2026 and gave her approval on 9 April 2026.
Regards,
Joanna Reeve
Probation Officer
Fenwick Probation Delivery Unit
"""


def test_a_doctor_writes(catalogue: FieldCatalogue) -> None:
    assert read(catalogue, DOCTOR) == {
        "children": [
            {
                "full_name": "Callum Tennant", "dob": "2019-08-12", "nhs_number": "9434765919",
                "address": "Flat 3, 18 Rope Walk, Fenwick", "postcode": "FW1 7TT", "school": "Ropewalk Primary School",
                "disability": "yes", "disability_detail": "hearing loss in both ears", "looked_after": "no",
            }
        ],
        "family": [
            {"name": "Stacey Tennant", "relationship": "mother", "dob": "1996-02-23"},
            {"name": "Poppy", "relationship": "half-sister"},
            {"name": "Dean Wragg", "relationship": "Ms Tennant's partner"},
        ],
        "incident": {"date": "2026-05-03"},
        "agencies": [
            {
                "agency": "Fenwick Children's Services", "contact_name": "Amira Sheikh",
                "contact": "amira.sheikh@fenwick.gov.example",
            }
        ],
        "referrer": {
            "name": "Dr Lucy Prentice", "role": "GP Partner", "agency": "The Weir Surgery", "phone": "01632 960111",
            "email": "desk@weirsurgery.nhs.example", "date": "2026-05-14",
        },
        "representative": {
            "name": "Dr Helen Marsh", "role": "Named GP for the ICB", "discussed": "yes", "approved": "yes",
        },
        "parallel": {"police_investigation": "yes", "crime_reference": "44/FW/10293/26"},
        "notifications": {"sin_made": "yes", "sin_date": "2026-05-06", "family_informed": "yes"},
    }  # fmt: skip


def test_a_head_teacher_writes_about_two_children(catalogue: FieldCatalogue) -> None:
    record = read(catalogue, HEAD_TEACHER)
    home = {
        "address": "27 Cable Road, Fenwick", "postcode": "FW3 9QD", "school": "Sandpiper Junior School",
        "gp": "Cable Road Medical Centre", "cp_plan": "no", "looked_after": "no",
    }  # fmt: skip
    assert record["children"] == [
        {"full_name": "Ruby Ellison", "dob": "2015-11-14", **home},
        {"full_name": "Jake Ellison", "dob": "2017-07-02", "sex": "male", **home},
    ]
    assert record["family"] == [
        {"name": "Donna Ellison", "relationship": "mum"},
        {"name": "Craig Bolton", "relationship": "stepdad"},
    ]
    assert record["agencies"] == [
        {"agency": "School nurse", "contact_name": "Tessa Lund", "contact": "01632 960221"},
        {"agency": "Fenwick Early Help", "contact_name": "Rob Harker", "contact": "rob@fenwick.gov.example"},
    ]
    assert (record["incident"]["date"], record["incident"]["time"]) == ("2026-03-06", "08:15")
    assert record["representative"] == {
        "name": "Anil Desai", "role": "safeguarding lead", "discussed": "yes", "approved": "yes",
    }  # fmt: skip
    assert record["notifications"] == {"mash_referral": "yes", "family_informed": "yes"}


def test_an_inspector_writes(catalogue: FieldCatalogue) -> None:
    record = read(catalogue, INSPECTOR)
    assert record["children"] == [
        {
            "full_name": "Amelia HOLLINGWORTH", "dob": "2025-09-30", "address": "5 Tern Close, Fenwick",
            "postcode": "FW4 2LH", "cp_plan": "no",
        }
    ], "the sibling in care is another child"  # fmt: skip
    assert record["family"] == [
        {"name": "Jodie HOLLINGWORTH", "relationship": "mother", "dob": "2001-01-17"},
        {"name": "Alfie HOLLINGWORTH", "relationship": "sibling"},
    ]
    assert record["incident"] == {"date": "2026-04-11", "time": "02:40", "location": "5 Tern Close"}
    assert record["agencies"] == [
        {"agency": "Fenwick NHS Trust", "contact_name": "Karen Ilott", "contact": "01632 960330"},
        {"agency": "Unit", "contact_name": "DC Paul Rix", "contact": "01632 960341"},
    ]
    assert record["parallel"] == {
        "police_investigation": "yes", "inquest": "yes", "crime_reference": "44260031877",
    }  # fmt: skip
    assert record["notifications"] == {"family_informed": "no"}
    assert record["referrer"] == {
        "name": "Martin Sealey", "role": "Detective Inspector", "agency": "Shore Constabulary",
        "phone": "01632 960340", "email": "martin.sealey@shore.police.example", "date": "2026-04-22",
    }  # fmt: skip
    assert record["representative"]["approval_date"] == "2026-04-21"


def test_a_health_visitor_writes(catalogue: FieldCatalogue) -> None:
    record = read(catalogue, HEALTH_VISITOR)
    assert record["children"] == [
        {
            "full_name": "Noah Petrescu", "dob": "2024-12-19", "first_language": "Romanian",
            "nhs_number": "9434765919", "address": "9b Mill Parade, Fenwick", "postcode": "FW2 8NN",
            "gp": "Dr Nair at Mill Parade Surgery", "cp_plan": "no", "looked_after": "no",
        }
    ]  # fmt: skip
    assert record["family"] == [
        {"name": "Ioana Petrescu", "relationship": "parent", "dob": "1998-04-03"},
        {"name": "Mihai Petrescu", "relationship": "parent"},
    ]
    assert record["parallel"] == {"police_investigation": "no", "care_proceedings": "no"}
    assert record["representative"] == {
        "name": "Bridget Mallory", "role": "Named Nurse", "agency": "Fenwick NHS Trust",
        "email": "b.mallory@nhs.example", "discussed": "yes", "approved": "yes",
    }  # fmt: skip
    assert record["referrer"]["name"] == "Gwen Tudor"
    assert record["referrer"]["date"] == "2026-02-09"


def test_a_probation_officer_writes(catalogue: FieldCatalogue) -> None:
    record = read(catalogue, PROBATION)
    assert record["children"] == [
        {
            "full_name": "Tyrone Adeyemi", "dob": "2012-05-25", "address": "44 Lantern Street, Fenwick",
            "postcode": "FW5 5ER", "school": "Fenwick Academy", "ethnicity": "Black British", "looked_after": "yes",
            "legal_status": "section 20",
        }
    ]  # fmt: skip
    assert record["family"] == [
        {"name": "Darren Styles", "relationship": "step-father"},
        {"name": "Grace Adeyemi", "relationship": "mother"},
    ]
    assert record["parallel"] == {
        "police_investigation": "yes", "care_proceedings": "yes", "crime_reference": "WS/26/77120",
    }  # fmt: skip
    assert record["representative"] == {
        "name": "Alison Whitby", "role": "head of service", "discussed": "yes", "approved": "yes",
        "approval_date": "2026-04-09",
    }  # fmt: skip


@pytest.mark.parametrize(
    "letter",
    [
        "Dear Chair\nThank you for reading this long account of a matter that has troubled us all for a great while.\n"
        "Yours faithfully\nsigned electronically",
        "Dear colleague\nRe: NHS no. and d.o.b. to follow\nI write to ask that your group consider 12 of the 14 visits "
        "that were made in 2025 and 2026 by our service.\nYours sincerely\nDictated but not signed",
    ],
)
def test_prose_is_no_number_and_a_machine_no_writer(catalogue: FieldCatalogue, letter: str) -> None:
    record = read(catalogue, letter)
    assert "referrer" not in record
    assert "children" not in record


TEAM_MANAGER = """
Dear colleagues
This is about the twins Mabel and Arlo Ockley, who were born on 9 February 2026. They live at 4 Hill Row, FW1 2AB.
On Friday 3 July 2026 Arlo was brought to the ward with a broken arm. We were told by the ward the same night.
The parents are Jess Moyle (19) and Kyle Ockley (date of birth 14/10/2002).
A referral to the MASH was made by the ward. The notification to the national Panel went in on 7 July 2026.
Both are with foster carers under an interim care order made in July.
I discussed it with Conrad Ellery, our Head of Quality and panel representative, and he has approved it.
Kind regards
Sara Quill
Team Manager
"""


def test_a_team_manager_writes_about_twins(catalogue: FieldCatalogue) -> None:
    found = read(catalogue, TEAM_MANAGER)
    assert [(each["full_name"], each["dob"], each["postcode"]) for each in found["children"]] == [
        ("Mabel Ockley", "2026-02-09", "FW1 2AB"),
        ("Arlo Ockley", "2026-02-09", "FW1 2AB"),
    ]
    assert [(each["name"], each.get("dob")) for each in found["family"]] == [
        ("Jess Moyle", None),
        ("Kyle Ockley", "2002-10-14"),
    ]
    assert found["incident"]["date_known"] == "2026-07-03"
    assert found["notifications"] == {"mash_referral": "yes", "sin_made": "yes", "sin_date": "2026-07-07"}
    assert found["parallel"] == {"care_proceedings": "yes"}
    assert found["representative"] == {
        "name": "Conrad Ellery", "role": "Head of Quality", "discussed": "yes", "approved": "yes",
    }  # fmt: skip


def test_a_father_with_the_childs_second_name_and_what_a_boy_is(catalogue: FieldCatalogue) -> None:
    found = read(
        catalogue,
        """
        Dear Ms Carter
        Re: Zac Colin East, born 12 May 2014, of 4 Hill Street, Fenwick, FW1 2AB
        Zac is a quiet boy of twelve. His father, Colin East, left in 2024, and his sister's friend is a girl of ten.
        On 18 October 2026 he was brought to hospital with an infection that had not been treated for some weeks.
        Yours sincerely
        Judith Lorne
        Director of Care
        """,
    )
    assert (found["children"][0]["full_name"], found["children"][0]["sex"]) == ("Zac Colin East", "male")
    assert found["family"] == [{"name": "Colin East", "relationship": "father"}]


@pytest.mark.parametrize(
    ("born", "dates"),
    [
        ("They were born on 3 May 2019 and 4 June 2020.", ["2019-05-03", "2020-06-04"]),
        ("They were both born on 3 May 2019.", ["2019-05-03", "2019-05-03"]),
        ("They were born on 3 May 2019, 4 June 2020 and 1 July 2022.", [None, None]),
    ],
)
def test_birth_dates_of_sisters_go_to_each_of_them(
    catalogue: FieldCatalogue, born: str, dates: list[str | None]
) -> None:
    found = read(
        catalogue,
        f"""
        Dear Panel
        I am writing about the sisters Ivy Hart and Nell Hart. {born}
        They live with their grandmother, Pat Hart. On 2 May 2026 Nell was found alone at home by a neighbour.
        Yours sincerely
        Jo Field
        Head Teacher
        """,
    )
    assert [each["full_name"] for each in found["children"]] == ["Ivy Hart", "Nell Hart"]
    assert [each.get("dob") for each in found["children"]] == dates
