"""One partnership's part of an installation: its rules, what reads its mail by them, and how it answers referrers.

An installation may read the mailboxes of several partnerships, each with a site folder of its own; `Sites` keeps one
`Site` for each. Of all modules of triage only this one sees the settings and builds adapters of the other rooms, on
behalf of `service.py`, which joins them to the flow. Nothing here reads a mail of itself, stores or sends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from config.domain import DomainConfiguration, load_domain
from config.schema.team import TeamRules
from config.settings import Settings
from extract.limited_process import LimitedProcess
from extract.page_pictures import PagePictures, draw_packed
from extract.safe_reading import SafeReader, read_packed, warm_up
from extract.sections import narrative_sections
from ingest.mail_class import MailJudge
from ingest.model import SourceMessage
from ingest.safe_parsing import parse_packed, parsed
from notify.acknowledger import Acknowledger
from notify.alerts import AlertDesk
from notify.letters import LetterDesk
from notify.policy import AcknowledgementPolicy
from triage.being_read import ReadingNow
from triage.classify.live_risk import LiveRiskReader
from triage.classify.suggest import Classifier
from triage.model import IMPORTED
from triage.reading_mail import Readers


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What all sites of an installation have in common."""

    settings: Settings
    process: LimitedProcess
    key: Callable[[str], bytes]  # of the store, by purpose
    reading: ReadingNow


class Site:
    """What one partnership's configuration gives. Rules are read at once, all else is made on first use."""

    def __init__(self, folder: Path | None, shared: Shared) -> None:
        """`folder` replaces files of the general configuration. Raises ConfigError."""
        self.folder = folder
        self.domain = load_domain(folder)
        self.documents = SafeReader(process=shared.process, site=folder)
        self._shared = shared

    def parse(self, original: bytes) -> SourceMessage | None:
        """A mail taken apart in a child process; None where no child survived it."""
        return parsed(self._shared.process.call(parse_packed, original))

    @cached_property
    def readers(self) -> Readers:
        """What reads one mail."""
        senders, prefix = self._shared.settings.senders, self.domain.partnership.reference_prefix
        live_risk = LiveRiskReader(self.domain.cues)
        return Readers(
            mail=MailJudge(rules=self.domain.screening.for_site(senders.personal, senders.authserv_id, prefix)),
            documents=partial(self.documents.read_message, on_page=self._shared.reading.page_done),
            sections=narrative_sections,
            suggest=lambda sections: self.classifier.suggest(sections),  # noqa: PLW0108 - loads on first use
            is_unsafe_now=lambda sections: live_risk.read(sections) is not None,
        )

    @cached_property
    def classifier(self) -> Classifier:
        """Loaded once."""
        return Classifier(self.domain.criteria, self.domain.cues)

    @cached_property
    def acknowledger(self) -> Acknowledger:
        """Bound to the keys of the store, by which it knows our own mail again."""
        settings, key = self._shared.settings, self._shared.key
        policy = AcknowledgementPolicy(
            own_addresses=settings.own_addresses, loop_token=key("loop").hex()[:16], **settings.senders.policy()
        )
        return Acknowledger(
            partnership=self.domain.partnership, policy=policy, key=key("message-id"), domain=settings.own_domain
        )

    @cached_property
    def letters(self) -> LetterDesk:
        """Words what people send."""
        return self.acknowledger.letter_desk(self.domain.wording.letters)

    def alert_desk(self, team: TeamRules) -> AlertDesk:
        """Writes to a team in this partnership's words."""
        return self.acknowledger.alert_desk(team, self.domain.wording.alerts)


class Sites:
    """The sites of an installation, each by the account of its mailbox; mailboxes of one folder share a site."""

    def __init__(self, settings: Settings, key: Callable[[str], bytes]) -> None:
        """Raises ConfigError."""
        self._settings = settings
        folders = [settings.site_folder, *(settings.site_folder_of(box.name) for box in settings.mailboxes)]
        # A worker, started once, that forks a child for each call: hostile content is read in no other place.
        warm = ((parse_packed, b""), *((read_packed, warm_up(folder)) for folder in dict.fromkeys(folders)))
        process = LimitedProcess((read_packed, parse_packed, draw_packed), warm)
        self.pictures = PagePictures(process)
        self.reading = ReadingNow()
        shared = Shared(settings=settings, process=process, key=key, reading=self.reading)
        self._by_folder = {folder: Site(folder, shared) for folder in dict.fromkeys(folders)}

    @property
    def general(self) -> Site:
        """Of mail that came by no mailbox."""
        return self._by_folder[self._settings.site_folder]

    def of(self, account: str) -> Site:
        """Of the mail of a mailbox; the general one for a name that is not, or no longer, configured."""
        return self._by_folder[self._settings.site_folder_of(account)]

    def letters(self, account: str) -> LetterDesk:
        """The desk for letters on the cases of a mailbox."""
        return self.of(account).letters

    def apart_from(self, account: str) -> frozenset[str]:
        """Where the mail of other partnerships comes in: theirs are other cases, even of the same child."""
        accounts = {IMPORTED, *(box.name for box in self._settings.mailboxes)}
        return frozenset(each for each in accounts if self.of(each) is not self.of(account))

    def domains(self) -> Mapping[str, DomainConfiguration]:
        """The rules of each mailbox's cases."""
        return {box.name: self.of(box.name).domain for box in self._settings.mailboxes}
