package dev.modelgate.eval.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles around the small models that {@code make_models.py} wrote. */
final class Bundles {

    static final Path MODELS = Path.of(System.getProperty("project.root"), "gate-eval/src/test/resources/onnx");

    private Bundles() {}

    /** A bundle with that model as its {@code model.onnx}. */
    static Path of(Path directory, String model) throws IOException {
        Path bundle = Files.createDirectories(directory.resolve("bundle"));
        Files.copy(MODELS.resolve(model + ".onnx"), bundle.resolve("model.onnx"));
        return bundle;
    }

    /** The external data of the models: the floats 1 and 10. */
    static Path writeWeights(Path file) throws IOException {
        ByteBuffer weights = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        weights.putFloat(1).putFloat(10);
        Files.createDirectories(file.getParent());
        return Files.write(file, weights.array());
    }
}
