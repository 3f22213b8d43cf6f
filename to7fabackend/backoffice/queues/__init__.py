"""Work that waits for staff: each queue shows what waits, and decides it through its app's own action."""
