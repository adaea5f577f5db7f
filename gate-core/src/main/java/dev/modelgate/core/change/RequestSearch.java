package dev.modelgate.core.change;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the request that counts: of the comments that were last changed before the label was set, the newest by a
 * person with write access. Whoever may only comment cannot ask, and nobody can change what was asked for once a
 * reviewer had set the label.
 */
public final class RequestSearch {

    private final List<Remark> remarks;
    private final Instant labelledAt;
    private final Writers writers;

    private RequestSearch(List<Remark> remarks, Instant labelledAt, Writers writers) {
        this.remarks = remarks;
        this.labelledAt = labelledAt;
        this.writers = writers;
    }

    /** Tells who has write access. */
    @FunctionalInterface
    public interface Writers {
        boolean include(String login) throws IOException;
    }

    /** What was found. */
    public sealed interface Result {}

    /** @param by the comment that asks */
    public record Found(DeployRequest request, Remark by) implements Result {}

    /** No request counts. */
    public record Refused(Reason reason) implements Result {}

    /** @param writers asked only about people who wrote a request */
    public static Result among(List<Remark> remarks, Instant labelledAt, Writers writers) throws IOException {
        return new RequestSearch(remarks, labelledAt, writers).run();
    }

    private Result run() throws IOException {
        ImmutableList<Remark> newestFirst = remarks.stream()
                .sorted(Comparator.comparing(Remark::changedAt)
                        .thenComparing(Remark::id)
                        .reversed())
                .collect(ImmutableList.toImmutableList());
        int tooLate = 0;
        int strangers = 0;
        for (Remark remark : newestFirst) {
            Optional<DeployRequest.Reading> reading = DeployRequest.in(remark.text());
            if (reading.isEmpty()) {
                continue;
            }
            if (!remark.changedAt()
                    .isBefore(labelledAt)) { // code hosts tell whole seconds: which was first is not known
                tooLate++;
            } else if (!writers.include(remark.author())) {
                strangers++;
            } else {
                return result(reading.get(), remark);
            }
        }
        return refused(ReasonCode.REQUEST_MISSING, none(tooLate, strangers));
    }

    private static Result result(DeployRequest.Reading reading, Remark remark) {
        if (reading instanceof DeployRequest.Malformed malformed) {
            return refused(
                    ReasonCode.REQUEST_MALFORMED,
                    "comment %d by %s: %s, then set the label again"
                            .formatted(remark.id(), remark.author(), malformed.why()));
        }
        return new Found(((DeployRequest.Read) reading).request(), remark);
    }

    private static String none(int tooLate, int strangers) {
        return "no comment asks for a deployment (%d were written or edited when the label was set, or after it, %d are by people without write access); write %s, then set the label again"
                .formatted(tooLate, strangers, DeployRequest.FORM);
    }

    private static Result refused(ReasonCode code, String message) {
        return new Refused(new Reason(code, message));
    }
}
