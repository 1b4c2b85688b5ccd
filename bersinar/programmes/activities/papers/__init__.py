"""What a pelaksanaan uses and leaves: materials with versions, minutes, follow-up tasks."""
