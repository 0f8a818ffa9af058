"""Train: two years on the job, modules at Master's level, and the award."""
