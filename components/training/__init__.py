"""Recipe in, run out: networks are described, trained on workers, recorded and exported."""
