"""What every stage stands on: people, access, audit, lifecycles, the clock, schools, jobs, mail and documents."""
