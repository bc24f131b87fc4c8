"""The global breaker: so many acknowledgements, or so many returned, that only a person can say whether to go on."""

from config.schema.sending import AcknowledgementLimits
from notify.model import SendingLoad


def breaks(load: SendingLoad, limits: AcknowledgementLimits) -> str:
    """Why no further acknowledgement may go out now: a code, or an empty string."""
    if load.acknowledged_last_ten_minutes >= limits.in_all_in_ten_minutes:
        return "too_many_in_ten_minutes"
    returned = load.returned_last_hour
    share_exceeded = returned * 100 > limits.returned_percent * load.acknowledged_last_hour
    if returned >= limits.returned_at_least and share_exceeded:
        return "too_many_returned"
    return ""
