/**
 * GitHub: its events, its REST API, and the files and lines by which a workflow's step speaks to it.
 * {@link dev.modelgate.ci.github.GitHubHost} is the code host.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci.github;
