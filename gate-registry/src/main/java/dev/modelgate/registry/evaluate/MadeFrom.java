package dev.modelgate.registry.evaluate;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.dvc.EvalSetSource;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.OutputFiles;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.runtime.Runtimes;
import dev.modelgate.eval.score.Scorers;
import dev.modelgate.registry.bundle.BundleReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a report was made from, by digests, and the report itself: kept beside it, so that a build need not put the same
 * cases to the same model again. There is none where something outside answers or scores, for that may change unseen.
 */
public final class MadeFrom {

    private final BundleEvaluation.Request request;
    private final String gateVersion;
    private final String model;
    private final String inputs;

    private MadeFrom(BundleEvaluation.Request request, String gateVersion, String model, String inputs) {
        this.request = request;
        this.gateVersion = gateVersion;
        this.model = model;
        this.inputs = inputs;
    }

    /**
     * Digests what a report would be made from now. Empty where that does not settle what the report says, and where
     * the eval set is refused.
     *
     * @throws CannotJudgeException where something is missing or malformed, as an evaluation would find it
     */
    public static Optional<MadeFrom> now(BundleEvaluation.Request request, String gateVersion) {
        boolean wired = GateYaml.in(request.project()).wiring().equals(request.wiring());
        if (!wired || request.bundle().isEmpty() || Runtimes.isElsewhere(request.wiring(), request.runtime())) {
            return Optional.empty();
        }
        if (request.wiring().codec().filter(codec -> isFile(request, codec)).isEmpty()) {
            return Optional.empty();
        }
        if (!(EvalSetSource.read(request.evalSet()) instanceof EvalSetSource.Ready ready)
                || !Scorers.areRepeatable(request.wiring().scorer(), ready.evalSet())) {
            return Optional.empty();
        }
        String model = new BundleReader()
                .read(request.bundle().orElseThrow(), request.parent())
                .sha()
                .hex();
        return Optional.of(
                new MadeFrom(request, gateVersion, model, digest(request, model, ready.evalSet(), gateVersion)));
    }

    /** Whether report and cases are still there, byte for byte, and were made from just this. */
    public boolean isUnchanged() {
        Path file = file();
        if (!Files.isRegularFile(file) || !Files.isRegularFile(request.output())) {
            return false;
        }
        try {
            String cases = ReportReader.read(request.output()).casesSha256().orElse("");
            return new String(InputFiles.bytes(file), StandardCharsets.UTF_8).equals(text(cases));
        } catch (CannotJudgeException e) {
            return false; // a report that nobody can read is made anew
        }
    }

    /** Keeps it, unless something changed while the model was asked, or a case went without an answer. */
    public void keep(Evaluated evaluated) {
        boolean same = evaluated.errors() == 0
                && ReportReader.read(evaluated.report()).report().modelSha().equals(Optional.of(model))
                && now(request, gateVersion)
                        .filter(after -> after.inputs.equals(inputs))
                        .isPresent();
        if (same) {
            OutputFiles.write(text(sha256(evaluated.cases())), file(), "what the report was made from");
        } else {
            forget();
        }
    }

    /** Removes what an earlier run kept: a run that breaks off must not leave it. */
    public void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be removed (%s), but it is out of date; remove it".formatted(file(), e.getMessage()),
                    e);
        }
    }

    private Path file() {
        Path report = request.output().toAbsolutePath();
        return report.resolveSibling("." + report.getFileName() + ".made-from.json");
    }

    private String text(String casesSha256) {
        JsonObject made = JsonBuilder.object()
                .put("cases", casesSha256)
                .put("inputs", inputs)
                .put("report", sha256(request.output()))
                .build();
        return new String(CanonicalJson.bytes(made), StandardCharsets.UTF_8) + "\n";
    }

    /** A folder of classes serves as a codec, too, but nobody digests it. */
    private static boolean isFile(BundleEvaluation.Request request, Wiring.Codec codec) {
        return Files.isRegularFile(request.project().resolve(codec.jar()));
    }

    private static String digest(BundleEvaluation.Request request, String model, EvalSet evalSet, String gateVersion) {
        Wiring wiring = request.wiring();
        JsonBuilder inputs = JsonBuilder.object()
                .put("gate", gateVersion)
                .put("model", model)
                .put("set", evalSet.digests().sha256())
                .put("set_dvc", evalSet.digests().dvc())
                .put("wiring", GateYaml.in(request.project()).wiringSha256().orElse(""))
                .put(
                        "codec",
                        wiring.codec()
                                .map(codec -> sha256(request.project().resolve(codec.jar())))
                                .orElse(""))
                .put("baseline", request.baseline().map(MadeFrom::sha256).orElse(""))
                .put("effort", request.effort().toString());
        return Sha256.hex(CanonicalJson.bytes(inputs.build()));
    }

    private static String sha256(Path file) {
        try {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s), but it is needed; check the path".formatted(file, e.getMessage()), e);
        }
    }
}
