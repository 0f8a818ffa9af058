"""Combining what assessors gave: a thin seam to `methods.selection`, in the words of recruitment."""
