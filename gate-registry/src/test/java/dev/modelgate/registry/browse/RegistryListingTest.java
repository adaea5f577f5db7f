package dev.modelgate.registry.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryListingTest {

    @TempDir
    Path folder;

    private ProjectFolder project;
    private TestRegistry registry;
    private RegistryListing listing;

    @BeforeEach
    void a_registry() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(new InMemoryRegistryStore(), project);
        listing = new RegistryListing(registry.registry);
    }

    @Test
    void an_empty_registry_lists_nothing() throws IOException {
        assertThat(listing.list()).isEmpty();
        assertThat(listing.live()).isEmpty();
        assertThat(listing.get("v1.0.0")).isEmpty();
        assertThat(listing.history(10)).isEmpty();
    }

    @Test
    void lists_models_in_the_order_of_registration_with_their_versions() throws IOException {
        registry.register("zeta");
        registry.release("alpha", "0.1.0");
        registry.release("alpha", "0.1.1");

        assertThat(listing.list())
                .extracting(model -> model.entry().sha())
                .containsExactly(project.sha("zeta"), project.sha("alpha"));
        ListedModel alpha = listing.get("0.1.0").orElseThrow();
        assertThat(alpha.versions()).extracting(Object::toString).containsExactly("v0.1.0", "v0.1.1");
        assertThat(alpha.live()).isTrue();
        assertThat(alpha.quarantined()).isFalse();
        assertThat(listing.get(project.sha("zeta").hex()).orElseThrow().live()).isFalse();
        assertThat(PrettyJson.line(alpha.summary()))
                .startsWith("{\"sha\":\"%s\",\"versions\":[\"v0.1.0\",\"v0.1.1\"],\"live\":true"
                        .formatted(project.sha("alpha")));
        assertThat(PrettyJson.line(alpha.json())).contains("\"schema\":\"canonical-sha/1\"");
    }

    @Test
    void shows_the_newest_events_oldest_first() throws IOException {
        registry.release("alpha", "0.1.0");
        registry.release("beta", "0.2.0");

        assertThat(listing.history(2))
                .extracting(event -> event.body().getClass())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(EventBody.Registered.class),
                        second -> assertThat(second).isEqualTo(EventBody.Promoted.class));
        assertThat(listing.history(100)).hasSize(5);
    }
}
