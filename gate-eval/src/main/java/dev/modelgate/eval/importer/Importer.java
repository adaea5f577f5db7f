package dev.modelgate.eval.importer;

import java.nio.file.Path;

/** Reads the results that one tool writes. What it does not understand is an error: a guess could pass a gate. */
public interface Importer {

    /** The word by which it is chosen: {@code junit}. */
    String format();

    /** What is read, in a few words. */
    String what();

    /**
     * Reads a file.
     *
     * @param choices what whoever imports says of it; a word that this format does not know is an error
     * @throws dev.modelgate.core.CannotJudgeException where it is missing, or not of this format: where, and what is
     *     required
     */
    Imported read(Path file, ImportChoices choices);
}
