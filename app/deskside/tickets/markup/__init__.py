"""Plain text made to stay plain text in help desks that draw what they are sent: a module for each way of writing."""
