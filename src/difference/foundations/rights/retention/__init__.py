"""The retention schedule: read from each application's `retention.toml`, checked against every field of every model."""
