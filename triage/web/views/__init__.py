"""One module a screen: what is asked of the ports, and which template shows it."""
