package dev.modelgate.eval.importer;

/** What a file of results says. */
public sealed interface Imported permits ImportedCases, ImportedMeasures {

    /** How much there was, in one line. */
    String summary();
}
