"""The newsroom's older leaks in the window."""
