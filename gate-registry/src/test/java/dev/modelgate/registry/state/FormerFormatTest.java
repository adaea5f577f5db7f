package dev.modelgate.registry.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose events commit to no state, as gates wrote them before. */
class FormerFormatTest {

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;

    @BeforeEach
    void written_by_a_former_gate() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project);
        registry.release("a", "0.1.0");
        registry.release("b", "0.2.0");
        registry.register("bad");
        registry.quarantine("bad", project.judged("bad", registry.live().map(live -> live.sha()), 80));
        withoutStates();
    }

    @Test
    void is_read_and_whole_and_the_next_event_commits_to_its_state() throws IOException {
        assertThat(findings()).isEmpty();

        assertThat(registry.release("c", "0.3.0")).isInstanceOf(Promotion.Promoted.class);

        assertThat(findings()).isEmpty();
        assertThat(store.lines).filteredOn(line -> line.contains("\"state\":")).hasSize(2);
        assertThat(store.documents).containsKey("quarantine.json");
        assertThat(registry.rollback(RollbackTarget.Back.PREVIOUS)).isInstanceOf(Rollback.RolledBack.class);
    }

    @Test
    void a_document_that_differs_is_refused_rather_than_vouched_for() throws IOException {
        for (String document : List.of("tags.json", "live.json", "quarantine/" + quarantined() + ".json")) {
            byte[] bytes = store.documents.get(document);
            store.documents.remove(document);
            if (document.equals("live.json")) {
                store.documents.put(
                        document,
                        new String(bytes, UTF_8).replace("09:00", "08:00").getBytes(UTF_8));
            }
            Map<String, String> before = store.snapshot();

            assertThatThrownBy(() -> registry.register("d"))
                    .isInstanceOf(DamagedRegistryException.class)
                    .hasMessageContaining(document + " is not what the events say");

            assertThat(store.snapshot()).isEqualTo(before);
            store.documents.put(document, bytes);
        }
    }

    @Test
    void an_event_of_it_behind_one_with_a_state_is_damage() throws IOException {
        registry.register("c");
        Head tip = registry.registry.read(RegistryView::tip);
        Event last = EventCodec.decode(store.lines.get(store.lines.size() - 1), "last");
        EventBody.Registered body = (EventBody.Registered) last.body();
        String line = EventCodec.line(Event.next(
                tip,
                ProjectFolder.NOW,
                new EventBody.QuarantineLifted(body.sha(), body.entrySha256(), project.sha("bad"), "0".repeat(64))));
        store.lines.add(line);
        store.documents.put("head.json", StateCodec.encode(tip.after(line), Optional.empty()));
        store.documents.remove("quarantine/" + quarantined() + ".json");
        store.documents.remove("quarantine.json");

        assertThatThrownBy(() -> registry.promote(
                        "bad", "0.3.0", project.judged("bad", registry.live().map(live -> live.sha()), 97)))
                .isInstanceOf(DamagedRegistryException.class)
                .hasMessageContaining("the event commits to no state, but the one before it does");
        assertThat(findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("the event commits to no state"));
    }

    private String quarantined() throws IOException {
        return project.sha("bad").hex();
    }

    private List<Finding> findings() throws IOException {
        return new RegistryVerifier(registry.registry).run(Optional.empty()).findings();
    }

    private void withoutStates() {
        List<String> lines = new ArrayList<>();
        Head head = Head.EMPTY;
        for (String line : store.lines) {
            Event event = EventCodec.decode(line, "line");
            String former = EventCodec.line(Event.next(head, event.at(), event.body()));
            lines.add(former);
            head = head.after(former);
        }
        store.lines.clear();
        store.lines.addAll(lines);
        store.documents.put("head.json", StateCodec.encode(head, Optional.empty()));
        store.documents.remove("quarantine.json");
    }
}
