"""Records and desks written as files for other tools."""
