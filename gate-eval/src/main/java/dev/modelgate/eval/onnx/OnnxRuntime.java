package dev.modelgate.eval.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.port.ModelCodec;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.core.port.Tensor;
import dev.modelgate.eval.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A bundle's ONNX model, run in this process by ONNX Runtime on the CPU. */
public final class OnnxRuntime implements ModelRuntime {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelCodec codec;
    private final ModelCodec.Session codecSession;
    private final InputFit fit;
    private final ImmutableSet<String> wanted;
    private final int maxBatch;
    private final Tensors tensors;
    private final ReentrantLock running = new ReentrantLock();

    private OnnxRuntime(
            OrtEnvironment environment,
            OrtSession session,
            ModelCodec codec,
            ModelCodec.Session codecSession,
            InputFit fit,
            int batch) {
        this.environment = environment;
        this.session = session;
        this.codec = codec;
        this.codecSession = codecSession;
        this.fit = fit;
        this.wanted = fit.outputs(codecSession.outputs());
        this.maxBatch = fit.maxBatch(batch);
        this.tensors = new Tensors(environment);
    }

    /**
     * Loads the bundle's model. Its external data is checked first: nothing outside the bundle is opened.
     *
     * @throws CannotJudgeException where the bundle holds no model that can be loaded, or its {@code config.json} is
     *     not of the kind the codec takes
     */
    public static OnnxRuntime open(Path bundle, ModelCodec codec, OnnxSettings settings) {
        Path model = OnnxModelFile.in(bundle);
        ModelCodec.Session codecSession = codecSession(bundle, codec);
        OrtEnvironment environment = OnnxLibrary.environment();
        try (OrtSession.SessionOptions options = options(environment, settings)) {
            OrtSession session = environment.createSession(model.toString(), options);
            try {
                InputFit fit =
                        new InputFit(model.toString(), codec.name(), session.getInputInfo(), session.getOutputNames());
                return new OnnxRuntime(environment, session, codec, codecSession, fit, settings.batch());
            } catch (CannotJudgeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new CannotJudgeException(
                    "%s could not be loaded (%s); export it again for ONNX Runtime %s"
                            .formatted(model, oneLine(e), environment.getVersion()),
                    e);
        }
    }

    @Override
    public String name() {
        return "onnxruntime " + environment.getVersion();
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    /** One: the session's own threads share the work of a batch. */
    @Override
    public int maxConcurrency() {
        return 1;
    }

    /**
     * Answers in one run of the model. Where that fails, each request is tried alone, so that only those fail which
     * the model or its codec cannot take.
     *
     * @throws CannotJudgeException where the model does not fit the codec
     */
    @Override
    public ImmutableList<Reply> answer(List<Request> requests) {
        running.lock();
        try {
            return answerOrSplit(requests);
        } finally {
            running.unlock();
        }
    }

    private ImmutableList<Reply> answerOrSplit(List<Request> requests) {
        long start = System.nanoTime();
        try {
            List<String> texts = texts(Lists.transform(requests, Request::input));
            Duration each = since(start).dividedBy(requests.size());
            return texts.stream()
                    .map(text -> new Answered(text, each, Optional.empty()))
                    .collect(ImmutableList.toImmutableList());
        } catch (IllegalArgumentException | OrtException e) {
            if (requests.size() == 1) {
                return ImmutableList.of(new Failed(oneLine(e), since(start)));
            }
            return requests.stream()
                    .flatMap(request -> answerOrSplit(List.of(request)).stream())
                    .collect(ImmutableList.toImmutableList());
        }
    }

    /** A session that still answers is left to the end of the process: closing it would crash the process. */
    @Override
    public void close() {
        if (!running.tryLock()) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new CannotJudgeException("the ONNX session could not be closed: " + oneLine(e), e);
        } finally {
            running.unlock();
        }
    }

    private List<String> texts(List<String> inputs) throws OrtException {
        ImmutableMap<String, Tensor> encoded = codecSession.encode(inputs);
        fit.require(encoded, inputs.size());
        try (Tensors.Batch batch = tensors.toNative(encoded);
                OrtSession.Result result = session.run(batch.tensors(), wanted)) {
            List<String> texts = codecSession.decode(Tensors.fromNative(result));
            if (texts.size() != inputs.size()) {
                throw new CannotJudgeException("the codec '%s' decodes %d texts for %d cases, but one each is required"
                        .formatted(codec.name(), texts.size(), inputs.size()));
            }
            return texts;
        }
    }

    private static ModelCodec.Session codecSession(Path bundle, ModelCodec codec) {
        Path config = bundle.resolve("config.json");
        JsonValue value = Files.exists(config) ? JsonReader.read(config) : JsonNull.NULL;
        try {
            return codec.open(value);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "%s does not fit the codec '%s': %s".formatted(config, codec.name(), e.getMessage()), e);
        }
    }

    private static OrtSession.SessionOptions options(OrtEnvironment environment, OnnxSettings settings)
            throws OrtException {
        environment.setTelemetry(false);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(settings.threads());
        options.setInterOpNumThreads(1);
        options.setDeterministicCompute(true);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // what fails is thrown as well
        return options;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
}
