package dev.modelgate.registry.sign.oms;

import dev.modelgate.core.trust.KeyId;

/** What the signature of a bundle turned out to be. Only {@link Valid} proves anything. */
public sealed interface BundleAuthenticity {

    /**
     * The key signed exactly the files that are there.
     *
     * @param files how many
     */
    record Valid(KeyId key, int files) implements BundleAuthenticity {}

    /**
     * It does not prove these files.
     *
     * @param why what is found, what is required and what to do; names in it come from outside
     */
    record Bad(String why) implements BundleAuthenticity {}
}
