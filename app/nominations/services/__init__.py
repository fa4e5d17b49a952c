"""Acts on nominations, by subject."""
