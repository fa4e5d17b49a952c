"""Every select over bonus lists."""
