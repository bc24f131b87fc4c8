"""Settings, typed domain configuration and logging. Knows no other room."""

import os

# Before anything imports onnxruntime, which would describe this machine in its user's home and send that to its makers.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
