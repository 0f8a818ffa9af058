"""The calculations: pure functions that know no database, no clock and no network, so that anybody can check them in a notebook."""
