"""The case: suggested criteria, deadlines, the store, the audit trail and the pages of the partnership team."""

import config as config  # says first what libraries may not do
