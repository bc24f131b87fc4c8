"""Sections of a referral to suggested criteria, each with its evidence quoted."""
