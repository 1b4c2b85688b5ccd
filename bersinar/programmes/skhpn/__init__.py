"""SKHPN, the letter about the result of one's own urine test: a queue, a test, a letter that anybody may check.

Applicants are not clients and not people of a session: nothing here is counted as deteksi dini or as rehabilitation.
Who they were is sealed and erased by this room's own rule; what stays is that a letter was issued. A reactive result
issues no letter and is told to nobody but the clinic.
"""
