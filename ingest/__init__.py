"""Mail in: the mailbox, messages on disk, their parts, and what kind of mail each one is."""
