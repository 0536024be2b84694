"""What running does: keys, sealing, dumps, backups, restores, drills, upgrades."""
