"""What attackers tried and got: each of these opened something once, and must not again."""
