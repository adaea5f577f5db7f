package dev.modelgate.registry.git;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.UserConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Who runs a command, as far as the machine says: a name for the history, and no proof of anything. */
public final class Person {

    /** Who started the job, on GitHub and GitLab: there git and the system name a robot. */
    private static final ImmutableList<String> STARTED_BY = ImmutableList.of("GITHUB_ACTOR", "GITLAB_USER_LOGIN");

    private Person() {}

    /**
     * Who started the CI job, else git's user of a directory, else the system's.
     *
     * @throws IOException where the repository cannot be read
     */
    public static String of(Path directory, Map<String, String> environment) throws IOException {
        Optional<String> started = STARTED_BY.stream()
                .flatMap(name -> Stream.ofNullable(environment.get(name)))
                .filter(value -> !value.isBlank())
                .findFirst();
        Optional<String> user = started.isPresent() ? started : gitUser(directory);
        return user.orElseGet(() -> System.getProperty("user.name"));
    }

    /** Only what somebody configured: what git makes up from the machine's name says nothing. */
    private static Optional<String> gitUser(Path directory) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder()
                .findGitDir(directory.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build()) {
            UserConfig user = repository.getConfig().get(UserConfig.KEY);
            return user.isCommitterNameImplicit()
                    ? Optional.empty()
                    : Optional.of("%s <%s>".formatted(user.getCommitterName(), user.getCommitterEmail()));
        }
    }
}
