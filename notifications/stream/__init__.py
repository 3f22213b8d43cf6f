"""The live stream: the web process lets people in, a process of its own holds their connections.

``tickets`` is what the two say to each other; ``door`` is the web's side, ``server`` the other process.
"""
