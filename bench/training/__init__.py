"""Training of the models that onrecord ships: needs torch, which running them does not."""
