"""Files of database engines and columnar formats: SQLite, Parquet, Arrow, BSON."""
