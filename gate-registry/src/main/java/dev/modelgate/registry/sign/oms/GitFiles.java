package dev.modelgate.registry.sign.oms;

import com.google.common.collect.ImmutableList;

/** What git keeps beside a model: a fresh clone has other bytes there, so Model Signing leaves it out by default. */
final class GitFiles {

    static final ImmutableList<String> NAMES = ImmutableList.of(".git", ".gitattributes", ".github", ".gitignore");

    private GitFiles() {}

    /** Whether a path, relative to the bundle, is one of them or lies below one. */
    static boolean contain(String path) {
        return NAMES.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "/"));
    }
}
