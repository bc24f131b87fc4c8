"""Mail out: may this be acknowledged, what the e-mail says, and sending it with retries."""
