"""The public JSON API: what anyone may read of schools, cohorts and figures."""
