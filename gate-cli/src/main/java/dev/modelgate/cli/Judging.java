package dev.modelgate.cli;

import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.verdict.RunUrl;
import java.util.Optional;

/** What every judging command hands to the core. */
final class Judging {

    private Judging() {}

    /** Of a judgement that reads no policy and no registry. */
    static Circumstances circumstances(Invocation invocation) {
        return new Circumstances(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Version.TEXT,
                invocation.now(),
                RunUrl.of(invocation.environment()));
    }
}
