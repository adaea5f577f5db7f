package dev.modelgate.registry.browse;

import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.lineage.DatasetInput;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.eval.render.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A lineage as a tree for people: each model with what it was made of, its parent as its last branch. What nobody
 * recorded is left out, except the code, without which nothing can be made again.
 */
public final class LineageTree {

    private final StringBuilder out = new StringBuilder();

    private LineageTree() {}

    /** Lines with a final newline; texts from outside have their control characters escaped. */
    public static String text(LineageChain chain) {
        LineageTree tree = new LineageTree();
        String indent = "";
        for (ListedModel model : chain.models()) {
            tree.model(model, indent);
            indent += "   ";
        }
        if (chain.missing().isPresent()) {
            tree.line(indent, chain.missing().get() + "  MISSING: named as parent, but not in this registry");
        }
        return tree.out.toString();
    }

    private void model(ListedModel model, String indent) {
        line(indent, title(model));
        boolean hasParent = model.entry().parent().isPresent();
        List<String> facts = facts(model);
        for (int i = 0; i < facts.size(); i++) {
            boolean last = i == facts.size() - 1 && !hasParent;
            out.append(indent).append(last ? "└─ " : "├─ ").append(facts.get(i)).append('\n');
        }
    }

    /** A parent stands under its child, on the child's last branch. */
    private void line(String indent, String text) {
        out.append(indent.isEmpty() ? "" : indent.substring(3) + "└─ ")
                .append(text)
                .append('\n');
    }

    private static String title(ListedModel model) {
        String versions = model.versions().stream().map(SemverTag::text).collect(Collectors.joining(", "));
        return model.entry().sha()
                + (versions.isEmpty() ? "  never promoted" : "  " + versions)
                + (model.live() ? "  LIVE" : "")
                + (model.quarantined() ? "  QUARANTINED" : "");
    }

    private static List<String> facts(ListedModel model) {
        LineageFacts lineage = model.entry().lineage();
        List<String> facts = new ArrayList<>();
        facts.add("registered " + model.entry().registeredAt()
                + lineage.registeredBy().map(by -> " by " + Printable.line(by)).orElse(""));
        facts.add(lineage.code()
                .map(code -> "code " + Printable.line(code.commit()) + state(code.dirty()))
                .orElse("code not recorded"));
        add(facts, "corpus ", lineage.corpusDvcHash());
        add(facts, "eval set ", lineage.evalSetHash());
        add(facts, "seed ", lineage.seed());
        add(facts, "hyperparameters ", shown(lineage.hyperparameters()));
        lineage.frameworks()
                .forEach((name, version) -> facts.add(Printable.line(name) + " " + Printable.line(version)));
        add(facts, "image ", lineage.imageDigest());
        add(facts, "taken from ", lineage.origin().source());
        lineage.origin().datasets().forEach(dataset -> facts.add(shown(dataset)));
        lineage.origin().runs().forEach(run -> facts.add("run " + Printable.line(run)));
        lineage.origin()
                .missingRun()
                .ifPresent(run ->
                        facts.add("run " + Printable.line(run) + "  MISSING: named as parent, but not on the tracker"));
        add(facts, "registered in ", lineage.runUrl());
        return facts;
    }

    private static String state(Optional<Boolean> dirty) {
        return dirty.map(it -> it ? " with uncommitted changes" : "")
                .orElse(", not recorded whether with uncommitted changes");
    }

    private static String shown(DatasetInput dataset) {
        return "data set " + Printable.line(dataset.name()) + " " + Printable.line(dataset.digest())
                + dataset.context()
                        .map(context -> " for " + Printable.line(context))
                        .orElse("");
    }

    private static Optional<String> shown(JsonObject object) {
        return object.members().isEmpty() ? Optional.empty() : Optional.of(PrettyJson.line(object));
    }

    private static void add(List<String> facts, String name, Optional<String> value) {
        value.ifPresent(text -> facts.add(name + Printable.line(text)));
    }
}
