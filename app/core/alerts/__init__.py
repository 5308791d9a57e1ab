"""When an alert is due, and which saved searches want a new offer. No SQL, no clock of its own."""
