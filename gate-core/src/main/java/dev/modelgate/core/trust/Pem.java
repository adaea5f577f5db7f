package dev.modelgate.core.trust;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The textual encoding of keys, RFC 7468. Its messages never repeat what stands between the lines: it may be a
 * private key.
 */
public final class Pem {

    public static final String PRIVATE_KEY = "PRIVATE KEY";
    public static final String PUBLIC_KEY = "PUBLIC KEY";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private final ImmutableList<Block> blocks;

    private Pem(ImmutableList<Block> blocks) {
        this.blocks = blocks;
    }

    /** One block: its label and the DER within, in Base64 without line breaks. */
    private record Block(String label, String base64) {}

    /** Writes one block: lines of 64 characters and a final newline. */
    public static String text(String label, byte[] der) {
        String body = new String(LINES.encode(der), StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** Finds the blocks of a text; what stands around them is a comment. */
    public static Pem parse(String text) {
        ImmutableList.Builder<Block> blocks = ImmutableList.builder();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2).replaceAll("\\s", "")));
        }
        return new Pem(blocks.build());
    }

    /**
     * The DER of the one block with that label; empty where there is none.
     *
     * @throws IllegalArgumentException where there are several, or it is not Base64
     */
    public Optional<byte[]> der(String label) {
        ImmutableList<Block> found =
                blocks.stream().filter(block -> block.label().equals(label)).collect(ImmutableList.toImmutableList());
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "the text has %d blocks '%s', but one is required; keep one".formatted(found.size(), label));
        }
        return found.stream().findFirst().map(Pem::decode);
    }

    /** The labels found, in order: what may be said of a text that may hold secrets. */
    public ImmutableList<String> labels() {
        return blocks.stream().map(Block::label).collect(ImmutableList.toImmutableList());
    }

    private static byte[] decode(Block block) {
        try {
            return Base64.getDecoder().decode(block.base64());
        } catch (IllegalArgumentException e) { // not passed on: its message may quote the key
            throw new IllegalArgumentException(
                    "the block '%s' is not Base64; copy the whole file again".formatted(block.label()));
        }
    }
}
