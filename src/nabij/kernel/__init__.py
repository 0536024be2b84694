"""Clock, decisions and guards: what every app leans on. No knowledge of the field."""
