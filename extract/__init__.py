"""Attachments in, referral records out: readers, layout-neutral documents, fields with their sources."""
