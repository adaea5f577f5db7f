package dev.modelgate.eval.dvc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.CodePoints;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both folders were hashed by DVC 3 itself. */
class DirMd5Test {

    @ParameterizedTest
    @CsvSource({
        "dir/evalset.content, 1aef7e770341d5ff9dabf47afaf6d769.dir, 41, 7",
        "ordering/ord.content, a050f3e440987279018ede20855d9421.dir, 6, 6"
    })
    void names_a_folder_as_dvc_does(String folder, String md5, long size, long files) {
        DvcOut out = new DvcOut(
                "x",
                DvcHash.parse(md5, false, "the md5"),
                OptionalLong.of(size),
                OptionalLong.of(files),
                Optional.empty(),
                true);

        Found found = WorkspaceData.look(DvcProject.FIXTURES.resolve(folder), out);

        assertThat(found).isEqualTo(new Found(md5, size, files, Optional.of(DvcDigest.Fit.BYTES)));
    }

    @Test
    void writes_names_as_python_does() {
        SortedMap<String, String> files = new TreeMap<>(CodePoints.ORDER);
        files.put("é/\u007f\u0001\"\\\n\t😀", "0".repeat(32));

        assertThat(DirMd5.manifest(files))
                .isEqualTo("[{\"md5\": \"%s\", \"relpath\": \"\\u00e9/\\u007f\\u0001\\\"\\\\\\n\\t\\ud83d\\ude00\"}]"
                        .formatted("0".repeat(32)));
    }
}
