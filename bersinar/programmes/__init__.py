"""The ten rooms. Each owns its records; they meet through public.py only."""
