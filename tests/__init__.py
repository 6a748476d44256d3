"""The tests mirror the tree; `make` builds rows, `house` keeps the house style true."""
