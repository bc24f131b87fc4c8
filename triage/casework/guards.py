"""Why a change was not made: one named error for each guard. Nothing is saved when one is raised."""


class Refused(Exception):
    """A guard spoke. `code` names it; what it means is worded by the pages."""

    code = "refused"

    def __init__(self) -> None:
        super().__init__(self.code)


class UnknownCase(Refused):
    """There is no such case, mail or e-mail."""

    code = "unknown"


class EditClash(Refused):
    """Somebody else changed the case after the form had been drawn."""

    code = "edit_clash"


class RoleMayNot(Refused):
    """The person's role changes no cases."""

    code = "role_may_not"


class MoveNotAllowed(Refused):
    """The state of the case does not lead there."""

    code = "move_not_allowed"


class CaseEnded(Refused):
    """The case has ended; it has to be reopened first."""

    code = "case_ended"


class ReasonMissing(Refused):
    """This is not done without a reason."""

    code = "reason_missing"


class UnknownPerson(Refused):
    """Nobody with that account may take a case."""

    code = "unknown_person"


class UnknownField(Refused):
    """The record has no such field."""

    code = "unknown_field"


class UnknownCriterion(Refused):
    """The criteria set has no such criterion, or it follows from others by rule."""

    code = "unknown_criterion"


class NotAChoice(Refused):
    """The answer is none of those on offer."""

    code = "not_a_choice"


class NothingChanged(Refused):
    """What was entered is what stands already."""

    code = "nothing_changed"


class NotADate(Refused):
    """No date, or one that cannot be right here."""

    code = "not_a_date"


class DateAhead(Refused):
    """It has not happened yet on the day that was entered."""

    code = "date_ahead"


class SamePerson(Refused):
    """Recommendation, decision and notification are by different people."""

    code = "same_person"


class NoRecommendation(Refused):
    """There is no recommendation to decide on."""

    code = "no_recommendation"


class NotDecided(Refused):
    """The partners have not decided to notify, and the notification was not sent before the referral came."""

    code = "not_decided"


class AlreadyRecorded(Refused):
    """It was recorded before; a correction of it is recorded as such."""

    code = "already_recorded"


class AlreadyDealtWith(Refused):
    """Somebody has dealt with this mail or e-mail before."""

    code = "already_dealt_with"


class HasCases(Refused):
    """The mail has opened a case: reading it again would open another."""

    code = "has_cases"


class AlreadyLinked(Refused):
    """The mail belongs to that case already."""

    code = "already_linked"


class SameCase(Refused):
    """A case cannot be joined with itself."""

    code = "same_case"


class HasDecisions(Refused):
    """Decisions are recorded in the case: the other one has to be merged into it."""

    code = "has_decisions"


class HasMerged(Refused):
    """Other cases were merged into this one: the other one has to be merged into it."""

    code = "has_merged"


class NotAnAddress(Refused):
    """No e-mail address that a letter could go to, or one of ours."""

    code = "not_an_address"


class NoHeading(Refused):
    """A request names nothing that it asks for."""

    code = "no_heading"


class DateBehind(Refused):
    """By that day nobody can answer any more, or there is none."""

    code = "date_behind"


class ManagerThere(Refused):
    """A manager who may see the case is still there: it is they who name others."""

    code = "manager_there"


class InConflict(Refused):
    """The person is locked out of the case by a conflict of interest."""

    code = "in_conflict"


class NotConfirmed(Refused):
    """The letter tells a decision that counts only once a second person has confirmed it."""

    code = "not_confirmed"


class HoldsPersonalData(Refused):
    """The letter names a child or the family, a date of birth, an NHS number or an address."""

    code = "holds_personal_data"
