/**
 * No code host at all: the request is given on the command line, and what would be a comment is printed.
 * {@link dev.modelgate.ci.shell.PlainShell} is the CI system.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci.shell;
