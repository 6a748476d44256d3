"""Every change, one verb each: lock, may they, does it make sense, change, tell. Nothing else writes tickets."""
