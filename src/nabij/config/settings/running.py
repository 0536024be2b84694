"""What a machine is told about running Nabij: backups, mail, clock, workers. Read by dev and prod, not "
"by test."""

from nabij.config.settings import environment

SETTINGS_FILE = environment.text("NABIJ_SETTINGS_FILE", "")
WEB_WORKERS = environment.number("NABIJ_WORKERS", 2)
SERVING_ROLE = environment.user_of(environment.text("NABIJ_DATABASE_URL", ""))
TIME_SERVER = environment.text("NABIJ_TIME_SERVER", "")

BACKUP_DIR = environment.text("NABIJ_BACKUP_DIR", "")
BACKUP_SECOND_DIR = environment.text("NABIJ_BACKUP_SECOND_DIR", "")
BACKUP_COMMAND = environment.text("NABIJ_BACKUP_COMMAND", "")
KEY_DIR = environment.text("NABIJ_KEY_DIR", "")

globals().update(environment.mail())
ALARM_MAIL = environment.text("NABIJ_ALARM_MAIL", "")
"""Who is told that a job of the night failed."""

NATIONAL_NUMBERS = environment.switch("NABIJ_NATIONAL_NUMBERS", default=False)
SEALING_KEYS = environment.names("NABIJ_SEALING_KEYS", "" if not NATIONAL_NUMBERS else None)
"""Needed as soon as national numbers are kept; the first seals, the others still open."""
