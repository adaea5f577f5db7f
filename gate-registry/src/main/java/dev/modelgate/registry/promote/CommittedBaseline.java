package dev.modelgate.registry.promote;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.port.CommittedFiles;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.report.ReportReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The baseline as it is committed, with its cases.
 *
 * @param dirty which of its files differ in the work tree
 */
record CommittedBaseline(
        String path,
        Optional<Evidence> evidence,
        Optional<Exhibit> report,
        Optional<Exhibit> cases,
        ImmutableList<String> dirty) {

    static CommittedBaseline read(CommittedFiles files, String path) throws IOException {
        ImmutableList.Builder<String> dirty = ImmutableList.builder();
        if (files.isDirty(path)) {
            dirty.add(path);
        }
        Optional<byte[]> bytes = files.read(path);
        if (bytes.isEmpty()) {
            return new CommittedBaseline(path, Optional.empty(), Optional.empty(), Optional.empty(), dirty.build());
        }
        String name = "%s (commit %s)".formatted(path, files.commit());
        Optional<String> casesPath = casesPath(bytes.get(), path, name);
        if (casesPath.isPresent() && files.isDirty(casesPath.get())) {
            dirty.add(casesPath.get());
        }
        Optional<Exhibit> cases =
                casesPath.isPresent() ? files.read(casesPath.get()).map(Exhibit::of) : Optional.empty();
        Evidence evidence = ReportReader.read(
                bytes.get(),
                name,
                file -> cases.orElseThrow(() -> new FileNotFoundException("it is not committed"))
                        .content()
                        .openStream());
        return new CommittedBaseline(
                path, Optional.of(evidence), Optional.of(Exhibit.of(bytes.get())), cases, dirty.build());
    }

    /** Only files beside or below the baseline, as for any report. */
    private static Optional<String> casesPath(byte[] bytes, String path, String name) {
        Optional<JsonValue> cases = JsonShape.optional(JsonReader.readObject(bytes, name), "cases");
        if (cases.isEmpty()) {
            return Optional.empty();
        }
        Path relative =
                InputFiles.path(JsonShape.text(cases.get(), name + ": 'cases'")).normalize();
        if (relative.isAbsolute()
                || relative.startsWith("..")
                || relative.toString().isEmpty()) {
            throw new CannotJudgeException(
                    ("%s: 'cases' is '%s', which lies outside the baseline's folder; put the case file beside"
                                    + " the baseline")
                            .formatted(name, relative));
        }
        return Optional.of(Path.of(path).resolveSibling(relative).toString());
    }
}
