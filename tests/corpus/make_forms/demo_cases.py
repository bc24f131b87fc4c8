"""The invented referrals of the demo mailbox (first half). Every person, agency and place is made up."""

from tests.corpus.make_forms.case import Case, Fact, nhs_number

COUNCIL = "Island Council"
HARTREE: dict[str, Fact] = {
    "representative.name": "Jocelyn Hartree",
    "representative.role": "Associate Director of Safeguarding",
    "representative.agency": "Island Healthcare NHS Trust",
    "representative.phone": "01632 960512",
    "representative.email": "j.hartree@islandhealthcare.nhs.example",
    "representative.discussed": "yes",
    "representative.approved": "yes",
}


def nadia_thorne() -> Case:
    """A death while a child protection plan had fallen between two authorities: the test is clearly met."""
    return Case(
        {
            "children[0].full_name": "Nadia Rose Thorne",
            "children[0].dob": ("12/04/2020", "2020-04-12"),
            "children[0].date_of_death": ("17/10/2026", "2026-10-17"),
            "children[0].sex": ("Female", "female"),
            "children[0].ethnicity": "White British",
            "children[0].first_language": "English",
            "children[0].nhs_number": nhs_number("999846209", spaced=True),
            "children[0].local_reference": "ISL-220914",
            "children[0].address": "15 Tanyard Court, Thornhythe",
            "children[0].postcode": "PO33 9ZQ",
            "children[0].school": "Thornhythe Infant School",
            "children[0].gp": "Quayside Practice",
            "children[0].disability": "no",
            "children[0].cp_plan": "yes",
            "children[0].cp_plan_detail": "Neglect, Marlshire, from 18 November 2025; status unclear after July 2026",
            "children[0].looked_after": "no",
            "family[0].name": "Gemma Thorne",
            "family[0].relationship": "Mother",
            "family[0].dob": ("08/12/1997", "1997-12-08"),
            "family[1].name": "Lee Askew",
            "family[1].relationship": "Mother's partner",
            "family[2].name": "Reuben Thorne",
            "family[2].relationship": "Brother",
            "family[2].dob": ("30/01/2023", "2023-01-30"),
            "incident.date": ("17/10/2026", "2026-10-17"),
            "incident.time": "04:50",
            "incident.location": "Home address",
            "incident.date_known": ("17/10/2026", "2026-10-17"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Nadia, aged six, collapsed at home shortly before 5 am on 17 October and was taken by ambulance to "
                "the Island General, where she died the same morning. The paediatrician records an acute severe asthma "
                "attack. A post-mortem report is awaited and the coroner has opened an inquest.\n"
                "Officers who attended found two empty reliever inhalers and no preventer. Pharmacy records show that "
                "the last preventer was collected in March, in Marlshire. There was extensive mould in the bedroom "
                "that Nadia shared with her brother. Both adults smoke indoors, although they had been asked not to.\n"
                "Reuben, three, has since been seen by a paediatrician and is well."
            ),
            "background": (
                "The family lived in Marlshire until late July. Nadia was made subject to a child protection plan "
                "there, in the category of neglect, because appointments for her asthma were missed and the home was "
                "in poor repair. The plan was still in place when they left.\n"
                "Ms Thorne grew up in foster care and has spoken openly about what she went through as a child; that "
                "is her own history and not the reason for this referral. An older half-brother, who lives with his "
                "father, broke an arm in 2019. That was looked into at the time and found to be an accident."
            ),
            "agency_involvement": (
                "Marlshire sent a transfer-in request on 3 August. The duty team at Island Council asked for the last "
                "conference minutes and put the request on hold until they came. They never did, nobody chased them "
                "and no transfer conference was held. Each authority believed that the other was responsible for the "
                "plan.\n"
                "The GP practice registered the family in September without Nadia's earlier records, so its asthma "
                "nurse did not know that she was at high risk. Her new school noticed that she was breathless in PE "
                "and rang home, but had not been told of any plan.\n"
                "Ms Thorne brought both children to the walk-in centre on 2 October for coughs. The nurse gave clear "
                "advice and wrote to the GP the same day; I would like that to be recognised."
            ),
            "immediate_actions": (
                "Reuben is staying with his maternal aunt. A section 47 enquiry is under way and his own asthma review "
                "was done on 21 October. All transfer-in requests now on hold have been looked at again by the service "
                "manager."
            ),
            "agencies[0].agency": "Marlshire children's services",
            "agencies[0].contact_name": "Dominic Sharrow",
            "agencies[0].contact": "d.sharrow@marlshire.gov.example",
            "agencies[1].agency": "Quayside Practice",
            "agencies[1].contact_name": "Dr Elan Moyse",
            "agencies[1].contact": "01632 960640",
            "agencies[2].agency": "Channel and Island Constabulary",
            "agencies[2].contact_name": "DS Imran Kelsall",
            "agencies[2].contact": "01632 960641",
            "rationale": (
                "Neglect of Nadia was established and she has died. Responsibility for a child on a plan fell between "
                "two local authorities, and what health services knew did not follow her.\n"
                "The partnership's own audit of 2024 had already named transfer-in requests as a weak point, and a "
                "learning summary about another family said the same last year."
            ),
            "parallel.police_investigation": "yes",
            "parallel.crime_reference": "33260090071",
            "parallel.inquest": "yes",
            "parallel.care_proceedings": "unknown",
            "parallel.child_death_review": "yes",
            "notifications.sin_made": "yes",
            "notifications.sin_date": ("22/10/2026", "2026-10-22"),
            "notifications.mash_referral": "yes",
            "notifications.family_informed": "yes",
            "referrer.name": "Dr Saoirse Keane",
            "referrer.role": "Designated Doctor for Child Deaths",
            "referrer.agency": "Island Healthcare NHS Trust",
            "referrer.phone": "01632 960642",
            "referrer.email": "s.keane@islandhealthcare.nhs.example",
            "referrer.date": ("02/11/2026", "2026-11-02"),
            **HARTREE,
            "representative.approval_date": ("30/10/2026", "2026-10-30"),
        },
        ticked=(
            "abuse_or_neglect",
            "child_died",
            "improvements_needed",
            "recurrent_themes",
            "multi_agency_working",
            "cross_border",
        ),
    )


def erin_castleton() -> Case:
    """Lasting harm after proven online abuse; one school's unread alerts; joint working is praised."""
    return Case(
        {
            "children[0].full_name": "Erin Castleton",
            "children[0].dob": ("26th July 2013", "2013-07-26"),
            "children[0].sex": ("F", "female"),
            "children[0].date_of_death": ("N/A", "not_applicable"),
            "children[0].ethnicity": "White British",
            "children[0].nhs_number": nhs_number("999100347"),
            "children[0].address": "Wisteria House, 4 Beacon Hill, Wenham Cross",
            "children[0].postcode": "PO30 9ZF",
            "children[0].school": "Seabrook Academy (Year 9)",
            "children[0].gp": "Wenham Cross Health Centre",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Alison Castleton",
            "family[0].relationship": "Mother",
            "family[1].name": "Peter Castleton",
            "family[1].relationship": "Father",
            "family[2].name": "Rory Castleton",
            "family[2].relationship": "Brother",
            "family[2].dob": ("5/5/2016", "2016-05-05"),
            "incident.date": ("18th June 2026", "2026-06-18"),
            "incident.time": ("NK", "unknown"),
            "incident.location": "Home address",
            "incident.date_known": ("18th June 2026", "2026-06-18"),
            "incident.summary": (
                "Erin, 13, was groomed over five months by an adult whom she met through an online game. He was "
                "convicted at the Crown Court on 9 September of offences against her. Erin took an overdose of tablets "
                "on 18 June and was in hospital for four days; physically she has recovered.\n"
                "The consultant psychiatrist who has treated her since describes severe post-traumatic stress with "
                "lasting effects on her learning, sleep and trust in adults, and expects her to need specialist "
                "treatment for several years."
            ),
            "background": (
                "Erin lives with both parents and a younger brother. There is no social care history. Her father was "
                "himself a victim of abuse at a boarding school many years ago and is receiving support of his own.\n"
                "Her parents had set controls on her phone and worked closely with the police. No one suggests that "
                "they could have done more."
            ),
            "agency_involvement": (
                "The filtering software of the school produced nineteen alerts about Erin's account between January "
                "and May. They went to a mailbox that nobody had been asked to read after a colleague left. The school "
                "accepts this and its own review says so plainly.\n"
                "From the day of the overdose police, health and social care worked well together. A strategy meeting "
                "was held within a day, information moved quickly and the family speak warmly of everyone whom they "
                "met. I have no concern about how agencies worked with one another."
            ),
            "immediate_actions": (
                "Alerts are now read twice a day by the safeguarding team, with cover in the holidays. Four other "
                "pupils whose accounts had raised alerts have been seen, and none was found to be at risk."
            ),
            "rationale": (
                "Abuse is proven, and the harm to Erin is serious and long-term. The lesson concerns one "
                "organisation's arrangements for monitoring alerts.\n"
                "Ours is the third school on the Island in two years in which unread alerts have come to light. The "
                "education safeguarding audit of spring 2026 recorded the same gap."
            ),
            "parallel.police_investigation": "no",
            "parallel.inquest": "not_applicable",
            "parallel.care_proceedings": "no",
            "parallel.child_death_review": "not_applicable",
            "notifications.sin_made": "yes",
            "notifications.family_informed": "yes",
            "referrer.name": "Katherine Ellwood",
            "referrer.role": "Deputy Head and Designated Safeguarding Lead",
            "referrer.agency": "Seabrook Academy",
            "referrer.phone": "01632 960650",
            "referrer.email": "k.ellwood@seabrookacademy.sch.example",
            "referrer.date": ("3/11/2026", "2026-11-03"),
            "representative.name": "Desmond Quayle",
            "representative.role": "Education Safeguarding Lead",
            "representative.agency": "Island Council",
            "representative.phone": "01632 960651",
            "representative.email": "desmond.quayle@islandcouncil.gov.example",
            "representative.approval_date": ("2/11/2026", "2026-11-02"),
            "representative.discussed": "yes",
            "representative.approved": "yes",
        },
        ticked=("abuse_or_neglect", "serious_harm", "improvements_needed", "recurrent_themes", "single_agency_concern"),
    )


def arlo_penhale() -> Case:
    """A toddler who ate an adult's cannabis sweets: suspected neglect, and an outcome not yet known."""
    return Case(
        {
            "children[0].full_name": "Arlo Penhale",
            "children[0].dob": ("25 February 2025", "2025-02-25"),
            "children[0].sex": ("Male", "male"),
            "children[0].ethnicity": "White Cornish",
            "children[0].first_language": "English",
            "children[0].religion": ("NK", "unknown"),
            "children[0].address": "Flat 6, Sluice Mill, Dunmere Green",
            "children[0].postcode": "PO37 9ZE",
            "children[0].school": "Tadpoles Pre-school (from January)",
            "children[0].disability": "no",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Leanne Penhale",
            "family[0].relationship": "Mother",
            "family[0].dob": ("14 May 2002", "2002-05-14"),
            "family[1].name": "Ryan Tully",
            "family[1].relationship": "Lodger",
            "family[1].dob": ("2 March 1995", "1995-03-02"),
            "incident.date": ("21 October 2026", "2026-10-21"),
            "incident.time": "about 11:15",
            "incident.location": "Kitchen, Flat 6, Sluice Mill",
            "incident.date_known": ("22 October 2026", "2026-10-22"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Arlo, 20 months, became drowsy and had a prolonged seizure on the morning of 21 October. Toxicology "
                "was positive for cannabis. A packet of sweets containing it was found in the kitchen; the lodger says "
                "that it was his and that he had left it on the work surface.\n"
                "Arlo went home after two nights. The neurologist will see him in January and has told his mother that "
                "it is too early to say whether the seizure will have any lasting effect. Police are considering "
                "whether there was neglect, by the lodger or by Ms Penhale. Ms Penhale says that she did not know what "
                "the sweets were."
            ),
            "background": (
                "Ms Penhale is described by all who know her as loving and organised. Her sister lost a baby to sudden "
                "infant death in 2015. There have been no earlier concerns about Arlo.\n"
                "Mr Tully moved in during August. He is on licence after a sentence for supplying drugs."
            ),
            "agency_involvement": (
                "Probation approved the address in August. The check recorded a female tenant but not that a small "
                "child lived there, and children's social care was not asked. The health visitor learned of the lodger "
                "at the one-year review and wrote to the probation office in September to ask who he was. The letter "
                "was not answered.\n"
                "The ambulance crew and the ward recognised quickly what had happened and shared it the same day."
            ),
            "immediate_actions": (
                "Mr Tully has been moved to approved premises. Arlo is at home with his mother and is seen weekly."
            ),
            "agencies[0].agency": "Probation, Island office",
            "agencies[0].contact_name": "Marguerite Stone",
            "agencies[0].contact": "m.stone@islandprobation.example",
            "agencies[1].agency": "0 to 19 service",
            "agencies[1].contact_name": "Fay Lindqvist",
            "agencies[1].contact": "01632 960661",
            "rationale": (
                "Neglect is suspected, not established, and whether the harm is serious cannot yet be said. I am "
                "referring now because checks on addresses where children live should have been better, and because a "
                "question put by one service to another went unanswered."
            ),
            "parallel.police_investigation": "yes",
            "parallel.crime_reference": "33260091855",
            "parallel.inquest": "not_applicable",
            "parallel.care_proceedings": "no",
            "parallel.child_death_review": "not_applicable",
            "notifications.sin_made": "unknown",
            "notifications.mash_referral": "yes",
            "notifications.family_informed": "yes",
            "referrer.name": "DS Imran Kelsall",
            "referrer.role": "Detective Sergeant",
            "referrer.agency": "Channel and Island Constabulary",
            "referrer.phone": "01632 960641",
            "referrer.email": "imran.kelsall@channelisland.police.example",
            "referrer.date": ("4 November 2026", "2026-11-04"),
            "representative.name": "Supt Noreen Vane",
            "representative.role": "Head of Public Protection",
            "representative.agency": "Channel and Island Constabulary",
            "representative.email": "noreen.vane@channelisland.police.example",
            "representative.approval_date": ("3 November 2026", "2026-11-03"),
            "representative.discussed": "yes",
            "representative.approved": "yes",
        },
        ticked=("abuse_or_neglect", "multi_agency_working"),
    )


def sky_hollander() -> Case:
    """An unregistered placement, two authorities, and a letter of the national Panel."""
    return Case(
        {
            "children[0].full_name": "Sky Hollander",
            "children[0].dob": ("03.02.2011", "2011-02-03"),
            "children[0].sex": ("Female", "female"),
            "children[0].ethnicity": "Mixed White and Black African",
            "children[0].first_language": "English",
            "children[0].nhs_number": nhs_number("999388120"),
            "children[0].local_reference": "EM/LAC/3417",
            "children[0].address": "Gull Cottage, Strand Lane, Saltern Quay",
            "children[0].postcode": "PO41 9ZP",
            "children[0].school": ("N/A", "not_applicable"),
            "children[0].gp": ("NK", "unknown"),
            "children[0].disability": "yes",
            "children[0].disability_detail": "Mild learning disability",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "yes",
            "children[0].legal_status": "Interim care order, Eastmere Council",
            "family[0].name": "Tracey Hollander",
            "family[0].relationship": "Mother (died 2021)",
            "family[1].name": "Denise Hollander",
            "family[1].relationship": "Maternal grandmother",
            "incident.date": ("11.10.2026", "2026-10-11"),
            "incident.time": "08:20",
            "incident.location": "Gull Cottage (unregistered placement)",
            "incident.date_known": ("12.10.2026", "2026-10-12"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Sky, 15, was found unconscious on 11 October at a holiday let in Saltern Quay where she had lived for "
                "seven weeks with agency staff. She had taken medication prescribed to one of the workers, which had "
                "been left in an unlocked drawer. She was ventilated for three days and has since recovered.\n"
                "It has emerged that on two nights in the fortnight before no member of staff was awake, and that Sky "
                "had told a friend by message that a worker shouted at her and locked away her food. Police and the "
                "LADO are investigating alleged neglect and emotional abuse by two workers. Nothing has been proved."
            ),
            "background": (
                "Eastmere Council looks after Sky and placed her on the Island in August because no registered bed "
                "could be found. Her mother misused drugs for many years and died in 2021. Sky gets on well with her "
                "grandmother."
            ),
            "agency_involvement": (
                "The placement was not registered with Ofsted. Eastmere did not tell Island Council until 25 September "
                "that Sky was living in its area, and nobody from Eastmere visited her in person during the seven "
                "weeks, although the regulations require it.\n"
                "Island CAMHS learned of Sky only when she was admitted. The ward responded swiftly and kindly."
            ),
            "immediate_actions": (
                "The let has been closed. Sky is in a registered therapeutic home and sees her grandmother weekly."
            ),
            "rationale": (
                "Alleged neglect of a looked-after child, harm that could have cost her life, an unregistered setting "
                "and two authorities.\n"
                "Eastmere notified the incident. The national Panel replied on 2 November that it had considered the "
                "rapid review and thought that a local review might be the better way to learn from it."
            ),
            "agencies[0].agency": "Eastmere Council",
            "agencies[0].contact_name": "Piers Langtry",
            "agencies[0].contact": "p.langtry@eastmere.gov.example",
            "agencies[1].agency": "Beaconlight Support Ltd",
            "agencies[1].contact_name": "NK",
            "agencies[1].contact": "01632 960672",
            "parallel.police_investigation": "yes",
            "parallel.care_proceedings": "yes",
            "parallel.inquest": "no",
            "notifications.sin_made": "yes",
            "notifications.sin_date": ("16.10.2026", "2026-10-16"),
            "notifications.mash_referral": "yes",
            "notifications.family_informed": "yes",
            "referrer.name": "Ingrid Pell",
            "referrer.role": "Designated Officer (LADO)",
            "referrer.agency": "Island Council",
            "referrer.phone": "01632 960590",
            "referrer.email": "ingrid.pell@islandcouncil.gov.example",
            "referrer.date": ("05.11.2026", "2026-11-05"),
            "representative.name": "Marcus Fell",
            "representative.role": "Director of Practice",
            "representative.agency": "Island Council",
            "representative.discussed": "yes",
            "representative.approved": "yes",
            "representative.approval_date": ("05.11.2026", "2026-11-05"),
        },
        ticked=(
            "abuse_or_neglect",
            "serious_harm",
            "improvements_needed",
            "multi_agency_working",
            "national_panel_local_review",
            "single_agency_concern",
            "cross_border",
            "institutional_setting",
        ),
    )


def orla_brightwell() -> Case:
    """A small child whom no agency knew: neglect is established, the harm lasting."""
    return Case(
        {
            "children[0].full_name": "Orla Brightwell",
            "children[0].dob": ("9 Aug. 2022", "2022-08-09"),
            "children[0].sex": "female",
            "children[0].ethnicity": "White Irish",
            "children[0].address": "Hurdle Cottage, Upper Marl, Wenham Cross",
            "children[0].postcode": "PO30 9ZU",
            "children[0].school": ("N/A", "not_applicable"),
            "children[0].gp": "Not registered",
            "children[0].disability": "yes",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "yes",
            "children[0].legal_status": "Section 20",
            "family[0].name": "Eamon Brightwell",
            "family[0].relationship": "Father",
            "family[0].dob": ("1 Nov. 1980", "1980-11-01"),
            "family[1].name": "Nuala Carrick",
            "family[1].relationship": "Great-aunt",
            "incident.date": ("13 Oct. 2026", "2026-10-13"),
            "incident.location": "Children's ward, Island General",
            "incident.date_known": ("13 Oct. 2026", "2026-10-13"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Orla, aged four, was brought to hospital by a great-aunt who had not seen the family for three years. "
                "She could not stand. X-rays showed advanced rickets and several old fractures, which the "
                "paediatricians put down to lack of vitamin D and of food over a long period and not to blows. They "
                "conclude without reservation that she has been neglected since infancy.\n"
                "The orthopaedic surgeon expects permanent deformity of both legs. Her father, who cared for her "
                "alone, has been interviewed and is distressed about her condition."
            ),
            "background": (
                "Father and daughter lived on a remote smallholding. Orla's mother left in 2023. There is no record of "
                "violence, and neither parent was ever known to services as an adult."
            ),
            "agency_involvement": (
                "None. Orla was never registered with a GP here, had no health visitor, no nursery place and no "
                "two-year check. No service had contact with her between the age of five months and the day of "
                "admission. That so small a child could drop out of sight for so long, without one service asking "
                "after her, is our chief concern."
            ),
            "immediate_actions": (
                "Orla is with foster carers under section 20 and is putting on weight. There are no other children."
            ),
            "rationale": (
                "Neglect is established and the harm is serious and lasting. This is not about agencies failing to "
                "talk to each other, because none of them knew her. I am not aware of a similar case."
            ),
            "agencies[0].agency": "Children's social care",
            "agencies[0].contact_name": "Obi Nwankwo",
            "agencies[0].contact": "01632 960683",
            "parallel.police_investigation": ("Yes", "yes"),
            "parallel.inquest": ("N/A", "not_applicable"),
            "parallel.care_proceedings": ("NK", "unknown"),
            "parallel.child_death_review": ("N/A", "not_applicable"),
            "notifications.sin_made": ("Yes", "yes"),
            "notifications.sin_date": ("19 Oct. 2026", "2026-10-19"),
            "notifications.family_informed": ("Yes", "yes"),
            "referrer.name": "Bernadette Lowe",
            "referrer.role": "Named Nurse",
            "referrer.agency": "Island Healthcare NHS Trust",
            "referrer.phone": "01632 960680",
            "referrer.email": "b.lowe@islandhealthcare.nhs.example",
            "referrer.date": ("6 November 2026", "2026-11-06"),
            **HARTREE,
            "representative.approval_date": ("5 November 2026", "2026-11-05"),
        },
        ticked=("abuse_or_neglect", "serious_harm", "no_agency_involvement"),
    )
