"""The partnership's own referral form, written from configuration. Reading it is the work of the other modules."""
