"""Who is signed in, and the ways in."""
