"""What leaves and enters as files: backups now, spreadsheets and shipping later."""
