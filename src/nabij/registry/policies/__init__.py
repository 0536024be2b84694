"""Who may do what with residents and with lists of partners."""
