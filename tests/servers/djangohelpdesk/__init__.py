"""A real django-helpdesk, and the agent's side of it."""
