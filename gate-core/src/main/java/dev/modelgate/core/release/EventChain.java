package dev.modelgate.core.release;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Checks a chain line by line: every line must be an event, carry its own number and the digest of the line before.
 * Whoever edits, drops, moves or inserts a line breaks one of these at that very place, or, at the end of the chain,
 * a head that was kept.
 */
public final class EventChain {

    private final ImmutableMap<String, Head> kept;
    private final ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    private Head tip = Head.EMPTY;
    private String before = "the start of the chain";
    private long expectedSeq = 1;

    /** @param kept heads to compare with, by how they are named in messages */
    public EventChain(Map<String, Head> kept) {
        this.kept = ImmutableMap.copyOf(kept);
    }

    /**
     * Takes the next line.
     *
     * @param event what the line says
     * @param place of the line, for messages
     */
    public void accept(String line, Event event, String place) {
        check(event, place);
        expectedSeq = event.seq() + 1;
        advance(line, place);
    }

    /**
     * Takes a line that is no event.
     *
     * @param why it is none
     */
    public void acceptUnreadable(String line, String place, String why) {
        add(place, "the line is no event that this version understands; it was edited or damaged: " + why);
        expectedSeq++;
        advance(line, place);
    }

    private void advance(String line, String place) {
        tip = tip.after(line);
        before = place;
        kept.forEach((name, head) -> compare(name, head, place));
    }

    /** What was found, after the last line; heads beyond it prove that a tail was dropped. */
    public ImmutableList<Finding> finish() {
        kept.forEach((name, head) -> {
            if (head.seq() > tip.seq()) {
                add(
                        before,
                        ("the chain ends at event %d, but %s is at event %d; the lines behind it were dropped,"
                                        + " restore them")
                                .formatted(tip.seq(), name, head.seq()));
            }
        });
        return findings.build();
    }

    /** The end of the chain so far. */
    public Head tip() {
        return tip;
    }

    private void check(Event event, String place) {
        if (event.seq() > expectedSeq) {
            add(
                    place,
                    "event %d stands where event %d belongs; lines before it were dropped or moved"
                            .formatted(event.seq(), expectedSeq));
        } else if (event.seq() < expectedSeq) {
            add(
                    place,
                    "event %d stands where event %d belongs; the line was inserted, repeated or moved"
                            .formatted(event.seq(), expectedSeq));
        } else if (!event.prev().equals(tip.sha256())) {
            add(
                    place,
                    ("event %d follows a line with the digest %s, but %s has the digest %s; that line was edited"
                                    + " or replaced")
                            .formatted(event.seq(), event.prev(), before, tip.sha256()));
        }
    }

    private void compare(String name, Head head, String place) {
        if (head.seq() == tip.seq() && !head.sha256().equals(tip.sha256())) {
            add(
                    place,
                    "the line has the digest %s, but %s says %s; it was edited or replaced, or lines before it were"
                                    .formatted(tip.sha256(), name, head.sha256())
                            + " dropped or inserted");
        }
    }

    private void add(String place, String message) {
        findings.add(new Finding(place, message));
    }
}
