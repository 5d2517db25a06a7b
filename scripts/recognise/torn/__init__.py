"""torn: the forms of J-LIS whose labels the print tears from their figures, put together again by arithmetic.

The forms are told in tables (datapackage/reference/jlis); nothing here knows a document. In a document each form is a
section (`pages`), its print a sheet of rows, words and columns (`sheet`); the rows are laid along the lines of the form
(`recovery`), tables that print the same figures vouch for one another (`companions`), and what is not certain is left out
and told (`report`).
"""

from scripts.recognise.torn.reader import find_tables

__all__ = ["find_tables"]
