"""Operations: health, logs, backups, and what the doctor looks for."""
