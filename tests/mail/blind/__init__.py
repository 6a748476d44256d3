"""Where the blind set of `tests/mail/unseen.py` is written, one file for each sort of sender."""
