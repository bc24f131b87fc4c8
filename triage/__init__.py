"""The case: suggested criteria, deadlines, the store, the audit trail and the pages of the partnership team."""
