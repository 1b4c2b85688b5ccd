"""Ways: the stages that a record goes through and the steps between them, declared as data. Knows no kind of record."""
