package dev.modelgate.ci.doctor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.change.ProtectedPaths;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether what judges a change has owners, so that nobody alters it alone. */
public final class OwnersLook {

    /** Stands for every file that a change could add to a folder. */
    private static final ImmutableList<String> NEW_FILES = ImmutableList.of("new-file", "workflows/new-file.yml");

    private final Path project;
    private final ProtectedPaths paths;
    private final ImmutableList<String> places;
    private final String folder;

    /**
     * @param places where the code host looks for the file, in its order
     * @param folder of the code host's own files
     */
    public OwnersLook(Path project, ProtectedPaths paths, List<String> places, String folder) {
        this.project = project;
        this.paths = paths;
        this.places = ImmutableList.copyOf(places);
        this.folder = folder;
    }

    public List<Finding> take() {
        Optional<Owners> owners = Owners.in(project, places);
        if (owners.isEmpty()) {
            return ImmutableList.of(Finding.ng(
                    "CODEOWNERS names owners of the gate",
                    "there is no %s; write one that names owners of %s"
                            .formatted(String.join(", ", places), String.join(", ", wanted()))));
        }
        return wanted().stream().map(path -> finding(path, owners.get())).toList();
    }

    private Finding finding(String path, Owners owners) {
        List<String> samples =
                path.endsWith("/") ? NEW_FILES.stream().map(name -> path + name).toList() : ImmutableList.of(path);
        return Finding.of(
                "CODEOWNERS names owners of " + path,
                samples.stream().allMatch(owners::own),
                "the last line that matches it has owners",
                "the last line that matches it names nobody, or none does; add '/%s @owner' below it".formatted(path));
    }

    /** What the gate itself protects, but for the folders of other code hosts. */
    private ImmutableSet<String> wanted() {
        ImmutableSet.Builder<String> wanted = ImmutableSet.builder();
        paths.files().stream()
                .filter(path -> !path.equals("CODEOWNERS") && !path.equals(".gitlab-ci.yml"))
                .sorted()
                .forEach(wanted::add);
        paths.folders().stream()
                .filter(path -> path.equals(folder) || !path.startsWith("."))
                .sorted()
                .forEach(wanted::add);
        places.stream()
                .filter(place -> project.resolve(place).toFile().isFile())
                .limit(1)
                .forEach(wanted::add);
        return wanted.build();
    }
}
