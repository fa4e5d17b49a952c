"""What a body sets for itself where the law leaves it open: dated, with its legal basis."""
