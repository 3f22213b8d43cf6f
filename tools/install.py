"""Make the project's own environment in .venv from a lock file whose every line carries a hash.

Runs on the bare interpreter, and on interpreters too old for the project, so that it can say so.
"""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}


def say(text):
    sys.stdout.write("tohfa: " + text + "\n")
    sys.stdout.flush()


def main(kind):
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(
            "tohfa: Python 3.11 or newer is needed, this is %s. Name one: make PYTHON=…" % found
        )
    import venv

    lock = LOCKS[kind]
    python = os.path.join(".venv", "bin", "python")
    if os.path.exists(python) and subprocess.call([python, "-c", "import pip"]) != 0:
        shutil.rmtree(".venv")
    if not os.path.exists(python):
        say("making the environment in .venv")
        venv.create(".venv", with_pip=True)
    say("installing what %s pins (once, until it changes)" % lock)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--progress-bar", "off"]
    failed = subprocess.call(
        [*pip, "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", lock]
    )
    if failed:
        sys.exit("tohfa: the packages could not be installed; what pip said stands above.")
    # The larger set contains the smaller one.
    for done in LOCKS if kind == "dev" else [kind]:
        with open(os.path.join(".venv", "." + done), "w"):
            pass
    say("the environment is ready")


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    main(sys.argv[1])
