"""Mails about new offers: what a person wants to hear of, what is found for it, and how it goes out once."""
