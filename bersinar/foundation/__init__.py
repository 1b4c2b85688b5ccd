"""What every room stands on: offices, people, secrecy, audit, words. Knows no programme and no figure."""
