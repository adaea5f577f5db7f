package dev.modelgate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed page says of the goals what Maven will be told of them. */
class GoalPageTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    @Test
    void the_page_of_goals_is_what_the_descriptor_says() throws IOException {
        Path made = ROOT.resolve("gate-maven-plugin/target/maven-goals.md");
        try (InputStream descriptor =
                Files.newInputStream(ROOT.resolve("gate-maven-plugin/target/classes/META-INF/maven/plugin.xml"))) {
            Files.writeString(made, GoalPage.of(descriptor));
        }

        assertThat(ROOT.resolve("docs/maven-goals.md"))
                .as("a goal or parameter changed; copy gate-maven-plugin/target/maven-goals.md to docs")
                .hasSameTextualContentAs(made);
    }
}
