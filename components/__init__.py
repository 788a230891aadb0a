"""The parts of Layerwise: concepts <- datasets <- training <- charts <- ui <- pages."""
