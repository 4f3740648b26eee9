"""Every window test runs offscreen."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
