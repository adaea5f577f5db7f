package dev.modelgate.eval.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.config.Section;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
import dev.modelgate.eval.report.ReportReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cases beside a policy, each with the verdict it must get: the policy's own tests. Reports are files beside the cases,
 * or stand in them as they are.
 */
public final class PolicyCases {

    /** Beside {@code gate.yaml}. */
    public static final String FILE = "gate.tests.yaml";

    private final PolicyCheck check;
    private final Path file;
    private final Path baseline;
    private final Circumstances circumstances;

    private PolicyCases(PolicyCheck check, Path file, Path baseline, Circumstances circumstances) {
        this.check = check;
        this.file = file;
        this.baseline = baseline;
        this.circumstances = circumstances;
    }

    /**
     * What one case came to.
     *
     * @param missing reasons that it must give and does not
     */
    public record Outcome(String name, Decision expected, Decision found, ImmutableSet<ReasonCode> missing) {

        public boolean holds() {
            return expected == found && missing.isEmpty();
        }
    }

    /**
     * Judges every case.
     *
     * @param baseline of the cases that name none
     * @throws CannotJudgeException where the file or a report is malformed, or there is no case: a policy without a test
     *     has not passed its tests
     */
    public static ImmutableList<Outcome> run(
            PolicyCheck.Settings settings, Path file, Path baseline, Circumstances circumstances) {
        Section root = new Section(JsonShape.object(YamlReader.read(file), file.toString()), file.toString())
                .knowing("version", "cases");
        ImmutableList<Section> cases = Items.of(root, "cases");
        if (cases.isEmpty()) {
            throw new CannotJudgeException("%s has no cases, but at least one is required; add one".formatted(file));
        }
        PolicyCheck check = new PolicyCheck(settings, settings.rules().policySha256());
        PolicyCases test = new PolicyCases(check, file, baseline, circumstances);
        return cases.stream().map(test::outcome).collect(ImmutableList.toImmutableList());
    }

    private Outcome outcome(Section section) {
        section.knowing("name", "candidate", "baseline", "suites", "attempt", "expect", "reasons");
        Decision expected = word(section, "expect", section.requiredText("expect"), Decision.class);
        Verdict verdict = check.run(request(section), circumstances).verdict();
        Set<ReasonCode> given = verdict.reasons().stream().map(Reason::code).collect(Collectors.toSet());
        return new Outcome(
                section.requiredText("name"),
                expected,
                verdict.decision(),
                section.texts("reasons").stream()
                        .map(word -> word(section, "reasons", word, ReasonCode.class))
                        .filter(code -> !given.contains(code))
                        .collect(ImmutableSet.toImmutableSet()));
    }

    private PolicyCheck.Request request(Section section) {
        ImmutableMap.Builder<String, Evidence> suites = ImmutableMap.builder();
        section.object("suites").map(JsonObject::members).stream()
                .flatMap(members -> members.entrySet().stream())
                .forEach(suite -> suites.put(suite.getKey(), report(section, suite)));
        return new PolicyCheck.Request(
                report(section, Map.entry("candidate", required(section))),
                section.value("baseline")
                        .map(value -> report(section, Map.entry("baseline", value)))
                        .orElseGet(() -> ReportReader.read(baseline)),
                suites.buildOrThrow(),
                Optional.empty(),
                section.count("attempt").map(OptionalLong::of).orElse(OptionalLong.of(1)));
    }

    private static JsonValue required(Section section) {
        return JsonShape.required(section.object(), "candidate", section.what());
    }

    /** A file's name, or the report itself. */
    private Evidence report(Section section, Map.Entry<String, ? extends JsonValue> stated) {
        String what = "%s.%s".formatted(section.what(), stated.getKey());
        if (stated.getValue() instanceof JsonObject inline) {
            byte[] bytes = PrettyJson.line(inline).getBytes(StandardCharsets.UTF_8);
            return ReportReader.read(bytes, what, name -> {
                throw new IOException("a report that stands in the file has no cases beside it");
            });
        }
        return ReportReader.read(
                file.toAbsolutePath().resolveSibling(InputFiles.path(JsonShape.text(stated.getValue(), what))));
    }

    private static <E extends Enum<E>> E word(Section section, String key, String word, Class<E> known) {
        return Arrays.stream(known.getEnumConstants())
                .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> section.wrong(
                        key,
                        word,
                        "one of "
                                + String.join(
                                        ", ",
                                        new TreeSet<>(Arrays.stream(known.getEnumConstants())
                                                .map(Enum::name)
                                                .toList()))));
    }
}
