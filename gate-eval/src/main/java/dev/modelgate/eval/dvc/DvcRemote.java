package dev.modelgate.eval.dvc;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.eval.json.ShownAddress;
import java.util.Optional;

/**
 * A remote as the configuration states it.
 *
 * @param url an address, or a path; a relative one starts at the {@code .dvc} folder
 * @param options all keys of its section and their values, credentials among them
 */
record DvcRemote(String name, String url, ImmutableMap<String, String> options) {

    Optional<String> option(String key) {
        return Optional.ofNullable(options.get(key));
    }

    /** Without the credentials: this is printed. */
    @Override
    public String toString() {
        return "remote '" + name + "' at " + ShownAddress.in(url);
    }
}
