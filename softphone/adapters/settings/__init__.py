"""Where the company's settings come from, and whether they are the administrator's."""
