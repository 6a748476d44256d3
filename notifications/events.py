"""Stand-in until the engine's branch lands."""
