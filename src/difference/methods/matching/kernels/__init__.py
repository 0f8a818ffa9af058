"""Compiled code for large markets. Importing any module of this package imports numba and compiles, so it is done only when one is needed."""
