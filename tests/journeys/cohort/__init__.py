"""The steps of eight people who take one cohort through all five stages, as the demonstration's calendar moves."""
