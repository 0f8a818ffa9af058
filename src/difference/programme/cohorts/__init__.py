"""The programme and its cohorts: one yearly intake each, every date of whose cycle is data."""
