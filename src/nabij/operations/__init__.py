"""Running Nabij: backup, restore, drill, check, upgrade, setting up."""
