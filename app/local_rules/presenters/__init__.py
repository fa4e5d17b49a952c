"""Local rules as pages show them: the words of a rule, and the list of points."""
