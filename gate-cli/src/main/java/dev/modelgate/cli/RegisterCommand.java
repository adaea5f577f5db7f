package dev.modelgate.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.eval.verdict.RunUrl;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.git.GitCode;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.register.Register.AlreadyRegistered;
import dev.modelgate.registry.register.Register.Refused;
import dev.modelgate.registry.register.Register.Registered;
import dev.modelgate.registry.state.EntryCodec;
import dev.modelgate.registry.state.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code gate register}: a model gets its entry, its bytes a place. */
final class RegisterCommand implements GateCommand {

    private final RegistryOption registry = new RegistryOption();
    private Optional<String> bundle = Optional.empty();
    private Optional<CanonicalSha> parent = Optional.empty();
    private Optional<String> model = Optional.empty();
    private Format format = Format.TEXT;

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                        "Enters a bundle into the registry: its canonical document, its lineage and its bytes.",
                        "gate register examples/grammar-tutor/models/clean")
                .optionalWord("DIR", "the bundle's directory", value -> bundle = Optional.of(value))
                .option("--bundle", "DIR", "the same, as an option", value -> bundle = Optional.of(value))
                .option(
                        "--parent",
                        "SHA",
                        "canonical SHA of the model it was made from",
                        value -> parent = Optional.of(Options.sha(value)))
                .option(
                        "--model",
                        "NAME",
                        "the line of models, for a new registry (default: gate.yaml, the project's name)",
                        value -> model = Optional.of(value));
        registry.declare(syntax).option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        Path directory = invocation.path(bundle.orElseThrow(
                () -> new UsageException("a bundle is required, but none is named; write gate register DIR")));
        try (Registry opened = registry.open(invocation);
                HashBar bar = HashBar.on(invocation)) {
            BundleDocument document = new BundleReader(bar).read(directory, parent);
            Register.Result result = new Register(opened, registry.artifacts(invocation), invocation.clock())
                    .run(new Register.Request(
                            document, directory, Optional.of(modelName(opened, invocation)), lineage(invocation)));
            return print(result, invocation);
        }
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
                ImmutableList.of(),
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
