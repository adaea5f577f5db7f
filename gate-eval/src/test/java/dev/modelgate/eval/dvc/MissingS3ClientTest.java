package dev.modelgate.eval.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class path without Amazon's client, as who does not add it has. */
class MissingS3ClientTest {

    private static final String OUT =
            "outs:\n- md5: d2cded82a5ad7a7f8065642de0be7b64\n  hash: md5\n  path: e.jsonl\n  remote: ";

    @TempDir
    private Path directory;

    private DvcProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = DvcProject.in(directory);
    }

    @Test
    void names_the_artifacts_to_add_when_a_remote_lies_in_s3() throws Exception {
        Throwable refused = catchThrowable(() -> pullWithoutClient(project.pointer("s.dvc", OUT + "s3r\n")));

        assertThat(refused.getClass().getSimpleName()).isEqualTo("CannotJudgeException");
        assertThat(refused)
                .hasMessageStartingWith("Amazon's client is not on the class path (")
                .hasMessageContaining("but the remote 's3r' at s3://bucket/prefix needs it; add ")
                .hasMessageEndingWith("software.amazon.awssdk:s3:%s and software.amazon.awssdk:url-connection-client:%s"
                        .formatted(Stores.AWS_SDK, Stores.AWS_SDK));
    }

    @Test
    void any_other_remote_needs_no_client() throws Throwable {
        pullWithoutClient(project.pointer("s.dvc", OUT + "store\n"));

        assertThat(project.data()).containsExactly("e.jsonl");
    }

    @Test
    void names_the_version_with_which_the_gate_is_built() throws IOException {
        Path pom = Path.of(System.getProperty("project.root"), "pom.xml");

        assertThat(Files.readString(pom)).contains("<awssdk.version>" + Stores.AWS_SDK + "</awssdk.version>");
    }

    private static void pullWithoutClient(String pointer) throws Throwable {
        URL[] others = Splitter.on(File.pathSeparatorChar)
                .splitToStream(System.getProperty("java.class.path"))
                .filter(entry -> !Path.of(entry).getFileName().toString().endsWith("-" + Stores.AWS_SDK + ".jar"))
                .map(MissingS3ClientTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            Class<?> data = loader.loadClass(DvcData.class.getName());
            Object pointed = data.getMethod("of", String.class).invoke(null, pointer);
            data.getMethod("pull").invoke(pointed);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
