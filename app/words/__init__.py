"""What codes say, in the reader's language: the same words on pages, in the API and in mails."""
