package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.FileKind;
import dev.modelgate.eval.onnx.ExternalFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * That a bundle holds all that its own files name. What runs would stop at what is missing, or, worse, fill it with
 * chance; so a bundle that is not complete has no identity.
 */
final class CompleteBundle {

    private static final byte[] LFS_POINTER =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    /** A pointer is shorter; a longer text that begins alike is a text about pointers. */
    private static final int LONGEST_LFS_POINTER = 1024;

    /** One of so many: {@code model-00001-of-00004.safetensors}. */
    private static final Pattern NUMBERED = Pattern.compile("(.*-)([0-9]{5})-of-([0-9]{5})(\\.[^/]*)?");

    private static final int SHOWN_NAMES = 10;

    private final BundleListing listing;
    private final ImmutableMap<String, StoredTensor> tensors;

    private CompleteBundle(BundleListing listing, ImmutableMap<String, StoredTensor> tensors) {
        this.listing = listing;
        this.tensors = tensors;
    }

    /**
     * That no file merely stands for another; to be asked before any is read.
     *
     * @throws CannotJudgeException naming the pointer
     */
    static void requireFetched(BundleListing listing) {
        for (BundleFile file : listing.files()) {
            if (isLfsPointer(file)) {
                throw new CannotJudgeException(
                        "%s is a Git LFS pointer, not the file: run git lfs pull".formatted(file.shown()));
            }
        }
    }

    /**
     * That every file is there which an index, a number or an ONNX model names, and that the indexes are right.
     *
     * @throws CannotJudgeException naming what is missing or wrong
     */
    static void require(BundleListing listing, ImmutableMap<String, StoredTensor> tensors) {
        CompleteBundle bundle = new CompleteBundle(listing, tensors);
        bundle.requireIndexedShards();
        bundle.requireNumberedShards();
        bundle.requireExternalData();
    }

    private static boolean isLfsPointer(BundleFile file) {
        if (file.size() < LFS_POINTER.length || file.size() > LONGEST_LFS_POINTER) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file.location())) {
            return Arrays.equals(in.readNBytes(LFS_POINTER.length), LFS_POINTER);
        } catch (IOException e) {
            throw Unreadable.because(file.shown(), e);
        }
    }

    private void requireIndexedShards() {
        Map<String, ShardIndex> indexed = new HashMap<>();
        Set<String> named = new LinkedHashSet<>();
        for (BundleFile file : listing.files()) {
            Optional<ShardIndex> index = ShardIndex.isOne(file) ? ShardIndex.read(file) : Optional.empty();
            index.ifPresent(this::requireShards);
            index.filter(ShardIndex::isOfSafetensors).ifPresent(each -> {
                each.shards().forEach((tensor, shard) -> requireHeld(each, tensor, shard));
                indexed.put(file.folder(), each);
                named.addAll(each.shards().keySet());
            });
        }
        requireNamed(indexed, named);
    }

    private void requireShards(ShardIndex index) {
        List<String> missing = index.shards().values().stream()
                .distinct()
                .filter(path -> listing.file(path).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw missing(index.file().shown() + " names", missing);
        }
    }

    private void requireHeld(ShardIndex index, String tensor, String shard) {
        Optional<String> found = Optional.ofNullable(tensors.get(tensor)).map(StoredTensor::shown);
        String required = listing.file(shard).orElseThrow().shown();
        if (!found.equals(Optional.of(required))) {
            throw new CannotJudgeException("%s says that %s holds the tensor '%s', but %s; fetch or export them again"
                    .formatted(
                            index.file().shown(),
                            required,
                            tensor,
                            found.map(file -> file + " does").orElse("no file does")));
        }
    }

    /** A loader that goes by an index leaves the tensors out that it does not name: other behaviour, same identity. */
    private void requireNamed(Map<String, ShardIndex> indexed, Set<String> named) {
        if (indexed.isEmpty()) {
            return;
        }
        Map<String, BundleFile> files = Maps.uniqueIndex(listing.files(FileKind.TENSORS), BundleFile::shown);
        for (StoredTensor tensor : tensors.values()) {
            Optional<ShardIndex> index =
                    Optional.ofNullable(files.get(tensor.shown())).map(file -> indexed.get(file.folder()));
            if (index.isPresent() && !named.contains(tensor.name())) {
                throw new CannotJudgeException(
                        "%s holds the tensor '%s', but %s does not name it, so that a loader would leave it out; fetch or export the index again, or move the file to a folder of its own"
                                .formatted(
                                        tensor.shown(),
                                        tensor.name(),
                                        index.get().file().shown()));
            }
        }
    }

    private void requireNumberedShards() {
        Map<String, TreeSet<Integer>> found = new TreeMap<>();
        for (BundleFile file : listing.files()) {
            Matcher name = NUMBERED.matcher(file.path());
            if (name.matches()) {
                found.computeIfAbsent(pattern(name), pattern -> new TreeSet<>()).add(Integer.valueOf(name.group(2)));
            }
        }
        found.forEach(this::requireAll);
    }

    /** The path with {@code *} for its number. */
    private static String pattern(Matcher name) {
        return name.group(1) + "*-of-" + name.group(3)
                + Optional.ofNullable(name.group(4)).orElse("");
    }

    private void requireAll(String pattern, SortedSet<Integer> numbers) {
        int place = pattern.lastIndexOf("*-of-");
        int count = Integer.parseInt(pattern.substring(place + 5, place + 10));
        int first = Math.min(numbers.first(), 1); // some count from zero
        List<String> missing = IntStream.range(first, first + count)
                .filter(number -> !numbers.contains(number))
                .mapToObj(
                        number -> pattern.substring(0, place) + "%05d".formatted(number) + pattern.substring(place + 1))
                .limit(SHOWN_NAMES + 1)
                .toList();
        if (!missing.isEmpty()) {
            throw missing(
                    "%s/%s stands for %d files, among them".formatted(listing.directory(), pattern, count), missing);
        }
    }

    private void requireExternalData() {
        for (BundleFile file : listing.files()) {
            if (file.path().endsWith(".onnx")) {
                List<String> missing = externalFiles(file).stream()
                        .filter(path -> listing.file(path).isEmpty())
                        .toList();
                if (!missing.isEmpty()) {
                    throw missing(file.shown() + " keeps tensors in", missing);
                }
            }
        }
    }

    private static ImmutableSet<String> externalFiles(BundleFile file) {
        try {
            return ExternalFiles.of(file.location(), file.path(), file.shown());
        } catch (IOException e) {
            throw Unreadable.because(file.shown(), e);
        }
    }

    private static CannotJudgeException missing(String what, List<String> paths) {
        Stream<String> shown = paths.stream().limit(SHOWN_NAMES);
        String more = paths.size() > SHOWN_NAMES ? " and more" : "";
        return new CannotJudgeException(
                "%s %s%s, but the bundle holds no such file; an incomplete bundle has no identity, so fetch what is missing"
                        .formatted(what, shown.collect(Collectors.joining(", ")), more));
    }
}
