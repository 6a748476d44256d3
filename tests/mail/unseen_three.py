"""The third blind set, judged like `tests/mail/unseen.py`: its messages are kept as bytes, no script writes them again.

Whoever wrote them had not read the mail reader, and nobody tunes on them: a failure is a fact about the reader.
`python -m tests.mail.score unseen_three` measures it.

First measure, on 25 November 2026, of 78 messages and then of ten more: 88 messages, 0 crashes, kind 88/88,
action 88/88, text 53/55, names 1/1, permanent_failure 11/11, whole 88/88. The misses:
- html-with-a-plain-part-that-lies-de: the plain part that we show only says that the program cannot show the message;
- hcl-verse-es: the line above the quotation stays at the end of what she wrote.

Received for real (tests/requests_app/mail/test_corpus.py) three of the 78 had another fate. Each time the author was
wrong, not the reader, and her mistake was mended after that measure: two new matters bore our reply address on their
envelope, and the refusal of a forged letter did not say that it is final (it is the twelfth permanent_failure).
"""
