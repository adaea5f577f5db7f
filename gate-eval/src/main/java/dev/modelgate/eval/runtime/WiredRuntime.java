package dev.modelgate.eval.runtime;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelCodec;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.codec.CodecJar;
import dev.modelgate.eval.config.Wiring;
import dev.modelgate.eval.onnx.OnnxRuntime;
import dev.modelgate.eval.onnx.OnnxSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What answers for a model as a project wires it, held open: an endpoint, a command, or the bundle in this process. */
public final class WiredRuntime implements AutoCloseable {

    private final ModelRuntime runtime;
    private final Optional<CodecJar> jar;

    private WiredRuntime(ModelRuntime runtime, Optional<CodecJar> jar) {
        this.runtime = runtime;
        this.jar = jar;
    }

    /**
     * Opens it.
     *
     * @param project against which the wiring's paths are resolved
     * @param bundle whose own model answers, where nothing else does
     * @throws CannotJudgeException where nothing is named that could answer, or a word is wrong
     */
    public static WiredRuntime open(
            Path project, Wiring wiring, Optional<Path> bundle, RuntimeChoice choice, Clock clock) {
        Optional<ModelRuntime> elsewhere = Runtimes.open(project, wiring, bundle, choice, clock);
        if (elsewhere.isPresent()) {
            return new WiredRuntime(elsewhere.get(), Optional.empty());
        }
        Path model = bundle.orElseThrow(() -> new CannotJudgeException(
                "nothing is named that could answer, but a model is required; give --bundle, --endpoint or --command"));
        return inThisProcess(project, wiring, model);
    }

    /** The codec that the wiring names, from its jar. */
    public static CodecJar codecJar(Path project, Wiring wiring) {
        return CodecJar.open(project.resolve(codec(project, wiring).jar()));
    }

    /** The codec itself. */
    public static ModelCodec codec(CodecJar jar, Path project, Wiring wiring) {
        return jar.codec(codec(project, wiring).name());
    }

    public ModelRuntime runtime() {
        return runtime;
    }

    @Override
    public void close() {
        try {
            runtime.close();
        } finally {
            jar.ifPresent(CodecJar::close);
        }
    }

    private static WiredRuntime inThisProcess(Path project, Wiring wiring, Path bundle) {
        CodecJar jar = codecJar(project, wiring);
        try {
            return new WiredRuntime(
                    OnnxRuntime.open(bundle, codec(jar, project, wiring), OnnxSettings.of(wiring.runtime())),
                    Optional.of(jar));
        } catch (CannotJudgeException e) {
            jar.close();
            throw e;
        }
    }

    private static Wiring.Codec codec(Path project, Wiring wiring) {
        return wiring.codec()
                .orElseThrow(() -> new CannotJudgeException(
                        "%s names no codec, but an ONNX model needs one to turn text into its input and back; add 'wiring.codec' with its name and jar"
                                .formatted(project.resolve("gate.yaml"))));
    }
}
