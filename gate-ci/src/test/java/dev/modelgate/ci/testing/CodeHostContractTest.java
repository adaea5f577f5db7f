package dev.modelgate.ci.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Remark;
import dev.modelgate.core.port.CodeHost;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gate relies on, whatever code host it speaks to. */
public abstract class CodeHostContractTest {

    private static final Instant NINE = Instant.parse("2026-05-01T09:00:00Z");
    private static final int CHANGE = CodeHostStandIn.CHANGE;

    private CodeHostStandIn standIn;
    private CodeHost host;

    protected abstract CodeHostStandIn standIn() throws IOException;

    protected abstract CodeHost host(Map<String, String> environment);

    /** The variable that holds the token. */
    protected abstract String tokenVariable();

    @BeforeEach
    void start() throws IOException {
        standIn = standIn();
        host = host(standIn.environment());
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void tells_every_remark_with_who_made_it_and_when_it_was_last_changed() throws IOException {
        for (int i = 1; i <= 250; i++) {
            standIn.say("dev", "text \"" + i + "\"", NINE);
        }

        assertThat(host.remarks(CHANGE)).hasSize(250).last().isEqualTo(new Remark(250, "dev", "text \"250\"", NINE));
    }

    @Test
    void only_who_may_write_may_write() throws IOException {
        standIn.mayWrite("dev", true);
        standIn.mayWrite("dev2", false);

        assertThat(host.mayWrite("dev")).isTrue();
        assertThat(host.mayWrite("dev2")).isFalse();
        assertThat(host.mayWrite("de")).isFalse();
        assertThat(host.mayWrite("nobody")).isFalse();
    }

    @Test
    void a_login_cannot_leave_its_place_in_the_address() throws IOException {
        standIn.mayWrite("dev", true);

        assertThat(host.mayWrite("../dev?x=1&query=dev#")).isFalse();
        assertThat(standIn.calls()).last().asString().contains("..%2Fdev%3Fx%3D1%26query%3Ddev%23");
    }

    @Test
    void a_label_was_set_when_it_was_last_set() throws IOException {
        standIn.label("deploy", true, NINE);
        standIn.label("deploy", false, NINE.plusSeconds(60));
        standIn.label("deploy", true, NINE.plusSeconds(120));
        standIn.label("bug", true, NINE.plusSeconds(180));

        assertThat(host.labelledAt(CHANGE, "deploy")).contains(NINE.plusSeconds(120));
        assertThat(host.labelledAt(CHANGE, "feature")).isEmpty();
    }

    @Test
    void knows_where_a_branch_is_also_one_with_a_slash() throws IOException {
        standIn.tip("release/1", "1".repeat(40));

        assertThat(host.tip("release/1")).contains("1".repeat(40));
        assertThatThrownBy(() -> host.tip("main")).isInstanceOf(CannotJudgeException.class);
    }

    @Test
    void comments_once_and_replaces_that_comment_on_every_run_after_it() throws IOException {
        standIn.say("dev", "please", NINE);

        assertThat(host.comment(CHANGE, "first \"text\" | ```")).isTrue();
        assertThat(host.comment(CHANGE, "second")).isTrue();
        assertThat(host.comment(CHANGE, "third")).isTrue();

        assertThat(standIn.said()).hasSize(2);
        assertThat(standIn.said().get(1).author()).isEqualTo(standIn.ourselves());
        assertThat(standIn.said().get(1).text()).endsWith("\nthird");
    }

    @Test
    void leaves_alone_what_somebody_else_wrote_under_the_same_marker() throws IOException {
        host.comment(CHANGE, "ours");
        String marked = standIn.said().get(0).text();
        try (CodeHostStandIn other = standIn()) {
            other.say("mallory", marked, NINE);

            assertThat(host(other.environment()).comment(CHANGE, "text")).isTrue();

            assertThat(other.said()).hasSize(2);
            assertThat(other.said().get(0).text()).isEqualTo(marked);
        }
    }

    @Test
    void says_that_it_may_not_comment_as_on_a_change_from_a_fork() throws IOException {
        standIn.forbidWriting();

        assertThat(host.comment(CHANGE, "text")).isFalse();
        assertThat(standIn.said()).isEmpty();
    }

    @Test
    void a_wrong_token_is_an_error_that_does_not_show_it() {
        Map<String, String> environment = new HashMap<>(standIn.environment());
        environment.put(tokenVariable(), "wr0ng-s3cret");

        assertThatThrownBy(() -> host(environment).remarks(CHANGE))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("wr0ng-s3cret");
    }

    @Test
    void a_host_that_cannot_be_reached_is_an_error_and_nobody_may_write() {
        standIn.close();

        assertThatThrownBy(() -> host.mayWrite("dev")).isInstanceOf(CannotJudgeException.class);
        assertThatThrownBy(() -> host.remarks(CHANGE)).isInstanceOf(CannotJudgeException.class);
    }
}
