"""Facts about this computer, and everything private in them and in other texts hidden before they leave."""
