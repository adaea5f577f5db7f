package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableSortedMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CodePoints;
import dev.modelgate.eval.dvc.DvcDigest.Fit;
import dev.modelgate.eval.json.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Hashes what lies in the workspace, and says whether it is what the pointer names. */
final class WorkspaceData {

    private WorkspaceData() {}

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Looks at a file or a folder.
     *
     * @throws CannotJudgeException where it is missing or cannot be read
     */
    static Found look(Path path, DvcOut out) {
        return Files.isDirectory(path) ? folder(path, out) : file(path, out);
    }

    private static Found file(Path path, DvcOut out) {
        DvcDigest.Finished digest = digest(path);
        Optional<Fit> fit = digest.fit(out.hash()).filter(how -> fits(out.size(), digest.size()));
        return new Found(digest.raw(), digest.size(), 1, fit);
    }

    private static boolean fits(java.util.OptionalLong stated, long found) {
        return stated.isEmpty() || stated.getAsLong() == found;
    }

    private static Found folder(Path folder, DvcOut out) {
        SortedMap<String, String> raw = new TreeMap<>(CodePoints.ORDER);
        SortedMap<String, String> unix = new TreeMap<>(CodePoints.ORDER);
        long size = 0;
        for (Path file : files(folder)) {
            DvcDigest.Finished digest = digest(file);
            String relative = relative(folder, file);
            raw.put(relative, digest.raw());
            unix.put(relative, digest.unix());
            size += digest.size();
        }
        String md5 = DirMd5.of(raw);
        boolean counted = fits(out.files(), raw.size()) && fits(out.size(), size);
        Optional<Fit> fit = Optional.empty();
        if (counted && md5.equals(out.hash().toString())) {
            fit = Optional.of(Fit.BYTES);
        } else if (counted
                && out.hash().legacy()
                && DirMd5.of(ImmutableSortedMap.copyOfSorted(unix))
                        .equals(out.hash().toString())) {
            fit = Optional.of(Fit.UNIX_LINE_ENDS);
        }
        return new Found(md5, size, raw.size(), fit);
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> !path.equals(folder)).forEach(path -> collect(path, files));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); check its permissions".formatted(folder, e.getMessage()), e);
        }
        return files;
    }

    private static void collect(Path path, List<Path> files) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(path)) {
            throw new CannotJudgeException(
                    "%s is neither a file nor a folder, but data are files; remove it".formatted(path));
        }
        files.add(path);
    }

    private static String relative(Path folder, Path file) {
        List<String> parts = new ArrayList<>();
        folder.relativize(file).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    private static DvcDigest.Finished digest(Path file) {
        DvcDigest digest = new DvcDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = InputFiles.open(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be read (%s); check the disk".formatted(file, e.getMessage()), e);
        }
        return digest.finish();
    }
}
