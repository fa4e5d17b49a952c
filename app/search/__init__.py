"""One box over people, units and nominations, narrowed to what the actor may see."""
