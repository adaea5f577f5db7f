package dev.modelgate.cli;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.git.GitCode;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.register.Register.AlreadyRegistered;
import dev.modelgate.registry.register.Register.Refused;
import dev.modelgate.registry.register.Register.Registered;
import dev.modelgate.registry.register.TrackedFacts;
import dev.modelgate.registry.state.EntryCodec;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code gate register}: a model gets its entry, its bytes a place. */
final class RegisterCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private Optional<String> bundle = Optional.empty();
    private Optional<String> from = Optional.empty();
    private Optional<String> path = Optional.empty();
    private Optional<CanonicalSha> parent = Optional.empty();
    private Optional<String> model = Optional.empty();
    private Optional<String> image = Optional.empty();
    private Optional<BranchName> branch = Optional.empty();
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Enters a bundle into the registry: its canonical document, its lineage and its bytes.",
                        "gate register examples/grammar-tutor/models/clean")
                .optionalWord("DIR", "the bundle's directory", value -> bundle = Optional.of(value))
                .option("--bundle", "DIR", "the same, as an option", value -> bundle = Optional.of(value))
                .option(
                        "--from",
                        "SOURCE",
                        "where to fetch it instead: mlflow:RUN_ID[@MODEL_ID][/FOLDER] or oci:HOST/REPOSITORY:TAG",
                        value -> from = Optional.of(value))
                .option(
                        "--path",
                        "FOLDER",
                        "the folder of the run's artifacts that is the bundle, for --from mlflow:RUN_ID",
                        value -> path = Optional.of(value))
                .option(
                        "--parent",
                        "SHA",
                        "canonical SHA of the model it was made from",
                        value -> parent = Optional.of(Options.sha(value)))
                .option(
                        "--model",
                        "NAME",
                        "the line of models, for a new registry (default: gate.yaml, the project's name)",
                        value -> model = Optional.of(value))
                .option(
                        "--branch",
                        "NAME",
                        "the branch whose baseline and policy count, for a new registry (default: the current one)",
                        value -> branch = Optional.of(Options.branch(value)))
                .option(
                        "--image-digest",
                        "DIGEST",
                        "the container image that serves it, as its build wrote it down: sha256:…",
                        value -> image = Optional.of(Options.image(value)));
        registry.declare(syntax).option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        requireOnePlace();
        try (Registry opened = registry.open(invocation);
                HashBar bar = HashBar.on(invocation)) {
            Optional<String> name = Optional.of(modelName(opened, invocation));
            BundleReader reader = new BundleReader(bar);
            Optional<BranchName> founding = founding(opened, invocation);
            Register.Request named =
                    from.isPresent() ? fetched(reader, name, invocation) : local(reader, name, invocation);
            Register.Request request = founding.map(named::onBranch).orElse(named);
            Register.Result result = new Register(opened, registry.artifacts(invocation), invocation.clock())
                    .run(image.map(request::inImage).orElse(request));
            WiredTracker.settle(opened, invocation);
            return print(result, invocation);
        }
    }

    /** Given, else the one that is checked out; an existing registry keeps its own, and says so where another is given. */
    private Optional<BranchName> founding(Registry opened, Invocation invocation) throws IOException {
        if (opened.read(view -> view.identity().isEmpty())) {
            boolean development = opened.environment() == Environment.DEVELOPMENT;
            return branch.isPresent() || development ? branch : currentBranch(invocation);
        }
        Optional<BranchName> known = opened.read(RegistryView::branch);
        if (branch.isPresent() && !branch.equals(known)) {
            throw new UsageException(
                    "--branch is '%s', but the branch of %s is %s; 'gate registry branch NAME' records another"
                            .formatted(
                                    branch.get(),
                                    opened.uri(),
                                    known.map(name -> "'" + name + "'").orElse("not recorded")));
        }
        return branch;
    }

    private static Optional<BranchName> currentBranch(Invocation invocation) throws IOException {
        try {
            return GitCode.branchOfNewRegistry(invocation.directory());
        } catch (CannotJudgeException e) {
            throw new CannotJudgeException(e.getMessage() + " with --branch NAME", e);
        }
    }

    private void requireOnePlace() {
        if (bundle.isPresent() == from.isPresent()) {
            throw new UsageException(
                    "%s, but one bundle is required; write gate register DIR or gate register --from SOURCE"
                            .formatted(from.isPresent() ? "a directory and --from are given" : "no bundle is named"));
        }
        if (path.isPresent() && from.isEmpty()) {
            throw new UsageException("--path is given without --from, but it names a folder of a run; leave it out");
        }
    }

    private Register.Request local(BundleReader reader, Optional<String> name, Invocation invocation)
            throws IOException {
        Path directory = invocation.path(bundle.orElseThrow());
        return new Register.Request(reader.read(directory, parent), directory, name, lineage(invocation));
    }

    private Register.Request fetched(BundleReader reader, Optional<String> name, Invocation invocation)
            throws IOException {
        FetchedBundle fetched = Remote.of(invocation)
                .sources(reader)
                .open(from.orElseThrow(), path)
                .fetch(parent);
        return new Register.Request(
                fetched.document(),
                fetched.directory(),
                name,
                TrackedFacts.of(fetched, invocation.variable("USER"), RunUrl.of(invocation.environment())));
    }

    /** Given, else what the registry is called already, else the wiring's, else the project directory's name. */
    private String modelName(Registry opened, Invocation invocation) throws IOException {
        Optional<String> existing = opened.read(view -> view.identity().map(identity -> identity.model()));
        return model.or(() -> existing)
                .or(() -> Project.of(invocation).settings().wiring().model())
                .orElseGet(() -> Project.of(invocation).name());
    }

    private static LineageFacts lineage(Invocation invocation) throws IOException {
        return new LineageFacts(
                Optional.empty(),
                Optional.empty(),
                GitCode.at(invocation.directory()),
                LineageFacts.UNKNOWN.hyperparameters(),
                Optional.empty(),
                ImmutableMap.of(),
                Optional.empty(),
                LineageFacts.Origin.LOCAL,
                invocation.variable("USER"),
                RunUrl.of(invocation.environment()));
    }

    private ExitStatus print(Register.Result result, Invocation invocation) {
        if (result instanceof Refused refused) {
            invocation.out().println(Printable.line(refused.message()));
            return ExitStatus.REFUSED;
        }
        boolean fresh = result instanceof Registered;
        Entry entry = fresh ? ((Registered) result).entry() : ((AlreadyRegistered) result).entry();
        invocation
                .out()
                .print(
                        format == Format.JSON
                                ? PrettyJson.indented(EntryCodec.json(entry))
                                : (fresh ? "registered " : "already registered ") + entry.sha() + "\n");
        return ExitStatus.DONE;
    }
}
