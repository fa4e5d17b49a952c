"""The screen of the candidates, shaped for its templates."""
