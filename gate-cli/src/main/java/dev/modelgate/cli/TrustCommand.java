package dev.modelgate.cli;

import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import dev.modelgate.eval.render.MarkdownReport;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.trust.TrustEdit;
import java.io.IOException;
import java.util.List;

/** {@code gate trust …}: whose verdicts count. Each way to change that is an {@link TrustAction}. */
final class TrustCommand implements GateCommand {

    private final TrustAction action;
    private final RegistryOption registry = new RegistryOption();
    private Format format = Format.TEXT;

    private TrustCommand(TrustAction action) {
        this.action = action;
    }

    static TrustCommand show() {
        return new TrustCommand(new TrustAction.Show());
    }

    static TrustCommand add() {
        return new TrustCommand(new TrustAction.Add());
    }

    static TrustCommand retire() {
        return new TrustCommand(new TrustAction.Retire());
    }

    static TrustCommand remove() {
        return new TrustCommand(new TrustAction.Remove());
    }

    static TrustCommand demand() {
        return new TrustCommand(new TrustAction.Demand());
    }

    @Override
    public void declare(Syntax syntax) {
        action.declare(syntax);
        syntax.option("--format", "FORMAT", Format.HELP, value -> format = Options.format(value));
        registry.declare(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        try (Registry opened = registry.open(invocation)) {
            Trust current = opened.read(RegistryView::trust);
            if (action.next(current, invocation).isEmpty()) {
                return print(current, invocation);
            }
            TrustEdit edit = new TrustEdit(opened, LocalSigner.of(invocation.environment()), invocation.clock());
            TrustEdit.Result result =
                    edit.run(trust -> action.next(trust, invocation).orElse(trust));
            if (result instanceof TrustEdit.Refused refused) {
                invocation.out().print(MarkdownReport.reasons(List.of(refused.reason())));
                return ExitStatus.REFUSED;
            }
            return print(((TrustEdit.Changed) result).trust(), invocation);
        }
    }

    private ExitStatus print(Trust trust, Invocation invocation) {
        invocation.out().print(format == Format.JSON ? PrettyJson.indented(trust.json()) : text(trust));
        return ExitStatus.DONE;
    }

    private static String text(Trust trust) {
        StringBuilder text = new StringBuilder();
        for (TrustedKey key : trust.keys()) {
            text.append(Printable.line(
                            "%s  %s  valid %s".formatted(key.id().abbreviated(), key.name(), key.validity())))
                    .append('\n');
        }
        return text.append(
                        trust.unsignedCounts()
                                ? "verdicts count unsigned too\n"
                                : "only verdicts signed by these keys count\n")
                .toString();
    }
}
