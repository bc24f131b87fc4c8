"""Settings, typed domain configuration and logging. Knows no other room."""
