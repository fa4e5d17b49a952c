"""The list that recipients sign, as it is printed."""
