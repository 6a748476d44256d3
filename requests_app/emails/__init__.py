"""The letters we write: which goes to whom, and what it may say. `person` writes to the public, `staff` to colleagues.

A letter to a person is *neutral* when the ticket is confidential, or when somebody else may read her mail: no topic,
no words of hers or ours, no link that opens anything; reference only. The receipt code stands in no letter at all.
A letter to staff never holds what a person wrote: it says that there is something, and where.
"""
