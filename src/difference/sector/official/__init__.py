"""Official data as published: recognised by what stands in a file, checked, kept as Parquet, and asked by DuckDB."""
