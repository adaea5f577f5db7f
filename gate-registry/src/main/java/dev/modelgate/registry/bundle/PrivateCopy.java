package dev.modelgate.registry.bundle;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs in place of a bundle: a copy of the files that count, hashed as it was written to where only the gate's
 * user can write. Whoever writes to the bundle, whenever, changes neither what runs nor what its hash says; hard links
 * would not do, since the bundle's owner could write through them.
 */
public final class PrivateCopy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateCopy.class);

    private final Path root;
    private final Path original;
    private final BundleDocument document;
    private final Thread atExit;

    private PrivateCopy(Path root, Path original, BundleDocument document) {
        this.root = root;
        this.original = original;
        this.document = document;
        this.atExit = new Thread(() -> removeQuietly(root), "gate-bundle-copy");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** What is done with the copy. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Path bundle) throws InterruptedException;
    }

    /**
     * Makes the copy, in a folder of its own below the system's one for temporary files.
     *
     * @param parent the canonical SHA of the model that it was made from
     * @throws CannotJudgeException where the bundle has no identity, is written to meanwhile, or cannot be copied
     */
    public static PrivateCopy of(Path bundle, Optional<CanonicalSha> parent, ReadProgress progress) {
        try {
            Path root = Files.createTempDirectory("gate-bundle-"); // nobody else may enter
            try {
                Path target = Files.createDirectory(root.resolve("bundle"));
                return new PrivateCopy(root, bundle, new BundleReader(progress).copy(bundle, parent, target));
            } catch (IOException | RuntimeException e) {
                remove(root);
                throw e;
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "the bundle %s could not be copied to where nobody else writes (%s: %s); give the folder for temporary files (-Djava.io.tmpdir) room and an owner"
                            .formatted(bundle, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    /** The directory with the copy, to be read only. */
    public Path bundle() {
        return root.resolve("bundle");
    }

    /** What the bytes of the copy were read to. */
    public BundleDocument document() {
        return document;
    }

    /**
     * Works with the copy. What cannot be judged is told of the bundle as its user named it: the copy is gone before
     * anybody could look there.
     */
    public <T> T use(Work<T> work) throws InterruptedException {
        try {
            return work.with(bundle());
        } catch (CannotJudgeException e) {
            String told = String.valueOf(e.getMessage());
            String meant = told.replace(bundle().toString(), original.toString());
            throw meant.equals(told) ? e : new CannotJudgeException(meant, e);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
            remove(root);
        } catch (IllegalStateException e) {
            return; // the process ends, and removes it
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be removed (%s); remove it by hand".formatted(root, e.getMessage()), e);
        }
    }

    private static void remove(Path root) throws IOException {
        MoreFiles.deleteRecursively(root, RecursiveDeleteOption.ALLOW_INSECURE); // nobody else writes in it
    }

    private static void removeQuietly(Path root) {
        try {
            remove(root);
        } catch (IOException e) {
            LOG.warn("{} could not be removed ({}); remove it by hand", root, e.getMessage());
        }
    }
}
