package dev.modelgate.core.release;

import dev.modelgate.core.trust.KeyId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which registry it must be, said outside of it. Whoever may write all of a registry's files can replace it whole, but
 * not what a protected branch says of it.
 *
 * @param id digest of the first event's line
 * @param key that sealed the first trust; with it nobody else can have begun to demand signatures
 */
public record RegistryPin(String id, Optional<KeyId> key) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public RegistryPin {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the registry's id is '%s', but 64 lower-case hex digits are required; 'gate registry verify' prints it"
                            .formatted(id));
        }
    }
}
