"""What the post needs, looked at from outside: DNS, the server, the mailbox, the webhooks, the house itself.

Every check is a function that takes what it needs and gives findings; `examination.py` calls them in order and
`manage.py doctor` prints what they found. No finding holds a password, a key or a whole address.
"""
