"""What stands on official papers, line by line, and how a signed one is kept."""
