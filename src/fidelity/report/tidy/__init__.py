"""Tables of figures for other programs: CSV in a data package, JSON, Parquet; one writer each, for any table."""
