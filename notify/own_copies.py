"""Our own copies of what was sent, in one or several folders of sent mail: `notify.ports.SentCopies`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notify.ports import CopySearch

Look = Callable[[str], bool | None]


@dataclass(frozen=True, kw_only=True)
class OwnCopies:
    """Each of `folders` says whether it holds a Message-ID; None where it gives no answer now."""

    folders: Sequence[Look]

    def find(self, message_id: str) -> CopySearch:
        """Found in one is found; a folder that is silent leaves open whether it holds one."""
        answers = []
        for holds in self.folders:
            answers.append(holds(message_id))
            if answers[-1]:
                return CopySearch.FOUND
        if not answers:
            return CopySearch.NOT_CONFIGURED
        return CopySearch.NO_ANSWER if None in answers else CopySearch.NOT_FOUND
