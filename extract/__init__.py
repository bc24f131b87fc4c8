"""Attachments in, referral records out: readers, layout-neutral documents, fields with their sources."""

import config as config  # says first what libraries may not do
