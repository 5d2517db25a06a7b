"""How it is published: Arrow tables as CSV and Parquet, workbooks, descriptors, and the folder they stand in."""
