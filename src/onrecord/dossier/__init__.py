"""The state of play of a matter that is followed: board, calendar, brief. Plain functions over rows."""
