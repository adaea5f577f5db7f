package dev.modelgate.eval.dvc;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.evalset.EvalSetDigests;
import dev.modelgate.eval.evalset.EvalSets;
import dev.modelgate.eval.json.InputFiles;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads an eval set from its file, or from the pointer that names it: then only the pointer's very bytes will do. */
public final class EvalSetSource {

    private EvalSetSource() {}

    /** What came of it. */
    public sealed interface Source {}

    /** The cases. */
    public record Ready(EvalSet evalSet) implements Source {}

    /** The workspace holds another file than the pointer names. */
    public record Refused(Reason reason) implements Source {}

    /**
     * Reads it; a pointer's file that is missing is fetched first.
     *
     * @throws CannotJudgeException where something is missing, malformed, or no eval set
     */
    public static Source read(Path file) {
        return DvcData.isPointer(file.toString()) ? pointed(file.toString()) : new Ready(EvalSets.read(file));
    }

    /**
     * The eval set, where its bytes are here already and are the pointer's; nothing is fetched.
     *
     * @param name of its file or pointer
     * @throws CannotJudgeException where something is malformed, or no eval set
     */
    public static Optional<EvalSet> here(String name) {
        if (!DvcData.isPointer(name)) {
            return Files.isRegularFile(Path.of(name)) ? Optional.of(EvalSets.read(Path.of(name))) : Optional.empty();
        }
        boolean here = Files.isRegularFile(Path.of(name)) && DvcData.of(name).isHere();
        return here && pointed(name) instanceof Ready ready ? Optional.of(ready.evalSet()) : Optional.empty();
    }

    private static Source pointed(String name) {
        DvcData data = DvcData.of(name);
        if (data.outs().size() != 1) {
            throw new CannotJudgeException("%s names %d outs, but an eval set is one; name it as dvc.lock:STAGE:OUT"
                    .formatted(name, data.outs().size()));
        }
        DvcOut out = data.outs().get(0);
        if (out.hash().folder()) {
            throw new CannotJudgeException(
                    "%s names the folder '%s', but an eval set is a file; add the file itself by 'dvc add'"
                            .formatted(name, out.path()));
        }
        DataCheck check = data.pull().get(0);
        return check instanceof DataCheck.Holds holds
                ? new Ready(evalSet(holds.file(), out.hash()))
                : new Refused(((DataCheck.Differs) check).reason());
    }

    /** Hashes what is parsed, so that a file changed in between cannot pass for the pointer's. */
    private static EvalSet evalSet(Path file, DvcHash hash) {
        DvcDigest digest = new DvcDigest();
        try (InputStream in = new Tapped(InputFiles.open(file), digest)) {
            EvalSet evalSet = EvalSets.read(in, file.toString());
            boolean unix = digest.finish()
                            .fit(hash)
                            .orElseThrow(() -> new CannotJudgeException(
                                    "%s changed while it was read; let nothing write there and run again"
                                            .formatted(file)))
                    == DvcDigest.Fit.UNIX_LINE_ENDS;
            EvalSetDigests digests =
                    new EvalSetDigests(hash.toString(), evalSet.digests().sha256(), unix);
            return new EvalSet(evalSet.name(), evalSet.cases(), digests);
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s could not be closed (%s); check the file system".formatted(file, e.getMessage()), e);
        }
    }

    /** Feeds a digest with what is read. */
    private static final class Tapped extends FilterInputStream {
        private final DvcDigest digest;

        Tapped(InputStream in, DvcDigest digest) {
            super(in);
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read > 0) {
                digest.update(bytes, offset, read);
            }
            return read;
        }
    }
}
