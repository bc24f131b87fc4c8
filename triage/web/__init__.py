"""The pages of the partnership team."""
