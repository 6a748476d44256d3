"""Sealing: what is confidential is encrypted before it reaches a disk. The lowest room; it knows nobody."""
