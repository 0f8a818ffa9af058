"""What schools and staff fill in as a table and send: read row by row into what the commands of the pages take. It knows no request."""
