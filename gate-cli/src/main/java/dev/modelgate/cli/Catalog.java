package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;

/** All commands as the overview lists them; what makes each is in {@link Commands}. */
final class Catalog {

    private static final ImmutableList<Entry> ENTRIES = ImmutableList.of(
            new Entry("Start", "try", "watch the main job on a real model, in a scratch directory"),
            new Entry("Judge", "compare", "compare a candidate's report with a baseline's"),
            new Entry("Judge", "check", "judge a candidate by the policy, or a run by its evidence"),
            new Entry("Judge", "policy validate", "check that a policy is understood"),
            new Entry("Judge", "policy explain", "say in plain sentences what a policy demands"),
            new Entry("Judge", "policy test", "judge the cases beside a policy"),
            new Entry("Judge", "policy schema", "print the JSON Schema of gate.yaml"),
            new Entry("Judge", "power", "say what each bucket can and cannot see"),
            new Entry("Judge", "baseline init", "propose a first baseline"),
            new Entry("Judge", "baseline update", "propose the baseline from what was promoted"),
            new Entry("Judge", "baseline diff", "say what another baseline would ask for"),
            new Entry("Judge", "selftest", "try the policy on sabotaged candidates"),
            new Entry("Judge", "report", "show a verdict with the evidence behind it"),
            new Entry("Judge", "explain", "say why a verdict is what it is"),
            new Entry("Judge", "stat", "compute a statistical method from JSON on standard input"),
            new Entry("Identify", "sha", "print the canonical SHA of a bundle"),
            new Entry("Identify", "diff", "show what changed between two models"),
            new Entry("Measure", "data pull", "bring the data that a DVC pointer names"),
            new Entry("Measure", "data verify", "compare data with their DVC pointer"),
            new Entry("Measure", "eval", "put an eval set to a model and write its report"),
            new Entry("Measure", "import", "turn another harness's results into a report"),
            new Entry("Measure", "suite", "run the suites of gate.yaml on a model"),
            new Entry("Release", "keygen", "make a key pair for signing verdicts"),
            new Entry("Release", "trust show", "print whose verdicts count"),
            new Entry("Release", "trust add", "trust one key more"),
            new Entry("Release", "trust retire", "let a key end"),
            new Entry("Release", "trust remove", "distrust a key, also for what it signed"),
            new Entry("Release", "trust demand", "say whether verdicts must be signed"),
            new Entry("Release", "bundle sign", "sign a bundle by OpenSSF Model Signing"),
            new Entry("Release", "bundle verify", "check the signature of a bundle"),
            new Entry("Release", "register", "enter a bundle into the registry"),
            new Entry("Release", "promote", "make a registered model live, if its verdict stands"),
            new Entry("Release", "attach", "put a release's evidence beside its bundle"),
            new Entry("Release", "quarantine", "keep content from being promoted, by its verdict"),
            new Entry("Release", "ban", "keep content from going live at once, on a person's word"),
            new Entry("Release", "unban", "take a ban back"),
            new Entry("Release", "rollback", "make live again what was live before"),
            new Entry("CI", "ci request", "find who asks for a deployment of what"),
            new Entry("CI", "ci data", "hold the eval set to the baseline's"),
            new Entry("CI", "ci fetch", "bring the model from the tracker"),
            new Entry("CI", "ci eval", "put the eval set to the model"),
            new Entry("CI", "ci judge", "judge by the base commit's policy"),
            new Entry("CI", "ci promote", "judge again, register and promote"),
            new Entry("CI", "ci comment", "tell the change how it ended"),
            new Entry("CI", "ci doctor", "look whether the settings protect the gate"),
            new Entry("Release", "gc", "list or remove bytes that nothing reachable needs"),
            new Entry("Look", "lineage", "show where a model came from"),
            new Entry("Look", "registry list", "list the models"),
            new Entry("Look", "registry get", "print all that is known of one model"),
            new Entry("Look", "registry history", "show what happened"),
            new Entry("Release", "registry branch", "record the branch whose rules count"),
            new Entry("Look", "registry copy", "copy the registry into another store"),
            new Entry("Release", "registry attempt", "write down that a candidate was judged"),
            new Entry("Look", "registry rebase", "mend a fork of two histories"),
            new Entry("Look", "registry export", "write the history as tags that GTO reads"),
            new Entry("Look", "registry verify", "check the registry against its events"));

    private Catalog() {}

    /** One command: {@code name} is one word or two, {@code group} a heading of the overview. */
    record Entry(String group, String name, String summary) {}

    /** The names that start with that word, for messages: {@code registry} has {@code registry list}, … */
    static ImmutableList<String> below(String word) {
        return names().stream().filter(name -> name.startsWith(word + " ")).collect(ImmutableList.toImmutableList());
    }

    static ImmutableList<String> names() {
        return ENTRIES.stream().map(Entry::name).collect(ImmutableList.toImmutableList());
    }

    static ImmutableListMultimap<String, Entry> byGroup() {
        return ENTRIES.stream().collect(ImmutableListMultimap.toImmutableListMultimap(Entry::group, entry -> entry));
    }
}
