"""Certificates of awards: the register of a body, reissues, and the certificates ready to be printed."""
