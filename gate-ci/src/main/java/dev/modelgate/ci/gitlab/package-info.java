/**
 * GitLab: its documented variables, its REST API (version 4), and what a job of it hands on.
 * {@link dev.modelgate.ci.gitlab.GitLabHost} is the code host, {@link dev.modelgate.ci.gitlab.GitLabPipeline} the CI system.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci.gitlab;
