package dev.modelgate.eval.onnx;

import com.google.common.base.CharMatcher;
import com.google.common.collect.Streams;
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

    /** In a location these are no part of a portable name; a runtime may even read them as commands of its own. */
    private static final CharMatcher UNSAFE = CharMatcher.anyOf("*?\"<>|:\\").or(CharMatcher.javaIsoControl());

    private static final String EXPORT = "export the model with its external data in a file of the bundle";

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
            for (String location : ExternalData.locations(real)) {
                requireSafe(bundle, real, location);
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

    private static void requireSafe(Path bundle, Path model, String location) throws IOException {
        String what = "%s keeps a tensor in '%s'".formatted(model, location);
        if (location.isEmpty() || UNSAFE.matchesAnyOf(location)) {
            throw new CannotJudgeException(what + ", but that is no plain file name; " + EXPORT);
        }
        Path relative = InputFiles.path(location);
        if (relative.isAbsolute() || goesUp(relative)) {
            throw new CannotJudgeException(what + ", but that lies outside the bundle; " + EXPORT);
        }
        Path file = model.resolveSibling(relative);
        if (!Files.isRegularFile(file)) {
            throw new CannotJudgeException(what + ", but the bundle has no such file; add it or " + EXPORT);
        }
        requireInside(bundle, file, what);
    }

    /** Also refuses {@code a/../b}, which lies inside by its name and may lie outside by a link on the way. */
    private static boolean goesUp(Path relative) {
        return Streams.stream(relative).anyMatch(segment -> segment.toString().equals(".."));
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
