package dev.modelgate.registry.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EvidenceDigests;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.core.release.SemverTag;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final Instant AT = Instant.parse("2026-05-01T09:00:00Z");
    private static final CanonicalSha SHA = new CanonicalSha("a".repeat(64));
    private static final String DIGEST = "e".repeat(64);
    private static final LivePointer LIVE = new LivePointer(SHA, new SemverTag("v0.3.1"), 3);

    static Stream<EventBody> bodies() {
        Optional<String> none = Optional.empty();
        return Stream.of(
                new EventBody.Created(new RegistryIdentity("grammar-tutor \"é\"", true)),
                new EventBody.Created(new RegistryIdentity("tutor", false, Optional.of(new BranchName("main")))),
                new EventBody.BranchChanged(new BranchName("release/1")),
                new EventBody.Registered(SHA, DIGEST),
                new EventBody.Promoted(
                        SHA,
                        DIGEST,
                        new SemverTag("v0.3.1"),
                        new EvidenceDigests("1", "2", none, "3", none, none, "4", none),
                        Optional.empty()),
                new EventBody.Promoted(
                        SHA,
                        DIGEST,
                        new SemverTag("v1.0.0-rc.1+7"),
                        new EvidenceDigests(
                                "1",
                                "2",
                                Optional.of("5"),
                                "3",
                                Optional.of("6"),
                                Optional.of("7"),
                                "4",
                                Optional.of("8")),
                        Optional.of(LIVE)),
                new EventBody.RolledBack(DIGEST, LIVE, LIVE, Optional.of("bad\nanswers \u001b[31m")),
                new EventBody.Quarantined(SHA, DIGEST, SHA, DIGEST),
                new EventBody.QuarantineLifted(SHA, DIGEST, SHA, DIGEST),
                new EventBody.Banned(SHA, DIGEST, SHA, new EventBody.Statement("Ada <a@b>", "it\ncurses")),
                new EventBody.Unbanned(SHA, DIGEST, SHA, new EventBody.Statement("Ada", "it was the app")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void an_event_is_one_line_and_reads_back_as_itself(EventBody body) {
        Event event = Event.next(new Head(41, DIGEST), AT, body);

        String line = EventCodec.line(event);

        assertThat(line).doesNotContain("\n").startsWith("{\"seq\":42,\"prev\":\"" + DIGEST + "\",\"type\":\"");
        assertThat(EventCodec.decode(line, "here")).isEqualTo(event);
    }

    @Test
    void the_line_is_what_the_format_says() {
        EventBody body = new EventBody.Created(new RegistryIdentity("tutor", false));

        assertThat(EventCodec.line(Event.next(Head.EMPTY, AT, body)))
                .isEqualTo("{\"seq\":1,\"prev\":\"" + "0".repeat(64)
                        + "\",\"type\":\"created\",\"at\":\"2026-05-01T09:00:00Z\",\"sha\":null,\"model\":\"tutor\""
                        + ",\"development\":false}");
    }

    @Test
    void a_type_that_is_not_known_is_an_error_that_names_it() {
        String line = EventCodec.line(Event.next(Head.EMPTY, AT, new EventBody.Registered(SHA, DIGEST)))
                .replace("registered", "forgotten");

        assertThatThrownBy(() -> EventCodec.decode(line, "index.jsonl:7"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("index.jsonl:7: the event has the type 'forgotten', which this version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"seq\":1}",
                "not json",
                "{\"seq\":1.5,\"prev\":\"\",\"type\":\"created\",\"at\":\"2026-05-01T09:00:00Z\"}",
                "{\"seq\":1,\"seq\":1,\"prev\":\"\",\"type\":\"created\",\"at\":\"2026-05-01T09:00:00Z\"}",
                "{\"seq\":1,\"prev\":\"\",\"type\":\"created\",\"at\":\"yesterday\",\"model\":\"m\",\"development\":false}",
                "{\"seq\":1,\"prev\":\"\",\"type\":\"registered\",\"at\":\"2026-05-01T09:00:00Z\",\"sha\":\"x\","
                        + "\"entry_sha256\":\"y\"}"
            })
    void what_is_no_event_is_an_error_that_names_the_line(String line) {
        assertThatThrownBy(() -> EventCodec.decode(line, "index.jsonl:7"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("index.jsonl:7");
    }
}
