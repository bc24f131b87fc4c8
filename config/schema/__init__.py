"""Typed domain configuration: what a site may replace, file by file."""
