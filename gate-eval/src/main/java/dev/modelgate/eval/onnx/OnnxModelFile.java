package dev.modelgate.eval.onnx;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.InputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ONNX file of a bundle, found and checked before anything loads it: neither the file nor the tensors that it
 * keeps elsewhere may lie outside the bundle, or what is evaluated would not be what the canonical SHA names.
 */
final class OnnxModelFile {

    private OnnxModelFile() {}

    /**
     * The bundle's {@code model.onnx}, or the only {@code *.onnx} at its top.
     *
     * @throws CannotJudgeException where there is none or several, where it is no ONNX model, or where it reaches
     *     outside the bundle
     */
    static Path in(Path bundle) {
        Path model = find(bundle);
        try {
            requireInside(bundle, model, "the model is " + model);
            // Without links, so that a location is looked up beside the same file here and in the runtime.
            Path real = model.toRealPath();
            Path root = bundle.toRealPath();
            String path = root.relativize(real)
                    .toString()
                    .replace(real.getFileSystem().getSeparator(), "/");
            for (String file : ExternalFiles.required(real, path, real.toString())) {
                requireThere(bundle, real, root.resolve(InputFiles.path(file)));
            }
            return real;
        } catch (WireReader.MalformedException e) {
            throw new CannotJudgeException(
                    "%s is not an ONNX model (%s); export it again".formatted(model, e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(model, e);
        }
    }

    private static Path find(Path bundle) {
        if (!Files.isDirectory(bundle)) {
            throw new CannotJudgeException(
                    "the bundle %s is not a directory, but a bundle is one; name the directory".formatted(bundle));
        }
        List<Path> found = onnxFiles(bundle);
        Path usual = bundle.resolve("model.onnx");
        if (found.contains(usual)) {
            return usual;
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new CannotJudgeException(
                "the bundle %s has %d *.onnx files at its top, but one is required, or one named model.onnx; add or rename it"
                        .formatted(bundle, found.size()));
    }

    private static List<Path> onnxFiles(Path bundle) {
        try (Stream<Path> files = Files.list(bundle)) {
            return files.filter(OnnxModelFile::isOnnx).sorted().toList();
        } catch (IOException e) {
            throw unreadable(bundle, e);
        }
    }

    private static boolean isOnnx(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".onnx") && !name.startsWith(".") && !Files.isDirectory(file);
    }

    private static void requireThere(Path bundle, Path model, Path file) throws IOException {
        String what = ExternalFiles.keptIn(
                model.toString(),
                model.resolveSibling(".").normalize().relativize(file).toString());
        if (!Files.isRegularFile(file)) {
            throw new CannotJudgeException(
                    what + ", but the bundle has no such file; add it or " + ExternalFiles.EXPORT);
        }
        requireInside(bundle, file, what);
    }

    private static void requireInside(Path bundle, Path file, String what) throws IOException {
        Path real = file.toRealPath();
        if (!real.startsWith(bundle.toRealPath())) {
            throw new CannotJudgeException(
                    "%s, but a link leads from there to %s, outside the bundle; copy the file into the bundle"
                            .formatted(what, real));
        }
    }

    private static CannotJudgeException unreadable(Path path, IOException e) {
        return new CannotJudgeException(
                "%s could not be read (%s: %s); check that the bundle is complete and readable"
                        .formatted(path, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
