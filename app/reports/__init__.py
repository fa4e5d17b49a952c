"""Year-end report: figures, tables, narrative, exports."""
