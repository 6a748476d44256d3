"""The post room: keeps letters and posts them. It has never heard of a ticket."""
