"""Trains the classifier's model. Needs the packages of the `training` group; the service never imports it."""
