"""Cases told from outside as JSON: read strictly, worked out by the rules, answered as JSON. No database, no web."""
