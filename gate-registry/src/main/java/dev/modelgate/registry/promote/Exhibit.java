package dev.modelgate.registry.promote;

import com.google.common.io.ByteSource;
import dev.modelgate.core.identity.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A file that a promotion rests on, as the bytes that were judged.
 *
 * @param sha256 of those bytes
 */
record Exhibit(String sha256, ByteSource content) {

    static Exhibit of(byte[] bytes) {
        return new Exhibit(Sha256.hex(bytes), ByteSource.wrap(bytes));
    }

    byte[] bytes() {
        try {
            return content.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
