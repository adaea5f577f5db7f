package dev.modelgate.eval.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DvcDataTest {

    private static final String EVAL = "d2cded82a5ad7a7f8065642de0be7b64";
    private static final String Z = "401b30e3b8b5d629635a5c613cdb7919";

    @TempDir
    private Path directory;

    private DvcProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = DvcProject.in(directory);
    }

    @Test
    void brings_a_file_once_and_then_finds_that_it_holds() throws IOException {
        String pointer = project.pointer("single/eval.jsonl.dvc");

        DataCheck.Holds first = (DataCheck.Holds) DvcData.of(pointer).pull().get(0);
        DataCheck.Holds second = (DataCheck.Holds) DvcData.of(pointer).pull().get(0);

        assertThat(first.fetched()).isTrue();
        assertThat(second.fetched()).isFalse();
        assertThat(second.md5()).isEqualTo(EVAL);
        assertThat(project.root.resolve("eval.jsonl"))
                .hasSameBinaryContentAs(DvcProject.FIXTURES.resolve("single/eval.jsonl.content"));
    }

    @Test
    void brings_a_folder_with_every_name_that_dvc_allows() throws IOException {
        DvcData data = DvcData.of(project.pointer("dir/evalset.dvc"));

        data.pull();

        assertThat(project.data())
                .containsExactlyInAnyOrder(
                        "evalset/a file é.txt",
                        "evalset/b.jsonl",
                        "evalset/crlf.txt",
                        "evalset/nested/deep/empty.txt",
                        "evalset/nested/dup.jsonl",
                        "evalset/nested/z.txt",
                        "evalset/quote\"back\\slash.txt");
        assertThat(data.verify()).singleElement().isInstanceOf(DataCheck.Holds.class);
    }

    @Test
    void honours_the_working_folder_and_the_named_remote() throws IOException {
        DvcData.of(project.pointer("single/wdir-and-options.dvc")).pull();

        assertThat(project.data()).containsExactly("data/eval.jsonl");
    }

    @Test
    void takes_the_old_layout_and_says_that_only_the_hash_without_line_ends_fits() throws IOException {
        DvcData data = DvcData.of(project.pointer("legacy2x/crlf.txt.dvc"));

        DataCheck.Holds holds = (DataCheck.Holds) data.pull().get(0);

        assertThat(holds.legacy()).isTrue();
        assertThat(Files.readString(project.root.resolve("crlf.txt"))).contains("\r\n");
    }

    @Test
    void takes_a_stage_of_a_lock_and_leaves_to_git_what_lies_there() throws IOException {
        DvcProject.copy(DvcProject.FIXTURES.resolve("pipeline"), project.root);
        String lock = project.root.resolve("dvc.lock").toString();

        assertThat(DvcData.of(lock + ":prep:out/prep.jsonl").pull()).hasSize(1);
        assertThat(DvcData.of(lock + ":prep:out/dirset").pull()).hasSize(1);
        assertThatThrownBy(() -> DvcData.of(lock + ":prep").pull())
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("'metrics.json' lies in git itself");
        assertThatThrownBy(() -> DvcData.of(lock + ":train"))
                .hasMessageContaining("has no stage 'train'; the stages are prep");
    }

    @Test
    void names_both_hashes_when_the_workspace_holds_something_else() throws IOException {
        String pointer = project.pointer("single/eval.jsonl.dvc");
        Files.writeString(project.root.resolve("eval.jsonl"), "{\"id\":1}\n");

        DataCheck check = DvcData.of(pointer).pull().get(0);

        assertThat(((DataCheck.Differs) check).reason().message())
                .contains("'eval.jsonl' is ")
                .contains("(9 bytes in 1 files), but the pointer names " + EVAL + " (40 bytes)");
        assertThat(project.root.resolve("eval.jsonl")).hasContent("{\"id\":1}\n");
    }

    @Test
    void a_folder_differs_when_a_file_is_renamed_added_or_changed() throws IOException {
        DvcData data = DvcData.of(project.pointer("dir/evalset.dvc"));
        data.pull();
        Path file = project.root.resolve("evalset/b.jsonl");

        Files.move(file, file.resolveSibling("c.jsonl"));
        assertThat(data.verify().get(0)).isInstanceOf(DataCheck.Differs.class);
        Files.move(file.resolveSibling("c.jsonl"), file);
        assertThat(data.verify().get(0)).isInstanceOf(DataCheck.Holds.class);
        Files.writeString(file.resolveSibling("extra.txt"), "");
        assertThat(data.verify().get(0)).isInstanceOf(DataCheck.Differs.class);
    }

    @Test
    void leaves_nothing_and_names_the_object_when_the_remote_is_corrupted() throws IOException {
        Files.writeString(project.object(EVAL), "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"B\"}\n");

        assertThatThrownBy(() ->
                        DvcData.of(project.pointer("single/eval.jsonl.dvc")).pull())
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("files/md5/d2/cded82a5ad7a7f8065642de0be7b64 is ")
                .hasMessageContaining("but " + EVAL + " is required; the object is corrupted");
        assertThat(project.data()).isEmpty();
    }

    @Test
    void leaves_nothing_when_one_file_of_a_folder_is_missing_or_corrupted() throws IOException {
        String pointer = project.pointer("dir/evalset.dvc");

        Files.writeString(project.object(Z), "y");
        assertThatThrownBy(() -> DvcData.of(pointer).pull()).hasMessageContaining("corrupted");
        Files.delete(project.object(Z));
        assertThatThrownBy(() -> DvcData.of(pointer).pull()).hasMessageContaining("the data are not at");

        assertThat(project.data()).isEmpty();
        assertThat(project.root.resolve("evalset")).doesNotExist();
    }

    @Test
    void refuses_an_edited_manifest_though_it_is_valid_json() throws IOException {
        Path manifest = project.object("1aef7e770341d5ff9dabf47afaf6d769.dir");
        Files.writeString(manifest, Files.readString(manifest).replace("b.jsonl", "x.jsonl"));

        assertThatThrownBy(() -> DvcData.of(project.pointer("dir/evalset.dvc")).pull())
                .hasMessageContaining("1aef7e770341d5ff9dabf47afaf6d769 is required");
    }

    @Test
    void refuses_a_manifest_that_climbs_out_though_its_hash_is_right() throws IOException {
        Path manifest = project.object("465eadca605a5c93ea577b91e2ff95bc.dir");
        Files.createDirectories(manifest.getParent());
        Files.copy(DvcProject.FIXTURES.resolve("bad/465eadca605a5c93ea577b91e2ff95bc.dir"), manifest);

        assertThatThrownBy(
                        () -> DvcData.of(project.pointer("bad/traversal.dvc")).pull())
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("'../../../evil.txt', but a plain relative path is required");
        assertThat(filesBelow(directory)).noneMatch(name -> name.contains("evil"));
    }

    @Test
    void refuses_counts_that_the_data_do_not_have() throws IOException {
        String text = Files.readString(DvcProject.FIXTURES.resolve("dir/evalset.dvc"));

        String fewer = project.pointer("fewer.dvc", text.replace("nfiles: 7", "nfiles: 6"));
        String bigger = project.pointer("bigger.dvc", text.replace("size: 41", "size: 42"));

        assertThatThrownBy(() -> DvcData.of(fewer).pull())
                .hasMessageContaining("nfiles of 'evalset' is 7, but the pointer states 6");
        assertThatThrownBy(() -> DvcData.of(bigger).pull())
                .hasMessageContaining("size of 'evalset' is 41, but the pointer states 42");
        assertThat(project.data()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../eval.jsonl",
                "/tmp/eval.jsonl",
                "a/../../eval.jsonl",
                ".git/hooks/post-checkout",
                ".dvc/config",
                ".",
                "\"a\\nb\""
            })
    void refuses_a_path_where_data_have_no_place(String path) throws IOException {
        String pointer = project.pointer("x.dvc", "outs:\n- md5: %s\n  hash: md5\n  path: %s\n".formatted(EVAL, path));

        assertThatThrownBy(() -> DvcData.of(pointer).pull()).isInstanceOf(CannotJudgeException.class);
        assertThat(project.data()).isEmpty();
    }

    @Test
    void refuses_a_path_behind_a_link_that_leads_outside() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(project.root.resolve("data"), outside);

        assertThatThrownBy(() -> DvcData.of(project.pointer("single/wdir-and-options.dvc"))
                        .pull())
                .hasMessageContaining("leads through a link to outside of the project");
        assertThat(filesBelow(outside)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a//b", "a/./b", "a/../b", "/a", "", "a/", "a\nb"})
    void a_name_in_a_manifest_is_taken_part_by_part_or_not_at_all(String name) {
        assertThatThrownBy(() -> Workspace.within(directory, name, "the file"))
                .isInstanceOf(CannotJudgeException.class);
    }

    @Test
    void refuses_by_name_what_it_does_not_read() throws IOException {
        String out = "outs:\n- md5: %s\n  hash: md5\n  path: e.jsonl\n".formatted(EVAL);

        assertThatThrownBy(() -> DvcData.of(project.pointer("import/imported.jsonl.dvc")))
                .hasMessageContaining("'deps.repo'");
        assertThatThrownBy(() -> DvcData.of(project.pointer("c.dvc", out + "  cloud: {s3: {etag: x}}\n")))
                .hasMessageContaining("'cloud'");
        assertThatThrownBy(() -> DvcData.of(project.pointer("f.dvc", out + "  files: []\n")))
                .hasMessageContaining("'files'");
        assertThatThrownBy(() -> DvcData.of(project.pointer("s.dvc", out + "  remote: gsr\n"))
                        .pull())
                .hasMessageContaining("remote 'gsr' at gs://bucket/prefix cannot be read here")
                .hasMessageContaining("run 'dvc pull', and then 'gate data verify'");
        assertThatThrownBy(() -> DvcData.of(project.pointer("n.dvc", out + "  remote: nowhere\n"))
                        .pull())
                .hasMessageContaining("has no remote 'nowhere'");
        DvcData.of(project.pointer("import/url.txt.dvc")).pull();
        assertThat(project.data()).containsExactly("url.txt");
    }

    @Test
    void takes_the_cache_before_the_remote_and_believes_it_no_more() throws IOException {
        Path cached = project.root.resolve(".dvc/cache/files/md5/d2/cded82a5ad7a7f8065642de0be7b64");
        Files.createDirectories(cached.getParent());
        String pointer = project.pointer("single/eval.jsonl.dvc");

        Files.writeString(cached, "wrong");
        assertThatThrownBy(() -> DvcData.of(pointer).pull()).hasMessageContaining(".dvc/cache/files/md5/d2/");
        Files.copy(project.object(EVAL), cached, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.delete(project.object(EVAL));
        assertThat(DvcData.of(pointer).pull().get(0)).isInstanceOf(DataCheck.Holds.class);
    }

    @Test
    void never_changes_the_remote() throws IOException {
        Files.writeString(project.object(Z), "corrupted, and writable: DVC itself would delete it");
        Map<String, String> before = contents(project.remote);

        assertThatThrownBy(() -> DvcData.of(project.pointer("dir/evalset.dvc")).pull())
                .isNotNull();
        DvcData.of(project.pointer("single/eval.jsonl.dvc")).pull();

        assertThat(contents(project.remote)).isEqualTo(before);
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new HashMap<>();
        for (String name : filesBelow(folder)) {
            contents.put(name, Files.readString(Path.of(name)));
        }
        return contents;
    }

    private static java.util.List<String> filesBelow(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }
}
