package dev.modelgate.eval.dvc;

import java.util.Optional;

/**
 * A remote as the configuration states it.
 *
 * @param url an address, or a path; a relative one starts at the {@code .dvc} folder
 */
record DvcRemote(String name, String url, Optional<String> user, Optional<String> password) {

    /** Without the credentials: this is printed. */
    @Override
    public String toString() {
        return "remote '" + name + "' at " + url;
    }
}
