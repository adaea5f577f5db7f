package dev.modelgate.core.change;

import java.time.Instant;

/**
 * A comment on a change.
 *
 * @param id by which its code host knows it
 * @param author login of who wrote it
 * @param text from outside, in every word
 * @param changedAt when it was written, or last edited
 */
public record Remark(long id, String author, String text, Instant changedAt) {}
