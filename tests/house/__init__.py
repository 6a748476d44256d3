"""These tests keep the house style true: a rule that is not held here is a wish."""
