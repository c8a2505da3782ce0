"""From ../shared/data to the weights in src/onrecord/read/weights: `make train`."""
