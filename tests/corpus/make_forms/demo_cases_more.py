"""The invented referrals of the demo mailbox (second half). Every person, agency and place is made up."""

from tests.corpus.make_forms.case import Case, nhs_number
from tests.corpus.make_forms.demo_cases import COUNCIL, HARTREE


def caleb_inskip() -> Case:
    """A dog bite: nothing of the test is met and everything is denied."""
    return Case(
        {
            "children[0].full_name": "Caleb Inskip",
            "children[0].dob": ("18/03/16", "2016-03-18"),
            "children[0].sex": ("M", "male"),
            "children[0].ethnicity": "Black Caribbean",
            "children[0].first_language": "English",
            "children[0].address": "31 Almond Way, Kestrel Bay",
            "children[0].postcode": "PO36 9ZY",
            "children[0].gp": "Kestrel Bay Surgery",
            "children[0].school": "Kestrel Bay Primary School",
            "children[0].disability": "no",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Monique Inskip",
            "family[0].relationship": "Mother",
            "family[0].dob": ("22/10/89", "1989-10-22"),
            "family[1].name": "Troy Inskip",
            "family[1].relationship": "Father",
            "incident.date": ("24/10/26", "2026-10-24"),
            "incident.time": "15:40",
            "incident.location": "Shared garden, Almond Way",
            "incident.date_known": ("26/10/26", "2026-10-26"),
            "incident.local_authority": COUNCIL,
            "incident.summary": (
                "Caleb, ten, was bitten on the arm by a neighbour's dog while playing in a shared garden with his "
                "father nearby. He had stitches, stayed one night and is back at school. The surgeon is pleased with "
                "the healing and expects no lasting effect.\n"
                "The dog had not bitten anyone before. The police have taken it away."
            ),
            "background": (
                "There are no safeguarding concerns about this family and there have been none. A half-sister of Caleb "
                "died in infancy in 2011 of a heart condition."
            ),
            "agency_involvement": (
                "Hospital, school nurse, GP and police. All acted promptly and kept each other informed."
            ),
            "rationale": (
                "Sent for information because a colleague asked whether an injury by a dog should be notified. We do "
                "not think that abuse or neglect is involved, or that any of the criteria is met."
            ),
            "immediate_actions": "None needed.",
            "parallel.police_investigation": "no",
            "parallel.inquest": "no",
            "parallel.care_proceedings": "no",
            "parallel.child_death_review": "no",
            "notifications.sin_made": "no",
            "notifications.family_informed": "yes",
            "referrer.name": "Bernadette Lowe",
            "referrer.role": "Named Nurse",
            "referrer.agency": "Island Healthcare NHS Trust",
            "referrer.phone": "01632 960680",
            "referrer.email": "b.lowe@islandhealthcare.nhs.example",
            "referrer.date": ("06/11/26", "2026-11-06"),
            **HARTREE,
            "representative.approval_date": ("05/11/26", "2026-11-05"),
        },
    )


def marchetti() -> Case:
    """Two children kept short of food by their guardians; no date of incident, no approval."""
    return Case(
        {
            "children[0].full_name": "Dante Marchetti",
            "children[0].dob": ("02-06-2017", "2017-06-02"),
            "children[0].sex": ("Male", "male"),
            "children[0].ethnicity": "Any other White background",
            "children[0].address": "Fernbank, 80 Mill Hatch Road, Wenham Cross",
            "children[0].postcode": "PO30 9ZN",
            "children[0].school": "Mill Hatch Primary School",
            "children[0].gp": "Wenham Cross Health Centre",
            "children[0].legal_status": "Special guardianship order, 2021",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "children[1].full_name": "Lily-Ann Marchetti",
            "children[1].dob": ("19-09-2019", "2019-09-19"),
            "children[1].sex": ("Female", "female"),
            "children[1].ethnicity": "Any other White background",
            "children[1].address": "Fernbank, 80 Mill Hatch Road, Wenham Cross",
            "children[1].postcode": "PO30 9ZN",
            "children[1].school": "Mill Hatch Primary School",
            "children[1].gp": "Wenham Cross Health Centre",
            "children[1].legal_status": "Special guardianship order, 2021",
            "children[1].cp_plan": "no",
            "children[1].looked_after": "no",
            "children[1].disability": "unknown",
            "family[0].name": "Carla Marchetti",
            "family[0].relationship": "Mother",
            "family[1].name": "Vera and Donald Pike",
            "family[1].relationship": "Grandparent",
            "incident.location": "Home of the special guardians",
            "incident.summary": (
                "Dante, nine, and Lily-Ann, seven, live with their maternal grandparents. After Dante fainted in "
                "assembly both children told the school nurse that food is locked away and that they eat apart from "
                "the adults. The section 47 enquiry has substantiated neglect and emotional abuse.\n"
                "A consultant in growth disorders finds that Dante's growth has been seriously impaired by years of "
                "restricted food, and does not expect him to make all of it up. Lily-Ann is slight but growing "
                "normally."
            ),
            "background": (
                "Carla Marchetti was neglected as a child in the same household, which was not known to the court when "
                "the order was made. The grandparents have always been polite to professionals and missed no meeting."
            ),
            "agency_involvement": (
                "The special guardianship support team closed the case in 2022 after one telephone call. Its own "
                "standard is a visit every year for three years, and none was made. I think that this is the main "
                "point.\n"
                "School recorded that Dante took food from bins, and the practice nurse recorded that his weight had "
                "crossed centiles. Neither told the other, and each thought that the guardianship team was visiting."
            ),
            "immediate_actions": "Both children are with a maternal aunt. An application to court is being prepared.",
            "agencies[0].agency": "School or nursery",
            "agencies[0].contact_name": "Janine Oakes",
            "agencies[0].contact": "j.oakes@millhatch.sch.example",
            "agencies[1].agency": "Children's social care",
            "agencies[1].contact_name": "Duty manager",
            "agencies[1].contact": "01632 960692",
            "rationale": (
                "Neglect and serious harm are established. Support after a special guardianship order needs to "
                "be better."
            ),
            "parallel.police_investigation": "yes",
            "parallel.inquest": "not_applicable",
            "notifications.sin_made": "unknown",
            "referrer.name": "Rosalind Tweed",
            "referrer.role": "Service Manager",
            "referrer.agency": "Tidewater Family Charity",
            "referrer.phone": "01632 960690",
            "referrer.email": "rosalind.tweed@tidewaterfamilies.org.example",
            "referrer.date": ("10-11-2026", "2026-11-10"),
        },
        ticked=("abuse_or_neglect", "serious_harm", "single_agency_concern"),
    )


def bram_sorrell() -> Case:
    """A burn in a foster home, referred on an old form by the new foster carer."""
    return Case(
        {
            "children[0].full_name": "Bram Sorrell",
            "children[0].dob": ("27th Feb 2018", "2018-02-27"),
            "children[0].sex": ("Male", "male"),
            "children[0].ethnicity": "White British",
            "children[0].first_language": "English",
            "children[0].address": "Care of Lighthouse Fostering, 2 Pier Street, Thornhythe",
            "children[0].postcode": "PO33 9ZL",
            "children[0].school": "Thornhythe Junior School",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "yes",
            "children[0].legal_status": "Care order, Island Council",
            "family[0].name": "Julie Sorrell",
            "family[0].relationship": "Mother",
            "incident.date": ("8th August 2026", "2026-08-08"),
            "incident.time": "teatime",
            "incident.location": "Home of his previous foster carers",
            "incident.date_known": ("14th September 2026", "2026-09-14"),
            "incident.summary": (
                "Bram's right hand was burned on a hot plate in his last foster home. He told me that the carer held "
                "it there; she says that he fell. The police and the LADO are looking into it and she is not fostering "
                "at present. The hand surgeon says that two fingers will stay bent for good."
            ),
            "background": (
                "Bram came into care because of neglect. He is a lively, affectionate boy who likes football."
            ),
            "agency_involvement": (
                "The fostering agency was told about the burn by the school on the Monday but took the carer's word "
                "for it and did not tell his social worker until Bram moved to me five weeks later."
            ),
            "rationale": (
                "He was hurt in a place that was meant to keep him safe, and I believe the agency should have "
                "acted sooner."
            ),
            "agencies[0].agency": "Lighthouse Fostering",
            "agencies[0].contact_name": "Supervising social worker",
            "agencies[0].contact": "office@lighthousefostering.example",
            "parallel.police_investigation": "yes",
            "notifications.family_informed": "unknown",
            "referrer.name": "Hazel Ormerod",
            "referrer.agency": "Lighthouse Fostering",
            "referrer.role": "Foster carer",
            "referrer.phone": "01632 960699",
            "referrer.email": "hazel.ormerod@freemail.example",
            "referrer.date": ("11th Nov. 2026", "2026-11-11"),
        },
        ticked=("abuse_or_neglect", "serious_harm"),
    )


def hugo_tremayne() -> Case:
    """Hearing lost after a year of missed appointments: neglect is suspected, letters went unanswered."""
    return Case(
        {
            "children[0].full_name": "Hugo Tremayne",
            "children[0].dob": ("30 June 2021", "2021-06-30"),
            "children[0].sex": ("Male", "male"),
            "children[0].ethnicity": "White British",
            "children[0].nhs_number": nhs_number("999531006", spaced=True),
            "children[0].address": "1 Lock Keeper's Cottages, Dunmere",
            "children[0].postcode": "PO37 9ZS",
            "children[0].school": "Dunmere Infant School",
            "children[0].gp": "Dr N. Sorley",
            "children[0].cp_plan": "no",
            "children[0].looked_after": "no",
            "family[0].name": "Bethan Tremayne",
            "family[0].relationship": "Mother",
            "family[0].dob": ("16/7/1993", "1993-07-16"),
            "family[1].name": "Oscar Tremayne",
            "family[1].relationship": "Brother",
            "family[1].dob": ("2/2/2024", "2024-02-02"),
            "incident.date": ("28 September 2026", "2026-09-28"),
            "incident.location": "Island General",
            "incident.date_known": ("29 September 2026", "2026-09-29"),
            "incident.summary": (
                "Hugo, five, was admitted with an infection behind the ear that had spread to the bone. He needed an "
                "operation. The hearing in his left ear is lost and will not come back.\n"
                "He had been referred to audiology and to the ear clinic eleven times in fourteen months and was "
                "brought once. Neglect of his health needs is suspected; the section 47 enquiry is not finished."
            ),
            "background": (
                "Ms Tremayne separated from the boys' father in 2024 and moved house twice, always within Dunmere. She "
                "has no car and says that the clinic is two buses away. Again and again she rang to rebook and was "
                "told to wait for a letter."
            ),
            "agency_involvement": (
                "Audiology discharged Hugo in April without telling the GP, the school nurse or the health visitor. "
                "The school nurse wrote to the ear clinic in May and in June; neither letter was answered. The GP "
                "practice believed that the clinic was following him up, and the clinic believed that the practice was."
            ),
            "immediate_actions": (
                "Hugo has a hearing aid for the right ear. Transport to appointments is now arranged by the school."
            ),
            "rationale": (
                "Suspected neglect with permanent harm. Services should have a shared way of noticing when a child is "
                "not brought. I know of no other case of this kind here."
            ),
            "parallel.police_investigation": "no",
            "parallel.inquest": "not_applicable",
            "parallel.care_proceedings": "no",
            "parallel.child_death_review": "not_applicable",
            "notifications.sin_made": "no",
            "notifications.family_informed": "yes",
            "referrer.name": "Winifred Achebe",
            "referrer.role": "Lead School Nurse",
            "referrer.agency": "Island Community Health",
            "referrer.phone": "01632 960705",
            "referrer.email": "winifred.achebe@islandcommunityhealth.nhs.example",
            "referrer.date": ("12/11/2026", "2026-11-12"),
            "representative.name": "Tobias Renn",
            "representative.role": "Head of Safeguarding",
            "representative.agency": "Island Community Health",
            "representative.phone": "01632 960706",
            "representative.email": "tobias.renn@islandcommunityhealth.nhs.example",
            "representative.approval_date": ("11/11/2026", "2026-11-11"),
            "representative.discussed": "yes",
            "representative.approved": "yes",
        },
        ticked=("abuse_or_neglect", "serious_harm", "improvements_needed", "multi_agency_working"),
    )


def jonah_teague() -> Case:
    """A child hurt when his father drove off with him: cruelty is admitted, an order had not reached the centre."""
    return Case(
        {
            "children[0].full_name": "Jonah Teague",
            "children[0].dob": ("4 October 2021", "2021-10-04"),
            "children[0].sex": ("Male", "male"),
            "children[0].ethnicity": "White British",
            "children[0].address": "12 Glasshouse Row, Thornhythe",
            "children[0].postcode": "PO33 9ZV",
            "children[0].school": "Thornhythe Infant School",
            "children[0].gp": ("NK", "unknown"),
            "children[0].cp_plan": ("No", "no"),
            "children[0].looked_after": ("No", "no"),
            "family[0].name": "Abigail Teague",
            "family[0].relationship": "Mother",
            "family[0].dob": ("11/03/1996", "1996-03-11"),
            "family[1].name": "Stuart Teague",
            "family[1].relationship": "Father",
            "incident.date": ("29 August 2026", "2026-08-29"),
            "incident.time": ("16.05", "16:05"),
            "incident.location": "Coast road near Saltern Quay",
            "incident.date_known": ("31 August 2026", "2026-08-31"),
            "incident.summary": (
                "Jonah, four, was at a supervised contact session with his father, who left with him before "
                "the end of the session and drove off. Mr Teague had been drinking. The car hit a wall and "
                "both of Jonah's legs were broken; he is learning to walk again and the surgeons think that "
                "one leg will stay shorter. On 2 November Mr Teague pleaded guilty to cruelty to a child and "
                "to causing serious injury by dangerous driving."
            ),
            "background": (
                "Ms Teague left the relationship in 2025 after years of violence. Jonah had been present more "
                "than once. Her own mother was killed in a road accident long ago, which has made this still "
                "harder for her."
            ),
            "agency_involvement": (
                "The family court ordered in June that Mr Teague be breath-tested before each session. The "
                "order was not sent to us. We asked the court office and the social worker in July whether "
                "there were conditions; each referred us to the other. We should not have started sessions "
                "without an answer, and I say that as the manager responsible."
            ),
            "immediate_actions": (
                "All sessions with open questions have been paused. Jonah is at home with his mother and has a "
                "play therapist."
            ),
            "rationale": (
                "Jonah has been seriously harmed and the cruelty is admitted. Contact centres need to receive "
                "orders directly."
            ),
            "parallel.police_investigation": ("Yes", "yes"),
            "parallel.inquest": ("N/A", "not_applicable"),
            "parallel.care_proceedings": ("No", "no"),
            "notifications.sin_made": ("NK", "unknown"),
            "notifications.mash_referral": ("Yes", "yes"),
            "notifications.family_informed": ("Yes", "yes"),
            "referrer.name": "Harriet Longley",
            "referrer.role": "Centre Manager",
            "referrer.agency": "Anchor Family Contact Centre",
            "referrer.phone": "01632 960710",
            "referrer.email": "harriet.longley@anchorcontact.org.example",
            "referrer.date": ("9 November 2026", "2026-11-09"),
            "representative.name": "Marcus Fell",
            "representative.agency": "Island Council",
            "representative.discussed": ("Yes", "yes"),
            "representative.approved": ("Yes", "yes"),
            "representative.approval_date": ("6 November 2026", "2026-11-06"),
        }
    )
