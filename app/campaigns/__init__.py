"""A year's or a theme's round: calendar, scope, the regime in force."""
