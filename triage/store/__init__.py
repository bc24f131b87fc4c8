"""The database, the originals on disk and the append-only history."""
