package dev.modelgate.eval.onnx;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.FileKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.StringJoiner;

/**
 * The files of a bundle in which an ONNX model keeps tensors, by what the model says. Each must count with every byte:
 * a runtime would load from a README, a hidden file or another layout of the same tensors, which the identity does not
 * see.
 */
public final class ExternalFiles {

    static final String EXPORT = "export the model with its external data in a file of the bundle";

    /** In a location these are no part of a portable name; a runtime may even read them as commands of its own. */
    private static final CharMatcher UNSAFE = CharMatcher.anyOf("*?\"<>|:\\").or(CharMatcher.javaIsoControl());

    private final String path;
    private final String shown;

    private ExternalFiles(String path, String shown) {
        this.path = path;
        this.shown = shown;
    }

    /**
     * The paths of the files, relative to the bundle; none where the file is no ONNX model, which no runtime loads.
     * Whether they are there is not looked at.
     *
     * @param location where the model's bytes are
     * @param path of the model in the bundle, {@code /} as separator
     * @param shown the model, for messages
     * @throws CannotJudgeException where a file lies outside the bundle or does not count with every byte
     */
    public static ImmutableSet<String> of(Path location, String path, String shown) throws IOException {
        try {
            return required(location, path, shown);
        } catch (WireReader.MalformedException e) {
            return ImmutableSet.of();
        }
    }

    /**
     * The same of what must be an ONNX model.
     *
     * @throws WireReader.MalformedException where it is none
     */
    static ImmutableSet<String> required(Path location, String path, String shown) throws IOException {
        ExternalFiles files = new ExternalFiles(path, shown);
        return ExternalData.locations(location).stream().map(files::inBundle).collect(ImmutableSet.toImmutableSet());
    }

    /** What a message says of a tensor that is kept elsewhere. */
    static String keptIn(String shown, String location) {
        return "%s keeps a tensor in '%s'".formatted(shown, location);
    }

    private String inBundle(String location) {
        String name = plain(location);
        String file = path.substring(0, path.lastIndexOf('/') + 1) + name;
        return switch (FileKind.of(file)) {
            case CONTENT -> file;
            case HIDDEN -> throw error(location, "names that begin with a dot are no part of the bundle");
            case ACCOMPANYING, SHARD_INDEX ->
                throw error(location, "a file of that name is no part of the model's identity");
            case TENSORS, CONFIG ->
                throw error(location, "of a file of that name not every byte is part of the model's identity");
        };
    }

    private String plain(String location) {
        if (UNSAFE.matchesAnyOf(location)) {
            throw error(location, "that is no plain file name");
        }
        if (location.startsWith("/")) {
            throw error(location, "that lies outside the bundle");
        }
        StringJoiner name = new StringJoiner("/");
        for (String segment : location.split("/", -1)) {
            if (segment.equals("..")) { // also a/../b, which may lie outside by a link on the way
                throw error(location, "that lies outside the bundle");
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                name.add(segment);
            }
        }
        if (name.length() == 0) {
            throw error(location, "that is no plain file name");
        }
        return name.toString();
    }

    private CannotJudgeException error(String location, String problem) {
        return new CannotJudgeException("%s, but %s; %s".formatted(keptIn(shown, location), problem, EXPORT));
    }
}
