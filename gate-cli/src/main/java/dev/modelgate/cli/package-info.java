/**
 * The command {@code gate}: parse, wire, print. It decides nothing.
 * {@link dev.modelgate.cli.Gate} finds the command, {@link dev.modelgate.cli.ExitStatus} is what a script sees.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.cli;
