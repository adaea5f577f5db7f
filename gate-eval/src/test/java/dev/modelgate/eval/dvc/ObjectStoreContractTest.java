package dev.modelgate.eval.dvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of objects does, over a copy of what DVC itself pushed. */
abstract class ObjectStoreContractTest {

    private static final DvcHash EVAL = DvcHash.parse("d2cded82a5ad7a7f8065642de0be7b64", false, "the md5");
    private static final DvcHash FOLDER = DvcHash.parse("1aef7e770341d5ff9dabf47afaf6d769.dir", false, "the md5");
    private static final DvcHash OF_DVC_2 = DvcHash.parse("c8fc661193fc9cfbc10becb08b7a66d8", true, "the md5");
    private static final DvcHash ABSENT = DvcHash.parse("0".repeat(32), false, "the md5");

    @TempDir
    Path directory;

    private Path remote;
    private ObjectStore store;

    /** A store whose objects are the files of that folder, by their paths. */
    abstract ObjectStore over(Path folder) throws IOException;

    @BeforeEach
    final void openStore() throws IOException {
        remote = DvcProject.in(directory).remote;
        store = over(remote);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void opens_a_file_a_manifest_and_an_object_of_the_older_layout() throws IOException {
        for (DvcHash hash : ImmutableList.of(EVAL, FOLDER, OF_DVC_2)) {
            try (InputStream in = store.open(hash).orElseThrow()) {
                assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(remote.resolve(hash.key())));
            }
        }
    }

    @Test
    void has_nothing_where_nothing_lies_and_its_place_names_the_key() throws IOException {
        assertThat(store.open(ABSENT)).isEmpty();
        assertThat(store.place(ABSENT)).endsWith("/" + ABSENT.key());
        assertThatThrownBy(() -> copy(ABSENT, "absent"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("the data are not at " + store.place(ABSENT));
    }

    @Test
    void opens_an_object_as_often_as_it_is_asked_for() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (InputStream in = store.open(EVAL).orElseThrow()) {
                assertThat(in.read()).isEqualTo('{'); // and leaves the rest
            }
        }
        assertThat(copy(EVAL, "whole")).isEqualTo(40);
    }

    @Test
    void an_object_with_another_content_is_not_believed() throws IOException {
        Files.writeString(remote.resolve(EVAL.key()), "wrong");

        assertThatThrownBy(() -> copy(EVAL, "wrong"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("the md5 of " + store.place(EVAL) + " is 2bda2998d9b0ee197da142a0447f6725,")
                .hasMessageContaining("the object is corrupted");
    }

    @Test
    void an_empty_object_is_one() throws IOException {
        DvcHash empty = DvcHash.parse("d41d8cd98f00b204e9800998ecf8427e", false, "the md5");
        Path object = remote.resolve(empty.key());
        Files.createDirectories(object.getParent());
        Files.write(object, new byte[0]);

        assertThat(copy(empty, "empty")).isZero();
    }

    private long copy(DvcHash hash, String name) {
        return new VerifiedObjects("x.dvc", ImmutableList.of(store))
                .copy(hash, OptionalLong.empty(), directory.resolve(name));
    }
}
