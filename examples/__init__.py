"""What one file is enough for: a second gateway, carrier, channel and report. Copy them, change them."""
