"""What a local rule may say: its values, its dates, and the law that it may tighten or fill but never loosen."""
