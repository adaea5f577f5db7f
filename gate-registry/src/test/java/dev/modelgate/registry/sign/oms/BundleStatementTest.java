package dev.modelgate.registry.sign.oms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.registry.sign.dsse.ByteText;
import dev.modelgate.registry.sign.dsse.DsseEnvelope;
import dev.modelgate.registry.sign.dsse.MalformedSignatureException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

/** What a signed statement must hold: the signer himself cannot prove a bundle by a statement that does not. */
class BundleStatementTest {

    private static final BundleStatement STATEMENT =
            new BundleStatement("tutor", ImmutableMap.of("a", "1".repeat(64), "b", "2".repeat(64)));

    @Test
    void reads_back_what_it_wrote() {
        assertThat(edited(text -> text)).isEqualTo(STATEMENT);
    }

    @Test
    void refuses_a_digest_over_all_that_is_not_theirs() {
        assertRefused(
                text -> text.replace("\"digest\":\"" + "1".repeat(64), "\"digest\":\"" + "3".repeat(64)),
                "but its files give");
    }

    @Test
    void refuses_a_file_listed_twice() {
        assertRefused(text -> text.replace("\"name\":\"b\"", "\"name\":\"a\""), "it lists the file 'a' twice");
    }

    @Test
    void refuses_a_list_of_nothing() {
        assertRefused(
                text -> text.replaceAll("\"resources\":\\[[^]]*]", "\"resources\":[]"),
                "it lists no file, so it proves nothing");
    }

    @Test
    void refuses_methods_that_it_does_not_know() {
        assertRefused(
                text -> text.replace("\"method\":\"files\"", "\"method\":\"shards\""), "its 'method' is 'shards'");
        assertRefused(text -> text.replace("\"hash_type\":\"sha256\"", "\"hash_type\":\"blake3\""), "its 'hash_type'");
        assertRefused(
                text -> text.replaceFirst("\"algorithm\":\"sha256\"", "\"algorithm\":\"md5\""),
                "its 'algorithm' is 'md5'");
        assertRefused(
                text -> text.replace("https://model_signing/signature/v1.0", "https://model_signing/Digests/v0.1"),
                "its 'predicateType' is");
    }

    @Test
    void refuses_a_digest_that_is_none() {
        assertRefused(text -> text.replace("2".repeat(64), "2".repeat(63)), "its digest of the file 'b' is");
    }

    @Property(tries = 300)
    void the_order_of_paths_is_that_of_their_segments(
            @ForAll @NotEmpty List<String> left, @ForAll @NotEmpty List<String> right) {
        List<String> a = left.stream().map(BundleStatementTest::segment).toList();
        List<String> b = right.stream().map(BundleStatementTest::segment).toList();

        assertThat(Integer.signum(PathOrder.BY_SEGMENT.compare(String.join("/", a), String.join("/", b))))
                .isEqualTo(Integer.signum(compare(a, b)));
    }

    private static String segment(String any) {
        return "s" + any.replace("/", "");
    }

    /** Compares code points one by one, slowly and plainly. */
    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = java.util.Arrays.compare(
                    a.get(i).codePoints().toArray(), b.get(i).codePoints().toArray());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static void assertRefused(UnaryOperator<String> edit, String message) {
        assertThatThrownBy(() -> edited(edit))
                .isInstanceOf(MalformedSignatureException.class)
                .hasMessageContaining(message);
    }

    private static BundleStatement edited(UnaryOperator<String> edit) {
        String text = edit.apply(new String(STATEMENT.bytes(List.of()), StandardCharsets.UTF_8));
        return BundleStatement.decode(new DsseEnvelope(
                DsseEnvelope.IN_TOTO,
                ByteText.of(text.getBytes(StandardCharsets.UTF_8)),
                ByteText.of(new byte[0]),
                ""));
    }
}
