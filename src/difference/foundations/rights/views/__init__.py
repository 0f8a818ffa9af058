"""The pages about data rights."""
