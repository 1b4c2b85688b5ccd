"""Community: places that call themselves Bersinar, volunteers, task forces, regulations.

It never counts anything itself, and it never holds a number that nobody told: sites whose number is not known are one
record that says so.
"""
