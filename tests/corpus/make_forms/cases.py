"""The invented referrals of the corpus. Every person, agency and place is made up."""

from typing import Any

from tests.corpus.make_forms.case import Case, nhs_number

COUNCIL = "Island Council"


def labels(
    abuse: str, *, died: bool = False, harm: str = "not_indicated", others: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What a careful reader finds evidenced: part A, and the keys of parts B and C that are true."""
    alleged = abuse in ("known", "suspected")
    if alleged and (died or harm == "evidenced"):
        incident = "met"
    else:
        incident = "possible" if alleged and harm == "possible" else "not_met"
    keys = (
        "improvements_needed",
        "recurrent_themes",
        "multi_agency_working",
        "national_panel_local_review",
        "single_agency_concern",
        "no_agency_involvement",
        "cross_border",
        "institutional_setting",
    )
    part_a = {"abuse_or_neglect": abuse, "child_died": died, "serious_harm": harm, "serious_incident": incident}
    return {**part_a, **{key: key in others for key in keys}}


def pennard() -> Case:
    """A toddler who swallowed a parent's prescribed medicine."""
    return Case(
        {
            "children[0].full_name": "Rowan Estelle Pennard",
            "children[0].dob": ("3rd June 2024", "2024-06-03"),
            "children[0].sex": ("F", "female"),
            "children[0].date_of_death": ("N/A", "not_applicable"),
            "children[0].ethnicity": "White British",
            "children[0].nhs_number": nhs_number("999204417", spaced=True),
            "children[0].local_reference": "MOS-118204",
            "children[0].address": "7 Cooper's Rise, Thornhythe",
            "children[0].postcode": "PO33 9ZB",
            "children[0].school": ("NK", "unknown"),
            "children[0].gp": "Dr Elan Moyse, Quayside Practice",
            "children[0].cp_plan": "no",
            "children[0].cp_plan_detail": "Previously: October 2024 to May 2025, neglect",
            "children[0].looked_after": "no",
            "family[0].name": "Carys Pennard",
            "family[0].relationship": "Mother",
            "family[0].dob": ("21/02/98", "1998-02-21"),
            "family[1].name": "Joel Strand",
            "family[1].relationship": "Mother's partner",
            "family[1].dob": ("NK", "unknown"),
            "incident.date": ("Thurs 24th September 2026", "2026-09-24"),
            "incident.time": ("1410", "14:10"),
            "incident.location": "Kitchen of the family home",
            "incident.date_known": ("25/9/26", "2026-09-25"),
            "incident.summary": (
                "Rowan (2) was found drowsy beside an unlabelled cup and brought in by ambulance. Tests "
                "confirmed that she had "
                "swallowed methadone prescribed to Mr Strand. She needed ventilation for two days and has "
                "since made a full recovery. "
                "Police are considering an offence of neglect; no decision has been made."
            ),
            "background": (
                "Rowan was on a child protection plan as a baby because of parental drug use. Ms Pennard "
                "has been abstinent since early 2025. "
                "Mr Strand moved in during July. There is no suggestion that either adult meant Rowan harm."
            ),
            "agency_involvement": (
                "The drug treatment service knew that Mr Strand lived with a small child but did not carry "
                "out the home storage visit which its own "
                "procedure requires. It wrote to the GP only; health visiting was not told that he had "
                "joined the household. The health visitor's "
                "two-year review, done in August, records one adult in the home."
            ),
            "immediate_actions": (
                "A locked box was fitted on 25 September. Mr Strand now takes his dose at the pharmacy. "
                "Section 47 enquiry open."
            ),
            "rationale": (
                "Neglect is suspected and Rowan came close to losing her life. Safe storage of medicines "
                "was a recommendation of our 2022 review and "
                "the same gap was found in the audit of last spring."
            ),
            "parallel.police_investigation": "yes",
            "parallel.inquest": "not_applicable",
            "parallel.care_proceedings": "no",
            "parallel.child_death_review": "not_applicable",
            "notifications.sin_made": "unknown",
            "notifications.family_informed": "yes",
            "referrer.name": "Dr Miriam Tolland",
            "referrer.role": "Consultant Paediatrician",
            "referrer.agency": "Island Healthcare NHS Trust",
            "referrer.phone": "01632 960511",
            "referrer.email": "m.tolland@islandhealthcare.nhs.example",
            "referrer.date": ("6/10/2026", "2026-10-06"),
            "representative.name": "Jocelyn Hartree",
            "representative.role": "Associate Director of Safeguarding",
            "representative.agency": "Island Healthcare NHS Trust",
            "representative.phone": "01632 960512",
            "representative.email": "j.hartree@islandhealthcare.nhs.example",
            "representative.approval_date": ("5/10/2026", "2026-10-05"),
            "representative.discussed": "yes",
            "representative.approved": "yes",
        },
        ticked=("abuse_or_neglect", "serious_harm", "improvements_needed", "recurrent_themes", "single_agency_concern"),
        labels=labels(
            "suspected",
            harm="evidenced",
            others=("improvements_needed", "recurrent_themes", "multi_agency_working", "single_agency_concern"),
        ),
    )


def lanyon() -> Case:
    """An assault on a pregnant mother in front of her son: abuse is known, no serious harm is described."""
    return Case(
        {
            "children[0].full_name": "Unborn Lanyon",
            "children[0].edd": ("EDD 19.12.2026", "2026-12-19"),
            "children[0].sex": ("not known", "unknown"),
            "children[0].address": "Flat 11, Beacon Court, Kestrel Bay",
            "children[0].postcode": "PO36 9ZH",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "children[1].full_name": "Idris Hywel Lanyon",
            "children[1].dob": ("08.07.2022", "2022-07-08"),
            "children[1].sex": ("Male", "male"),
            "children[1].ethnicity": "White Welsh",
            "children[1].address": "Flat 11, Beacon Court, Kestrel Bay",
            "children[1].postcode": "PO36 9ZH",
            "children[1].school": "Little Wrens Pre-school",
            "children[1].cp_plan": "yes",
            "children[1].cp_plan_detail": "Emotional abuse, since 14 July 2026",
            "children[1].looked_after": "no",
            "children[1].disability": "unknown",
            "family[0].name": "Seren Lanyon",
            "family[0].relationship": "mother",
            "family[0].dob": ("30.01.1997", "1997-01-30"),
            "family[1].name": "Craig Astley",
            "family[1].relationship": "father",
            "family[1].dob": ("11.11.1994", "1994-11-11"),
            "incident.date": ("01.11.2026", "2026-11-01"),
            "incident.time": ("22:30", "22:30"),
            "incident.location": "Beacon Court",
            "incident.date_known": ("02.11.2026", "2026-11-02"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Ms Lanyon, 33 weeks pregnant, was assaulted by Mr Astley while Idris was in the room. A "
                "neighbour called the police. "
                "She was monitored overnight; the midwife found no injury to the unborn baby. Idris was "
                "upset but unhurt and settled at his aunt's."
            ),
            "background": (
                "Mr Astley was himself in care as a child. Two earlier call-outs this year led to the child "
                "protection plan for Idris."
            ),
            "agency_involvement": (
                "The case was due at MARAC on 20 October. The midwife was not invited and did not know "
                "that Mr Astley's bail conditions had ended. "
                "The core group believed that the police would tell maternity services; the police "
                "believed that the social worker had done so."
            ),
            "rationale": (
                "We do not say that the threshold of serious harm is reached. We ask the group to look at "
                "how information about bail reaches maternity "
                "services before a baby is born."
            ),
            "immediate_actions": (
                "Ms Lanyon and Idris are in a refuge. A pre-birth conference has been brought forward to 18 November."
            ),
            "agencies[0].agency": "Community midwifery",
            "agencies[0].contact_name": "Petra Oduya",
            "agencies[0].contact": "01632 960522",
            "agencies[1].agency": "Children's social care",
            "agencies[1].contact_name": "NK",
            "agencies[1].contact": "duty@islandcouncil.gov.example",
            "parallel.police_investigation": "yes",
            "notifications.mash_referral": "yes",
            "referrer.name": "Lowri Beddoes",
            "referrer.agency": "Safe Haven Outreach",
            "referrer.role": "Independent Domestic Violence Adviser",
            "referrer.phone": "01632 960530",
            "referrer.email": "lowri.beddoes@safehavenoutreach.org.example",
            "referrer.date": ("13.11.2026", "2026-11-13"),
            "representative.name": "Anthea Crome",
            "representative.agency": "Safe Haven Outreach",
            "representative.role": "Chief Officer",
            "representative.phone": "01632 960531",
            "representative.email": "anthea.crome@safehavenoutreach.org.example",
            "representative.approved": "yes",
        },
        labels=labels("known", others=("improvements_needed", "multi_agency_working")),
    )


def ashgrove() -> Case:
    """A young person who died as an inpatient; abused years before; the Panel suggests a local review."""
    return Case(
        {
            "children[0].full_name": "Maya Linnet Ashgrove",
            "children[0].dob": ("19/04/2010", "2010-04-19"),
            "children[0].date_of_death": ("02/08/2026", "2026-08-02"),
            "children[0].sex": ("Female", "female"),
            "children[0].ethnicity": "Mixed White and Asian",
            "children[0].first_language": "English",
            "children[0].nhs_number": nhs_number("999310225"),
            "children[0].address": "Orchard View, Mill Hatch, Wenham Cross",
            "children[0].postcode": "PO30 9ZT",
            "children[0].school": "Wenham Sixth Form College",
            "children[0].gp": "Wenham Cross Health Centre",
            "children[0].disability": "yes",
            "children[0].disability_detail": "Complex post-traumatic stress",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Rupa Ashgrove",
            "family[0].relationship": "Mother",
            "family[0].dob": ("05/09/1983", "1983-09-05"),
            "family[1].name": "Daniel Ashgrove",
            "family[1].relationship": "Father",
            "incident.date": ("02/08/2026", "2026-08-02"),
            "incident.time": ("06:50", "06:50"),
            "incident.location": "Larkspur Unit, Marlshire (adolescent inpatient ward)",
            "incident.date_known": ("03/08/2026", "2026-08-03"),
            "incident.local_authority": "Marlshire County Council",
            "incident.summary": (
                "Maya, an informal patient of the Larkspur Unit, was found unresponsive in her room during "
                "the morning round and died the same day. "
                "The death is believed to be suicide. She was on fifteen-minute observations and the "
                "records for the last two hours before she was "
                "found appear to have been completed in advance."
            ),
            "background": (
                "Maya was sexually abused by a step-grandfather between the ages of nine and eleven. He "
                "was convicted in 2022. "
                "Therapy ended when the family moved house and was not taken up again.\n"
                "She had been admitted to the same unit for six weeks in 2025."
            ),
            "agency_involvement": (
                "Community CAMHS on the Island asked for a bed and remained care co-ordinator. Leave plans "
                "were agreed on the ward without the "
                "community team. Her college had written to CAMHS in June about messages she had sent to a "
                "friend; the letter was filed unread."
            ),
            "immediate_actions": "",
            "agencies[0].agency": "Larkspur Unit",
            "agencies[0].contact_name": "Ward manager",
            "agencies[0].contact": "01632 960544",
            "agencies[1].agency": "Community CAMHS",
            "agencies[1].contact_name": "Dr Femi Laidlaw",
            "agencies[1].contact": "f.laidlaw@islandcamhs.nhs.example",
            "rationale": (
                "The Panel considered our rapid review on 14 October 2026 and wrote that a local review "
                "may be more appropriate than a national one. "
                "A young person who had been abused died in hospital; observation practice on the unit and "
                "the link between ward and community team "
                "both need to improve."
            ),
            "parallel.police_investigation": "no",
            "parallel.inquest": "yes",
            "parallel.care_proceedings": "no",
            "parallel.child_death_review": "yes",
            "notifications.sin_made": "yes",
            "notifications.sin_date": ("07/08/2026", "2026-08-07"),
            "notifications.mash_referral": "no",
            "notifications.family_informed": "yes",
            "referrer.name": "Gwendolyn Sayle",
            "referrer.role": "Designated Nurse for Safeguarding Children",
            "referrer.agency": "Channel Coast Integrated Care Board",
            "referrer.phone": "01632 960540",
            "referrer.email": "g.sayle@channelcoast.icb.nhs.example",
            "referrer.date": ("21/10/2026", "2026-10-21"),
            "representative.name": "Gwendolyn Sayle",
            "representative.role": "Designated Nurse for Safeguarding Children",
            "representative.discussed": "yes",
            "representative.approved": "yes",
            "representative.approval_date": ("21/10/2026", "2026-10-21"),
        },
        ticked=(
            "abuse_or_neglect",
            "child_died",
            "improvements_needed",
            "multi_agency_working",
            "national_panel_local_review",
            "cross_border",
            "institutional_setting",
        ),
        labels=labels(
            "known",
            died=True,
            others=(
                "improvements_needed",
                "multi_agency_working",
                "national_panel_local_review",
                "single_agency_concern",
                "cross_border",
                "institutional_setting",
            ),
        ),
    )


def delacourt() -> Case:
    """A death in a fire; the family was known to nobody."""
    return Case(
        {
            "children[0].full_name": "Benedict Delacourt",
            "children[0].dob": ("5 March 2022", "2022-03-05"),
            "children[0].date_of_death": ("30 Oct 2026", "2026-10-30"),
            "children[0].sex": ("Male", "male"),
            "children[0].ethnicity": "White other",
            "children[0].first_language": "French and English",
            "children[0].religion": ("NK", "unknown"),
            "children[0].local_reference": "ISL/26/7741",
            "children[0].address": "The Old Boathouse, Saltern Lane, Saltern Quay",
            "children[0].postcode": "PO41 9ZN",
            "children[0].school": "Home educated",
            "children[0].disability": "unknown",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Yvonne Delacourt",
            "family[0].relationship": "Mother",
            "family[1].name": "Remy Delacourt",
            "family[1].relationship": "Brother",
            "family[1].dob": ("12 January 2018", "2018-01-12"),
            "incident.date": ("30 Oct 2026", "2026-10-30"),
            "incident.time": ("approx. 2am", "approx. 2am"),
            "incident.location": "Home address",
            "incident.date_known": ("30 Oct 2026", "2026-10-30"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Benedict died in a fire at a converted boathouse in which the family had lived since the "
                "summer. His mother and brother got out; "
                "Remy was treated for smoke inhalation and discharged next day. Fire investigators found "
                "no alarm, one exit, and a heater wired to a lead "
                "from the neighbouring yard. Police are asking whether leaving the boys in that building "
                "at night amounted to neglect."
            ),
            "background": (
                "Ms Delacourt came from overseas in 2023. Neither boy was registered with a GP or known to "
                "the home education team. "
                "The harbour office had received two complaints about people living in the building, about "
                "other tenants, in 2024."
            ),
            "agency_involvement": (
                "None. No health visitor, school, GP or council service had ever met the boys, although "
                "they had lived here for three years. "
                "It troubles us that two children could be on the Island for so long and be unseen by anyone."
            ),
            "immediate_actions": (
                "Remy is with a family friend under a safety plan. An emergency prohibition order has been "
                "made on the building."
            ),
            "agencies[0].agency": "Fire and Rescue",
            "agencies[0].contact_name": "Station Manager Ola Brandt",
            "agencies[0].contact": "01632 960560",
            "rationale": (
                "A child has died, neglect is one of the questions being looked at, and no agency had any "
                "contact with the family."
            ),
            "parallel.police_investigation": "yes",
            "parallel.crime_reference": "33260094417",
            "parallel.inquest": "yes",
            "parallel.care_proceedings": "unknown",
            "parallel.child_death_review": "yes",
            "notifications.sin_made": "yes",
            "notifications.sin_date": ("4 Nov 2026", "2026-11-04"),
            "notifications.mash_referral": "yes",
            "notifications.family_informed": "no",
            "referrer.name": "Hamish Orde",
            "referrer.role": "Head of Community Safety",
            "referrer.agency": "Island Fire and Rescue Service",
            "referrer.phone": "01632 960561",
            "referrer.email": "hamish.orde@islandfire.example",
            "referrer.date": ("9 Nov 2026", "2026-11-09"),
            "representative.name": "Claire Mossop",
            "representative.role": "Area Manager",
            "representative.agency": "Island Fire and Rescue Service",
            "representative.email": "claire.mossop@islandfire.example",
            "representative.discussed": "yes",
        },
        ticked=("abuse_or_neglect", "child_died", "no_agency_involvement"),
        labels=labels("suspected", died=True, others=("no_agency_involvement",)),
    )


def winterbourne() -> Case:
    """A disabled child whose care at home failed; the home-care agency is singled out."""
    return Case(
        {
            "children[0].full_name": "Felix Winterbourne",
            "children[0].dob": ("27/11/16", "2016-11-27"),
            "children[0].sex": ("M", "male"),
            "children[0].ethnicity": "White British",
            "children[0].first_language": "Non-verbal; uses eye gaze",
            "children[0].nhs_number_invalid": "999 428 1175",
            "children[0].address": "2 Chandlers Close, Dunmere",
            "children[0].postcode": "PO37 9ZW",
            "children[0].gp": "Dr N. Sorley",
            "children[0].school": "Hazel Copse School",
            "children[0].disability": "yes",
            "children[0].disability_detail": "Quadriplegic cerebral palsy, gastrostomy fed",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "children[0].legal_status": ("n/a", "not_applicable"),
            "family[0].name": "Imogen Winterbourne",
            "family[0].relationship": "Mother",
            "family[0].dob": ("04/06/88", "1988-06-04"),
            "family[1].name": "Marion Tait",
            "family[1].relationship": "Grandmother",
            "incident.date": ("11/09/26", "2026-09-11"),
            "incident.location": "Found on admission to Meadow House (short breaks)",
            "incident.date_known": ("11/09/26", "2026-09-11"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "On arrival for a short break Felix was found to have three deep pressure wounds and to "
                "have lost a fifth of his weight since May. "
                "He was in hospital for five weeks. The section 47 enquiry substantiated neglect. The "
                "surgeon expects permanent loss of movement in one hip."
            ),
            "background": (
                "Felix's mother has cared for him alone and has asked twice for more night support. She was "
                "unwell herself over the summer."
            ),
            "agency_involvement": (
                "Bluebell Homecare was commissioned for two visits a day. Its carers stopped weighing him "
                "in June and did not report the wounds, although "
                "its own records mention sore skin on 9 July. School, dietitian and community nurse shared "
                "what they knew promptly."
            ),
            "rationale": (
                "Known neglect and lasting physical harm. This is the second time in three years that a "
                "disabled child on the Island has come to harm "
                "between commissioned home visits; the joint inspection of 2024 said the same about "
                "oversight of homecare."
            ),
            "immediate_actions": (
                "Contract with the provider suspended. Visits to the four other children it supports were made "
                "within 48 hours."
            ),
            "agencies[0].agency": "Bluebell Homecare",
            "agencies[0].contact_name": "Registered manager",
            "agencies[0].contact": "office@bluebellhomecare.example",
            "agencies[1].agency": "Community children's nursing",
            "agencies[1].contact_name": "Alma Prideaux",
            "agencies[1].contact": "01632 960577",
            "parallel.police_investigation": "yes",
            "parallel.inquest": "no",
            "parallel.care_proceedings": "no",
            "parallel.child_death_review": "no",
            "notifications.sin_made": "yes",
            "notifications.family_informed": "yes",
            "referrer.name": "Teresa Quillan",
            "referrer.role": "Head of Service",
            "referrer.agency": "Island Council, Children with Disabilities Team",
            "referrer.phone": "01632 960570",
            "referrer.email": "teresa.quillan@islandcouncil.gov.example",
            "referrer.date": ("02/11/26", "2026-11-02"),
            "representative.name": "Marcus Fell",
            "representative.role": "Director of Practice",
            "representative.agency": "Island Council",
            "representative.phone": "01632 960571",
            "representative.approval_date": ("30/10/26", "2026-10-30"),
            "representative.approved": "yes",
        },
        ticked=("abuse_or_neglect", "serious_harm", "improvements_needed", "recurrent_themes", "single_agency_concern"),
        labels=labels(
            "known", harm="evidenced", others=("improvements_needed", "recurrent_themes", "single_agency_concern")
        ),
    )
