"""People who sign in, their roles and the units they act for."""
