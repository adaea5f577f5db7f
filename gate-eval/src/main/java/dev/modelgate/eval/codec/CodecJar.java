package dev.modelgate.eval.codec;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelCodec;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;

/**
 * A jar (or a folder of classes) with codecs, found by {@link ServiceLoader}. Its code sees the gate's classes, not
 * the other way round. To be closed after the last use of its codecs.
 */
public final class CodecJar implements AutoCloseable {

    private final String name;
    private final URLClassLoader loader;
    private final ImmutableList<ModelCodec> codecs;

    private CodecJar(String name, URLClassLoader loader, ImmutableList<ModelCodec> codecs) {
        this.name = name;
        this.loader = loader;
        this.codecs = codecs;
    }

    /**
     * Opens a jar and makes its codecs.
     *
     * @throws CannotJudgeException where the jar is missing or a codec in it cannot be made
     */
    public static CodecJar open(Path jar) {
        requireJar(jar);
        URLClassLoader loader = new URLClassLoader(new URL[] {url(jar)}, CodecJar.class.getClassLoader());
        try {
            return new CodecJar(jar.toString(), loader, load(jar, loader));
        } catch (CannotJudgeException e) {
            close(loader);
            throw e;
        }
    }

    /**
     * The codec of that name.
     *
     * @throws CannotJudgeException where there is none, or more than one: the names that were found
     */
    public ModelCodec codec(String wanted) {
        ImmutableList<ModelCodec> named =
                codecs.stream().filter(codec -> codec.name().equals(wanted)).collect(ImmutableList.toImmutableList());
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new CannotJudgeException(
                "%s has %d codecs named '%s', but exactly one is required; it has: %s; correct the name or the jar's META-INF/services/%s"
                        .formatted(name, named.size(), wanted, names(), ModelCodec.class.getName()));
    }

    @Override
    public void close() {
        close(loader);
    }

    private String names() {
        return codecs.isEmpty()
                ? "none"
                : String.join(
                        ", ", codecs.stream().map(ModelCodec::name).sorted().toList());
    }

    /** A class loader takes what is no jar for an empty one; the user should hear of it instead. */
    private static void requireJar(Path jar) {
        if (Files.isDirectory(jar)) {
            return;
        }
        if (!Files.isReadable(jar)) {
            throw new CannotJudgeException(
                    "the codec jar %s does not exist or cannot be read, but the wiring names it; build it or correct the path"
                            .formatted(jar));
        }
        try {
            new ZipFile(jar.toFile()).close();
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "the codec jar %s is not a jar (%s); build it again".formatted(jar, e.getMessage()), e);
        }
    }

    private static ImmutableList<ModelCodec> load(Path jar, URLClassLoader loader) {
        try {
            return ImmutableList.copyOf(ServiceLoader.load(ModelCodec.class, loader));
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new CannotJudgeException(
                    "the codec jar %s cannot be used (%s); build it against this version of the gate"
                            .formatted(jar, e.getMessage()),
                    e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file's URI is a URL", e);
        }
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new CannotJudgeException("a codec jar could not be closed: " + e.getMessage(), e);
        }
    }
}
