"""What older programs left behind, carried to this one."""
