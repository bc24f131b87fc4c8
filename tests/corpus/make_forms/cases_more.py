"""Further invented referrals of the corpus: siblings, a school, a placement, a nursery, an accident, a move."""

from tests.corpus.make_forms.case import Case, nhs_number
from tests.corpus.make_forms.cases import COUNCIL, labels


def hallgate() -> Case:
    """Two children of a family that moved between areas."""
    return Case(
        {
            "children[0].full_name": "Tobias Hallgate",
            "children[0].dob": ("14-02-2017", "2017-02-14"),
            "children[0].sex": ("Boy", "male"),
            "children[0].ethnicity": "White British",
            "children[0].address": "3 Ropemakers Yard, Thornhythe",
            "children[0].postcode": "PO33 9ZD",
            "children[0].school": "Thornhythe Junior School",
            "children[0].gp": "Quayside Practice",
            "children[0].cp_plan": "yes",
            "children[0].cp_plan_detail": "Neglect, 9 January 2026 to date",
            "children[0].looked_after": "no",
            "children[0].disability": "no",
            "children[1].full_name": "Merrin Hallgate",
            "children[1].dob": ("30-08-2021", "2021-08-30"),
            "children[1].sex": ("Girl", "female"),
            "children[1].ethnicity": "White British",
            "children[1].address": "3 Ropemakers Yard, Thornhythe",
            "children[1].postcode": "PO33 9ZD",
            "children[1].school": ("N/A", "not_applicable"),
            "children[1].gp": ("Not known", "unknown"),
            "children[1].cp_plan": "yes",
            "children[1].cp_plan_detail": "Neglect, 9 January 2026 to date",
            "children[1].looked_after": "no",
            "children[1].disability": "unknown",
            "family[0].name": "Kelly Hallgate",
            "family[0].relationship": "Mother",
            "family[0].dob": ("02-12-1992", "1992-12-02"),
            "family[1].name": "Dean Orchard",
            "family[1].relationship": "Step-parent or partner",
            "incident.date": ("17-08-2026", "2026-08-17"),
            "incident.location": "Community paediatric clinic",
            "incident.date_known": ("17-08-2026", "2026-08-17"),
            "incident.summary": (
                "At her first developmental check on the Island Merrin, nearly five, spoke no words and "
                "could not climb a stair. The community "
                "paediatrician describes serious long-term impairment of speech and growth caused by "
                "chronic neglect. Tobias was thin and tired but is "
                "developing normally."
            ),
            "background": (
                "The family came from Marlshire in November 2025. Marlshire had closed a child in need "
                "plan three weeks before they moved. "
                "Kelly Hallgate herself spent part of her childhood in a refuge."
            ),
            "agency_involvement": (
                "Marlshire's health visiting records reached the Island in June, seven months after the "
                "move. Thornhythe Junior School met Tobias's needs "
                "well. At two core groups nobody from health was present, and each of the other agencies "
                "took it that Merrin had been seen."
            ),
            "immediate_actions": "Merrin attends a nursery place five days a week. Weekly unannounced visits.",
            "agencies[0].agency": "Health visitor / school nurse",
            "agencies[0].contact_name": "Juliet Marr",
            "agencies[0].contact": "01632 960583",
            "agencies[1].agency": "Children's social care",
            "agencies[1].contact_name": "Obi Nwankwo",
            "agencies[1].contact": "obi.nwankwo@islandcouncil.gov.example",
            "rationale": (
                "Neglect is known and one child has been seriously harmed. Transfer between areas and weak "
                "core groups are the learning."
            ),
            "parallel.police_investigation": "no",
            "parallel.inquest": "not_applicable",
            "parallel.care_proceedings": "yes",
            "notifications.sin_made": "no",
            "notifications.family_informed": "unknown",
            "referrer.name": "Philippa Rusk",
            "referrer.role": "Conference Chair",
            "referrer.agency": "Island Council, Quality Assurance",
            "referrer.phone": "01632 960580",
            "referrer.email": "philippa.rusk@islandcouncil.gov.example",
            "referrer.date": ("01-09-2026", "2026-09-01"),
            "representative.name": "Marcus Fell",
            "representative.role": "Director of Practice",
            "representative.agency": "Island Council",
            "representative.approval_date": ("31-08-2026", "2026-08-31"),
            "representative.approved": "yes",
        },
        ticked=("abuse_or_neglect", "serious_harm", "improvements_needed", "multi_agency_working", "cross_border"),
        labels=labels(
            "known", harm="evidenced", others=("improvements_needed", "multi_agency_working", "cross_border")
        ),
    )


def kittering() -> Case:
    """Allegations at a boarding school, on a form of the Serious Case Review years; the effect is not yet known."""
    return Case(
        {
            "children[0].full_name": "Ambrose Kittering",
            "children[0].dob": ("6th May 2013", "2013-05-06"),
            "children[0].sex": ("Male", "male"),
            "children[0].ethnicity": "White British",
            "children[0].first_language": "English",
            "children[0].address": "Priory Down School, Chalk Lane, Wenham Cross",
            "children[0].postcode": "PO40 9ZL",
            "children[0].school": "Priory Down School",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Helena Kittering",
            "family[0].relationship": "Mother",
            "family[0].dob": ("19th Oct 1984", "1984-10-19"),
            "family[1].name": "Rev. Paul Kittering",
            "family[1].relationship": "Father",
            "incident.date": ("between March and June 2026", "between March and June 2026"),
            "incident.location": "Boarding house, Priory Down School",
            "incident.date_known": ("28th September 2026", "2026-09-28"),
            "incident.summary": (
                "Ambrose told his parents at half-term that a house tutor had touched him on several "
                "nights last summer. The tutor has been arrested and "
                "bailed. Ambrose has stopped eating with others and hardly speaks; CAMHS will assess him "
                "in December and it is too early to say what the "
                "lasting effect will be."
            ),
            "background": (
                "No concerns about the family, who live in Eastmere. Ambrose has boarded since the age of nine."
            ),
            "agency_involvement": (
                "A matron wrote to the headmaster in May about the tutor's visits to dormitories. The "
                "school looked into it itself and did not tell the "
                "LADO until Ambrose spoke out, although its policy and the statutory guidance require it."
            ),
            "rationale": (
                "Sexual abuse in a boarding school is suspected. How low-level concerns were handled should be "
                "looked at."
            ),
            "agencies[0].agency": "LADO",
            "agencies[0].contact_name": "Ingrid Pell",
            "agencies[0].contact": "lado@islandcouncil.gov.example",
            "parallel.police_investigation": "yes",
            "notifications.family_informed": "yes",
            "referrer.name": "Ingrid Pell",
            "referrer.agency": "Island Council",
            "referrer.role": "Designated Officer (LADO)",
            "referrer.phone": "01632 960590",
            "referrer.email": "ingrid.pell@islandcouncil.gov.example",
            "referrer.date": ("12th Oct. 2026", "2026-10-12"),
            "representative.name": "Marcus Fell",
            "representative.agency": "Island Council",
            "representative.role": "Director of Practice",
            "representative.approved": "no",
        },
        ticked=("abuse_or_neglect", "serious_harm"),
        labels=labels(
            "suspected",
            harm="possible",
            others=(
                "improvements_needed",
                "multi_agency_working",
                "single_agency_concern",
                "cross_border",
                "institutional_setting",
            ),
        ),
    )


def novak_lisle() -> Case:
    """A baby injured soon after a move; another police force knew the father."""
    return Case(
        {
            "children[0].full_name": "Ezra Novak-Lisle",
            "children[0].dob": ("19.07.2026", "2026-07-19"),
            "children[0].sex": ("male", "male"),
            "children[0].ethnicity": "Any other White background",
            "children[0].first_language": "English and Czech",
            "children[0].nhs_number": nhs_number("999553210"),
            "children[0].local_reference": "ICS 90417",
            "children[0].address": "Lower Flat, 26 Harbour Parade, Kestrel Bay",
            "children[0].postcode": "PO36 9ZR",
            "children[0].gp": "Kestrel Bay Surgery",
            "children[0].disability": "no",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "yes",
            "children[0].legal_status": "Interim care order, 9 October 2026",
            "family[0].name": "Tereza Novak",
            "family[0].relationship": "Mother",
            "family[0].dob": ("02.04.2001", "2001-04-02"),
            "family[1].name": "Shaun Lisle",
            "family[1].relationship": "Father",
            "family[1].dob": ("23.09.1996", "1996-09-23"),
            "incident.date": ("29.09.2026", "2026-09-29"),
            "incident.time": ("23:05", "23:05"),
            "incident.location": "Family home",
            "incident.date_known": ("30.09.2026", "2026-09-30"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Ezra, ten weeks old, was admitted with bleeding inside the skull and a healing collar "
                "bone fracture. The parents offer no explanation. "
                "Inflicted injury is thought likely and both parents have been interviewed under caution."
            ),
            "background": (
                "The parents met in Dunmere and came to the Island in August. Ms Novak has no history with services."
            ),
            "agency_involvement": (
                "Dunmere Constabulary holds a 2023 conviction of Mr Lisle for assault on a former "
                "partner's child. Dunmere's children's services were told of the "
                "pregnancy in May and did not pass it on. Midwives on the Island and in Dunmere used "
                "different record systems and neither could see the other's."
            ),
            "immediate_actions": "Interim care order granted; Ezra is in foster care and recovering well.",
            "rationale": (
                "A baby has been seriously injured and what was known about his father stayed in another police area."
            ),
            "agencies[0].agency": "Dunmere Constabulary",
            "agencies[0].contact_name": "DS Aled Prowse",
            "agencies[0].contact": "aled.prowse@dunmere.police.example",
            "agencies[1].agency": "Maternity, Island Healthcare NHS Trust",
            "agencies[1].contact_name": "Bridget Osei",
            "agencies[1].contact": "01632 960599",
            "parallel.police_investigation": "yes",
            "parallel.crime_reference": "33260081250",
            "parallel.care_proceedings": "yes",
            "parallel.inquest": "no",
            "notifications.sin_made": "yes",
            "notifications.sin_date": ("05.10.2026", "2026-10-05"),
            "notifications.mash_referral": "yes",
            "notifications.family_informed": "unknown",
            "referrer.name": "DI Kwabena Frith",
            "referrer.role": "Detective Inspector, Child Abuse",
            "referrer.agency": "Channel and Island Constabulary",
            "referrer.phone": "01632 960595",
            "referrer.email": "kwabena.frith@channelisland.police.example",
            "referrer.date": ("15.10.2026", "2026-10-15"),
            "representative.name": "Supt Noreen Vane",
            "representative.role": "Head of Public Protection",
            "representative.agency": "Channel and Island Constabulary",
            "representative.discussed": "yes",
            "representative.approved": "yes",
            "representative.approval_date": ("14.10.2026", "2026-10-14"),
        },
        ticked=("abuse_or_neglect", "serious_harm", "improvements_needed", "multi_agency_working", "cross_border"),
        labels=labels(
            "suspected",
            harm="evidenced",
            others=("improvements_needed", "multi_agency_working", "single_agency_concern", "cross_border"),
        ),
    )


def arundale() -> Case:
    """An accident: every concern is denied."""
    return Case(
        {
            "children[0].full_name": "Poppy Grace Arundale",
            "children[0].dob": ("1 Feb 2020", "2020-02-01"),
            "children[0].sex": ("F", "female"),
            "children[0].ethnicity": "Indian",
            "children[0].nhs_number": nhs_number("999617004"),
            "children[0].address": "18 Vicarage Road, Dunmere Green",
            "children[0].postcode": "PO37 9ZG",
            "children[0].school": "St Aldhelm's Primary School",
            "children[0].disability": "no",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Anjali Arundale",
            "family[0].relationship": "Mother",
            "incident.date": ("19 Sep 2026", "2026-09-19"),
            "incident.time": ("10am", "10:00"),
            "incident.location": "Cycle path, Dunmere Green",
            "incident.date_known": ("21 Sep 2026", "2026-09-21"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Poppy fell from her bicycle on a family outing and broke her wrist. She wore a helmet. "
                "The hospital was satisfied with the account given "
                "and she was home the same evening."
            ),
            "background": "No previous contact with any service other than the usual ones. Her parents are attentive.",
            "agency_involvement": (
                "School and GP. Each acted quickly and told the other. Nobody has any safeguarding concern."
            ),
            "rationale": "Sent because a governor asked us to. There is no abuse or neglect and the injury is healing.",
            "parallel.police_investigation": "no",
            "parallel.inquest": "no",
            "parallel.care_proceedings": "no",
            "notifications.sin_made": "no",
            "notifications.family_informed": "yes",
            "referrer.name": "Gareth Mulholland",
            "referrer.role": "Headteacher",
            "referrer.agency": "St Aldhelm's Primary School",
            "referrer.phone": "01632 960605",
            "referrer.email": "head@staldhelms.sch.example",
            "referrer.date": ("28 Sep 2026", "2026-09-28"),
            "representative.discussed": "no",
        },
        labels=labels("not_indicated"),
    )


def dempster() -> Case:
    """A looked-after young person who died while missing from a placement far from home."""
    return Case(
        {
            "children[0].full_name": "Kai Dempster",
            "children[0].dob": ("11 Jan. 2009", "2009-01-11"),
            "children[0].date_of_death": ("16 Oct. 2026", "2026-10-16"),
            "children[0].sex": "male",
            "children[0].ethnicity": "Black Caribbean",
            "children[0].local_reference": "EM/LAC/3301",
            "children[0].address": "Tamarisk House, 5 Shore Road, Saltern Quay",
            "children[0].postcode": "PO41 9ZX",
            "children[0].school": ("N/A", "not_applicable"),
            "children[0].gp": ("NK", "unknown"),
            "children[0].cp_plan": "no",
            "children[0].looked_after": "yes",
            "children[0].legal_status": "Full care order, Eastmere Council",
            "family[0].name": "Lorna Dempster",
            "family[0].relationship": "Mother",
            "family[0].dob": ("3 Aug. 1985", "1985-08-03"),
            "family[1].name": "Asha Dempster",
            "family[1].relationship": "Sister",
            "family[1].dob": ("NK", "unknown"),
            "incident.date": ("16 Oct. 2026", "2026-10-16"),
            "incident.time": ("just after 3 am", "03:00"),
            "incident.location": "Military Road",
            "incident.date_known": ("16 Oct. 2026", "2026-10-16"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Kai died when the car in which he was a passenger left the road. He had been missing for "
                "two days. The driver, an adult, is under "
                "investigation for causing death by dangerous driving and for supplying drugs through children."
            ),
            "background": (
                "Eastmere placed Kai at Tamarisk House in March. A referral to the National Referral "
                "Mechanism was made in June and a decision is awaited; "
                "the working view of all concerned is that he was being exploited."
            ),
            "agency_involvement": (
                "The home reported him missing nineteen times. Eastmere's return interviews were sent to "
                "Eastmere's own police contact and not to the Island's. "
                "The Island's exploitation panel was told of him only in September."
            ),
            "immediate_actions": (
                "The two other young people in the home have been moved. Asha's placement has been told."
            ),
            "rationale": (
                "A looked-after child has died, exploitation is suspected, and placing and host areas did not "
                "join up what they knew."
            ),
            "agencies[0].agency": "Tamarisk House",
            "agencies[0].contact_name": "Ruben Achterberg",
            "agencies[0].contact": "01632 960613",
            "agencies[1].agency": "Eastmere Council",
            "agencies[1].contact_name": "Sumaya Idle",
            "agencies[1].contact": "s.idle@eastmere.gov.example",
            "parallel.police_investigation": ("Yes", "yes"),
            "parallel.inquest": ("Yes", "yes"),
            "parallel.care_proceedings": ("N/A", "not_applicable"),
            "parallel.child_death_review": ("NK", "unknown"),
            "notifications.sin_made": ("Yes", "yes"),
            "notifications.sin_date": ("22 Oct. 2026", "2026-10-22"),
            "referrer.name": "Odette Farrier",
            "referrer.role": "Independent Reviewing Officer",
            "referrer.agency": "Island Council",
            "referrer.phone": "01632 960611",
            "referrer.email": "odette.farrier@islandcouncil.gov.example",
            "referrer.date": ("29 October 2026", "2026-10-29"),
            "representative.name": "Marcus Fell",
            "representative.role": "Director of Practice",
            "representative.agency": "Island Council",
            "representative.approved": "yes",
            "representative.approval_date": ("28 October 2026", "2026-10-28"),
        },
        ticked=("abuse_or_neglect", "child_died", "multi_agency_working", "cross_border"),
        labels=labels(
            "suspected",
            died=True,
            others=("improvements_needed", "multi_agency_working", "single_agency_concern", "cross_border"),
        ),
    )


def fairweather() -> Case:
    """An injury at a nursery; much of the form is left as its placeholders."""
    return Case(
        {
            "children[0].full_name": "Otis Fairweather",
            "children[0].dob": ("22/12/2025", "2025-12-22"),
            "children[0].sex": ("Male", "male"),
            "children[0].ethnicity": "Not stated",
            "children[0].address": "44 Larch Avenue, Wenham Cross",
            "children[0].postcode": ("po309zj", "PO30 9ZJ"),
            "children[0].school": "Puffin Lane Day Nursery",
            "children[0].disability": "no",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Bryony Fairweather",
            "family[0].relationship": "Mother",
            "incident.date": ("26/10/2026", "2026-10-26"),
            "incident.location": "Baby room, Puffin Lane Day Nursery",
            "incident.date_known": ("27/10/2026", "2026-10-27"),
            "incident.summary": (
                "Otis came home from nursery with a swollen forearm. X-rays are unclear and a second set "
                "will be read next week. The room camera shows a worker "
                "lifting him by one arm; she has been suspended and the police are investigating. Whether "
                "there is lasting damage is not yet known."
            ),
            "agency_involvement": (
                "The nursery reported the matter to the LADO and to Ofsted within the hour and gave the police "
                "its recordings."
            ),
            "parallel.police_investigation": "yes",
            "parallel.inquest": "not_applicable",
            "parallel.child_death_review": "not_applicable",
            "notifications.sin_made": "unknown",
            "referrer.name": "Ingrid Pell",
            "referrer.role": "Designated Officer (LADO)",
            "referrer.agency": "Island Council",
            "referrer.email": "ingrid.pell@islandcouncil.gov.example",
            "referrer.date": ("04/11/2026", "2026-11-04"),
        },
        ticked=("abuse_or_neglect", "institutional_setting"),
        labels=labels("suspected", harm="possible", others=("institutional_setting",)),
    )
