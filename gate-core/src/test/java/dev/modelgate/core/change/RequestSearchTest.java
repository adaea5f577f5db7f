package dev.modelgate.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.policy.ReasonCode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestSearchTest {

    private static final Instant LABELLED = Instant.parse("2026-05-01T12:00:00Z");
    private static final Set<String> WRITERS = Set.of("maintainer", "reviewer");

    @Test
    void the_newest_by_a_person_with_write_access_counts() throws IOException {
        assertThat(runId(
                        remark(1, "maintainer", "mlflow_run_id=first semver=v0.1.0", -30),
                        remark(2, "reviewer", "mlflow_run_id=second semver=v0.1.0", -20),
                        remark(3, "stranger", "mlflow_run_id=third semver=v0.1.0", -10),
                        remark(4, "maintainer", "thanks", -5)))
                .isEqualTo("second");
    }

    @Test
    void what_was_written_or_edited_with_the_label_or_after_it_does_not_count() throws IOException {
        assertThat(runId(
                        remark(1, "maintainer", "mlflow_run_id=first semver=v0.1.0", -1),
                        remark(2, "maintainer", "mlflow_run_id=same-second semver=v0.1.0", 0),
                        remark(3, "maintainer", "mlflow_run_id=edited semver=v0.1.0", 1)))
                .isEqualTo("first");
    }

    @Test
    void a_malformed_newest_is_told_to_its_author_and_no_older_one_is_taken_for_it() throws IOException {
        RequestSearch.Result result = search(
                remark(1, "maintainer", "mlflow_run_id=first semver=v0.1.0", -30),
                remark(2, "reviewer", "mlflow_run_id=second semver=new", -20));

        assertThat(((RequestSearch.Refused) result).reason().code()).isEqualTo(ReasonCode.REQUEST_MALFORMED);
        assertThat(((RequestSearch.Refused) result).reason().message()).startsWith("comment 2 by reviewer");
    }

    @Test
    void says_why_none_counts() throws IOException {
        RequestSearch.Result result = search(
                remark(1, "stranger", "mlflow_run_id=a semver=v0.1.0", -30),
                remark(2, "maintainer", "mlflow_run_id=b semver=v0.1.0", 5));

        assertThat(((RequestSearch.Refused) result).reason().code()).isEqualTo(ReasonCode.REQUEST_MISSING);
        assertThat(((RequestSearch.Refused) result).reason().message())
                .contains("1 were written or edited when the label was set, or after it")
                .contains("1 are by people without write access");
    }

    private static String runId(Remark... remarks) throws IOException {
        return ((RequestSearch.Found) search(remarks)).request().runId();
    }

    private static RequestSearch.Result search(Remark... remarks) throws IOException {
        return RequestSearch.among(List.of(remarks), LABELLED, WRITERS::contains);
    }

    private static Remark remark(long id, String author, String text, int secondsAfterLabel) {
        return new Remark(id, author, text, LABELLED.plusSeconds(secondsAfterLabel));
    }
}
