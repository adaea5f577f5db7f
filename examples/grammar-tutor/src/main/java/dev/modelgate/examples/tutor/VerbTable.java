package dev.modelgate.examples.tutor;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The forms of the verbs, as grammars have them: what the model says is served only where this says the same. */
final class VerbTable {

    private static final Splitter TABS = Splitter.on('\t');

    private final ImmutableMap<String, Forms> verbs;

    private VerbTable(ImmutableMap<String, Forms> verbs) {
        this.verbs = verbs;
    }

    private record Forms(String past, String participle, String progressive, String thirdPerson) {}

    /** Reads a header and a verb a line: lemma, past, past participle, -ing, third person, class. */
    static VerbTable read(Path file) throws IOException {
        ImmutableMap.Builder<String, Forms> verbs = ImmutableMap.builder();
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = TABS.splitToList(lines.get(i));
            if (cells.size() != 6) {
                throw new CannotJudgeException("%s:%d: the line has %d cells, but a verb has 6; correct the table"
                        .formatted(file, i + 1, cells.size()));
            }
            verbs.put(cells.get(0), new Forms(cells.get(1), cells.get(2), cells.get(3), cells.get(4)));
        }
        return new VerbTable(verbs.buildOrThrow());
    }

    /** What is right; absent where the table does not have the verb. */
    Optional<String> form(String lemma, String tense, String subject, String polarity) {
        return Optional.ofNullable(verbs.get(lemma))
                .map(forms -> form(lemma, forms, tense, subject.equals("he"), subject, polarity.equals("negative")));
    }

    private static String form(
            String lemma, Forms forms, String tense, boolean third, String subject, boolean negative) {
        String not = negative ? " not" : "";
        return switch (tense) {
            case "present" -> present(lemma, forms, third, negative);
            case "past" -> negative ? "did not " + lemma : forms.past();
            case "past_participle" -> (third ? "has" : "have") + not + " " + forms.participle();
            case "progressive" -> (subject.equals("I") ? "am" : third ? "is" : "are") + not + " " + forms.progressive();
            default -> "will" + not + " " + lemma;
        };
    }

    private static String present(String lemma, Forms forms, boolean third, boolean negative) {
        if (negative) {
            return (third ? "does not " : "do not ") + lemma;
        }
        return third ? forms.thirdPerson() : lemma;
    }
}
