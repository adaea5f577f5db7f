package dev.modelgate.registry.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.verdict.VerdictCodec;
import dev.modelgate.registry.bundle.BundleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A project under git with a committed baseline, models as bundles, and their reports and verdicts. */
public final class ProjectFolder {

    public static final Instant NOW = Instant.parse("2026-05-01T09:00:00Z");

    /** The branch that it is on. */
    public static final BranchName BRANCH = new BranchName("main");

    private static final PersonIdent AUTHOR = new PersonIdent("dev", "dev@example.org");

    public final Path root;

    private ProjectFolder(Path root) {
        this.root = root;
    }

    /** A new repository whose one commit holds a baseline with cases: 95 of 100 in one bucket. */
    public static ProjectFolder create(Path root) throws IOException {
        Files.createDirectories(root);
        ProjectFolder project = new ProjectFolder(root);
        try (Git git = Git.init()
                .setDirectory(root.toFile())
                .setInitialBranch(BRANCH.text())
                .call()) {
            git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
            git.getRepository().getConfig().save();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
        project.report("eval_baseline.json", "baseline_cases.jsonl", Optional.empty(), 95);
        project.commit("eval_baseline.json", "baseline_cases.jsonl");
        return project;
    }

    /** Opens one that is there. */
    public static ProjectFolder open(Path root) {
        return new ProjectFolder(root);
    }

    public String commit(String... paths) throws IOException {
        try (Git git = Git.open(root.toFile())) {
            for (String path : paths) {
                git.add().addFilepattern(path).call();
            }
            return git.commit()
                    .setMessage("Change " + String.join(", ", paths))
                    .setAuthor(AUTHOR)
                    .setCommitter(AUTHOR)
                    .call()
                    .name();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    public Path file(String name) {
        return root.resolve(name);
    }

    /** A bundle of one file; its content makes its identity. */
    public Path bundle(String content) throws IOException {
        Path bundle = Files.createDirectories(file("bundles").resolve(content));
        Files.writeString(bundle.resolve("model.onnx"), content);
        Files.writeString(bundle.resolve("README.md"), "about " + content);
        return bundle;
    }

    public BundleDocument document(String content, Optional<CanonicalSha> parent) throws IOException {
        return new BundleReader().read(bundle(content), parent);
    }

    public CanonicalSha sha(String content) throws IOException {
        return document(content, Optional.empty()).sha();
    }

    /** Writes a report of 100 cases in one bucket, so many of them correct. */
    public Path report(String name, String casesName, Optional<CanonicalSha> model, int correct) throws IOException {
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            cases.append("{\"id\":\"c%d\",\"buckets\":[\"tense.past\"],\"passed\":%s}\n".formatted(i, i < correct));
        }
        Files.writeString(file(casesName), cases);
        return Files.writeString(
                file(name), """
                {"schema":"modelgate.eval/v1","model_sha":%s,"eval_set_sha256":"5e7",
                 "buckets":{"tense.past":{"n":100,"correct":%d}},"cases":"%s"}
                """.formatted(model.map(sha -> "\"" + sha + "\"").orElse("null"), correct, casesName));
    }

    /** The verdict on a candidate's report against the baseline in the work tree. */
    public Verdict verdict(Path report, Optional<CanonicalSha> live, Tolerance tolerance, Instant at) {
        Evidence candidate = ReportReader.read(report);
        Evidence baseline = ReportReader.read(file("eval_baseline.json"));
        Circumstances circumstances = new Circumstances(
                Optional.empty(), Optional.empty(), live.map(CanonicalSha::hex), "0.1.0", at, Optional.empty());
        return Verdict.of(
                Comparison.of(candidate.report(), baseline.report(), tolerance), candidate, baseline, circumstances);
    }

    public Path write(String name, Verdict verdict) throws IOException {
        return Files.writeString(file(name), PrettyJson.indented(VerdictCodec.encode(verdict)));
    }

    /** Report, cases and verdict of a model, all named after it; the verdict's file. */
    public Path judged(String content, Optional<CanonicalSha> live, int correct) throws IOException {
        return judged(content, sha(content), live, correct);
    }

    public Path judged(String name, CanonicalSha model, Optional<CanonicalSha> live, int correct) throws IOException {
        Path report = report(name + ".json", name + "_cases.jsonl", Optional.of(model), correct);
        return write(name + "_verdict.json", verdict(report, live, Tolerance.DEFAULT, NOW));
    }

    public static String sha256(Path file) throws IOException {
        return Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString();
    }

    public static String sha256(String text) {
        return Hashing.sha256().hashString(text, UTF_8).toString();
    }
}
