"""Where the second blind set (`tests/mail/unseen_two.py`) is written, one file for each sort of sender."""
