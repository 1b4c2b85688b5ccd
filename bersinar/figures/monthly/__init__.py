"""Monthly reports to the superior office: what they say, how they go, what stands out in them."""
