/**
 * Files as a git commit has them.
 * {@link dev.modelgate.registry.git.GitCommittedFiles} is the port's adapter.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.git;
