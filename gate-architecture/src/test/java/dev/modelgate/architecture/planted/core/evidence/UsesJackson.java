package dev.modelgate.architecture.planted.core.evidence;

import com.fasterxml.jackson.core.JsonFactory;

/** Planted: a JSON library in the core. */
record UsesJackson(JsonFactory violation) {}
