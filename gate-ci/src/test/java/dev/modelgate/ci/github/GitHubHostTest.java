package dev.modelgate.ci.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.ci.testing.Fast;
import dev.modelgate.ci.testing.TableServer;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Remark;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubHostTest {

    private static final String COMMENTS = "GET /repos/acme/tutor/issues/17/comments?per_page=100&page=";

    private TableServer gitHub;
    private GitHubHost host;

    @BeforeEach
    void start() throws IOException {
        gitHub = new TableServer();
        host = host("t0ken");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void reads_the_comments_of_every_page() {
        gitHub.answers.put(COMMENTS + 1, comments(1, 100));
        gitHub.answers.put(COMMENTS + 2, comments(101, 102));

        assertThat(host.remarks(17))
                .hasSize(102)
                .first()
                .isEqualTo(new Remark(1, "dev", "text 1", Instant.parse("2026-05-01T09:00:00Z")));
    }

    @Test
    void only_admin_and_write_may_write_and_a_login_cannot_leave_its_place_in_the_path() {
        permission("dev", "write");
        permission("owner", "admin");
        permission("guest", "read");
        gitHub.answers.put("GET /repos/acme/tutor/collaborators/..%2F..%2Fx/permission", "{\"permission\": \"none\"}");

        assertThat(host.mayWrite("dev")).isTrue();
        assertThat(host.mayWrite("owner")).isTrue();
        assertThat(host.mayWrite("guest")).isFalse();
        assertThat(host.mayWrite("nobody")).isFalse();
        assertThat(host.mayWrite("../../x")).isFalse();
    }

    @Test
    void a_label_counts_from_when_it_was_last_set() {
        gitHub.answers.put("GET /repos/acme/tutor/issues/17/events?per_page=100&page=1", """
                [{"event": "labeled", "label": {"name": "deploy"}, "created_at": "2026-05-01T09:00:00Z"},
                 {"event": "unlabeled", "label": {"name": "deploy"}, "created_at": "2026-05-01T09:30:00Z"},
                 {"event": "labeled", "label": {"name": "deploy"}, "created_at": "2026-05-01T10:00:00Z"},
                 {"event": "labeled", "label": {"name": "bug"}, "created_at": "2026-05-01T11:00:00Z"},
                 {"event": "closed", "created_at": "2026-05-01T12:00:00Z"}]
                """);

        assertThat(host.labelledAt(17, "deploy")).contains(Instant.parse("2026-05-01T10:00:00Z"));
        assertThat(host.labelledAt(17, "feature")).isEmpty();
    }

    @Test
    void comments_once_and_replaces_that_comment_the_next_time() {
        gitHub.answers.put(COMMENTS + 1, comments(1, 2));
        gitHub.answers.put("POST /repos/acme/tutor/issues/17/comments", "{}");
        assertThat(host.comment(17, "first \"text\"")).isTrue();
        assertThat(last()).startsWith("POST ").contains("<!-- modelgate:deploy -->\\nfirst \\\"text\\\"");

        gitHub.answers.put(
                COMMENTS + 1, "[" + comment(5, "github-actions[bot]", "<!-- modelgate:deploy -->\\nfirst") + "]");
        gitHub.answers.put("PATCH /repos/acme/tutor/issues/comments/5", "{}");
        assertThat(host.comment(17, "second")).isTrue();
        assertThat(last()).startsWith("PATCH /repos/acme/tutor/issues/comments/5");
    }

    @Test
    void never_replaces_what_somebody_else_wrote_under_our_marker() {
        gitHub.answers.put(COMMENTS + 1, "[" + comment(5, "mallory", "<!-- modelgate:deploy -->\\nfake") + "]");
        gitHub.answers.put("POST /repos/acme/tutor/issues/17/comments", "{}");

        assertThat(host.comment(17, "text")).isTrue();
        assertThat(last()).startsWith("POST ");
    }

    @Test
    void says_that_it_may_not_comment_and_stops_at_everything_else() {
        gitHub.answers.put(COMMENTS + 1, "[]");
        gitHub.statuses.put("POST /repos/acme/tutor/issues/17/comments", 403);
        assertThat(host.comment(17, "text")).isFalse();

        gitHub.statuses.put("POST /repos/acme/tutor/issues/17/comments", 422);
        assertThatThrownBy(() -> host.comment(17, "text"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("422");
    }

    @Test
    void a_wrong_token_is_an_error_that_does_not_show_it() {
        assertThatThrownBy(() -> host("wr0ng-s3cret").remarks(17))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("wr0ng-s3cret");
    }

    private GitHubHost host(String token) {
        return new GitHubHost(GitHubApi.of(
                Map.of("GITHUB_API_URL", gitHub.url(), "GITHUB_REPOSITORY", "acme/tutor", "GITHUB_TOKEN", token),
                Fast.transport()));
    }

    private void permission(String login, String permission) {
        gitHub.answers.put(
                "GET /repos/acme/tutor/collaborators/" + login + "/permission",
                "{\"permission\": \"" + permission + "\"}");
    }

    private String last() {
        return gitHub.calls.get(gitHub.calls.size() - 1);
    }

    private static String comments(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> comment(id, "dev", "text " + id))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String comment(int id, String author, String body) {
        return "{\"id\": %d, \"user\": {\"login\": \"%s\"}, \"body\": \"%s\", \"updated_at\": \"2026-05-01T09:00:00Z\"}"
                .formatted(id, author, body);
    }
}
