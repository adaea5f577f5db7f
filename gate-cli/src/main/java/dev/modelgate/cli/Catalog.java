package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.modelgate.ci.stage.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All commands by name. A command's class is loaded only when it is asked for: reflection over every command would
 * cost more than a comparison takes.
 */
final class Catalog {

    /** Apart from the others: these are waited for the most, and each entry takes part of a millisecond to make. */
    private static final class Judging {

        static final ImmutableList<Entry> ENTRIES = judging();
    }

    private static final class Others {

        static final ImmutableList<Entry> ENTRIES = others();
    }

    private Catalog() {}

    /** One command: {@code name} is one word or two, {@code group} a heading of the overview. */
    record Entry(String group, String name, String summary, Supplier<GateCommand> command) {}

    /** A found command and what is left of the command line. */
    record Match(Entry entry, List<String> arguments) {}

    /** The command that the line starts with; no name starts with the whole of another. */
    static Optional<Match> match(List<String> line) {
        Optional<Match> judging = match(line, Judging.ENTRIES);
        return judging.isPresent() ? judging : match(line, Others.ENTRIES);
    }

    private static Optional<Match> match(List<String> line, List<Entry> entries) {
        for (int words = Math.min(2, line.size()); words > 0; words--) {
            String name = String.join(" ", line.subList(0, words));
            for (Entry entry : entries) {
                if (entry.name().equals(name)) {
                    return Optional.of(new Match(entry, line.subList(words, line.size())));
                }
            }
        }
        return Optional.empty();
    }

    /** The names that start with that word, for messages: {@code registry} has {@code registry list}, … */
    static List<String> below(String word) {
        return names().stream().filter(name -> name.startsWith(word + " ")).toList();
    }

    static List<String> names() {
        return all().map(Entry::name).toList();
    }

    static ImmutableListMultimap<String, Entry> byGroup() {
        return all().collect(ImmutableListMultimap.toImmutableListMultimap(Entry::group, entry -> entry));
    }

    private static Stream<Entry> all() {
        return Stream.concat(Judging.ENTRIES.stream(), Others.ENTRIES.stream());
    }

    private static ImmutableList<Entry> judging() {
        return ImmutableList.of(
                new Entry(
                        "Start", "try", "watch the main job on a real model, in a scratch directory", TryCommand::new),
                new Entry("Judge", "compare", "compare a candidate's report with a baseline's", CompareCommand::new),
                new Entry(
                        "Judge",
                        "check",
                        "judge a candidate by the policy, or a run by its evidence",
                        CheckCommand::new),
                new Entry("Judge", "policy validate", "check that a policy is understood", PolicyCommand::validate),
                new Entry(
                        "Judge",
                        "policy explain",
                        "say in plain sentences what a policy demands",
                        PolicyCommand::explain),
                new Entry("Judge", "policy test", "judge the cases beside a policy", PolicyTestCommand::new),
                new Entry("Judge", "policy schema", "print the JSON Schema of gate.yaml", PolicyCommand::schema),
                new Entry("Judge", "power", "say what each bucket can and cannot see", PowerCommand::new),
                new Entry("Judge", "baseline init", "propose a first baseline", BaselineCommand::init),
                new Entry(
                        "Judge",
                        "baseline update",
                        "propose the baseline from what was promoted",
                        BaselineCommand::update),
                new Entry("Judge", "baseline diff", "say what another baseline would ask for", BaselineCommand::diff),
                new Entry("Judge", "selftest", "try the policy on sabotaged candidates", SelfTestCommand::new),
                new Entry("Judge", "report", "show a verdict with the evidence behind it", ReportCommand::new),
                new Entry("Judge", "explain", "say why a verdict is what it is", ExplainCommand::new),
                new Entry(
                        "Judge", "stat", "compute a statistical method from JSON on standard input", StatCommand::new));
    }

    private static ImmutableList<Entry> others() {
        return ImmutableList.of(
                new Entry("Identify", "sha", "print the canonical SHA of a bundle", ShaCommand::new),
                new Entry("Identify", "diff", "show what changed between two models", DiffCommand::new),
                new Entry("Measure", "data pull", "bring the data that a DVC pointer names", DataCommand::pull),
                new Entry("Measure", "data verify", "compare data with their DVC pointer", DataCommand::verify),
                new Entry("Measure", "eval", "put an eval set to a model and write its report", EvalCommand::new),
                new Entry("Measure", "import", "turn another harness's results into a report", ImportCommand::new),
                new Entry("Measure", "suite", "run the suites of gate.yaml on a model", SuiteCommand::new),
                new Entry("Release", "keygen", "make a key pair for signing verdicts", KeygenCommand::new),
                new Entry("Release", "trust show", "print whose verdicts count", TrustCommand::show),
                new Entry("Release", "trust add", "trust one key more", TrustCommand::add),
                new Entry("Release", "trust retire", "let a key end", TrustCommand::retire),
                new Entry("Release", "trust remove", "distrust a key, also for what it signed", TrustCommand::remove),
                new Entry("Release", "trust demand", "say whether verdicts must be signed", TrustCommand::demand),
                new Entry("Release", "bundle sign", "sign a bundle by OpenSSF Model Signing", BundleCommand::sign),
                new Entry("Release", "bundle verify", "check the signature of a bundle", BundleCommand::verify),
                new Entry("Release", "register", "enter a bundle into the registry", RegisterCommand::new),
                new Entry(
                        "Release",
                        "promote",
                        "make a registered model live, if its verdict stands",
                        PromoteCommand::new),
                new Entry("Release", "attach", "put a release's evidence beside its bundle", AttachCommand::new),
                new Entry(
                        "Release",
                        "quarantine",
                        "keep content from being promoted, by its verdict",
                        QuarantineCommand::new),
                new Entry("Release", "rollback", "make live again what was live before", RollbackCommand::new),
                new Entry(
                        "CI",
                        "ci request",
                        "find who asks for a deployment of what",
                        () -> new CiCommand(Stage.REQUEST)),
                new Entry("CI", "ci data", "hold the eval set to the baseline's", () -> new CiCommand(Stage.DATA)),
                new Entry("CI", "ci fetch", "bring the model from the tracker", () -> new CiCommand(Stage.FETCH)),
                new Entry("CI", "ci eval", "put the eval set to the model", () -> new CiCommand(Stage.EVAL)),
                new Entry("CI", "ci judge", "judge by the base commit's policy", () -> new CiCommand(Stage.JUDGE)),
                new Entry("CI", "ci promote", "judge again, register and promote", () -> new CiCommand(Stage.PROMOTE)),
                new Entry("CI", "ci comment", "tell the change how it ended", CiCommentCommand::new),
                new Entry("CI", "ci doctor", "look whether the settings protect the gate", CiDoctorCommand::new),
                new Entry("Release", "gc", "list or remove bytes that nothing reachable needs", GcCommand::new),
                new Entry("Look", "lineage", "show where a model came from", LineageCommand::new),
                new Entry("Look", "registry list", "list the models", RegistryListCommand::new),
                new Entry("Look", "registry get", "print all that is known of one model", RegistryGetCommand::new),
                new Entry("Look", "registry history", "show what happened", RegistryHistoryCommand::new),
                new Entry("Look", "registry copy", "copy the registry into another store", RegistryCopyCommand::new),
                new Entry("Release", "registry attempt", "write down that a candidate was judged", AttemptCommand::new),
                new Entry("Look", "registry rebase", "mend a fork of two histories", RegistryRebaseCommand::new),
                new Entry(
                        "Look",
                        "registry export",
                        "write the history as tags that GTO reads",
                        RegistryExportCommand::new),
                new Entry(
                        "Look",
                        "registry verify",
                        "check the registry against its events",
                        RegistryVerifyCommand::new));
    }
}
