package dev.modelgate.registry.sign;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.VerdictSigner;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.trust.SealText;
import dev.modelgate.core.trust.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The seal of one event, the last member of its line. It covers the line without it, and with {@code prev} every line
 * before: whoever may write the registry's files but has no key cannot add an event, nor change one.
 */
public final class EventSeal {

    /** Keeps seals of events apart from other signatures. */
    public static final String PAYLOAD_TYPE = "application/vnd.modelgate.event+json";

    /** Last in its line, so that the line without it is found without reading JSON. */
    public static final String MEMBER = "sealed";

    private EventSeal() {}

    /**
     * Seals an event.
     *
     * @param line of the event without its seal
     * @throws IOException where the signer is out of reach
     */
    public static Seal of(String line, VerdictSigner signer) throws IOException {
        return Seal.of(PAYLOAD_TYPE, line.getBytes(StandardCharsets.UTF_8), signer);
    }

    /**
     * Why an event does not count; empty where it does.
     *
     * @param line of the event, with its seal
     * @param trust that was in force before the event
     */
    public static Optional<String> objection(String line, Event event, Trust trust) {
        if (!trust.demandsSignatures()) {
            return Optional.empty();
        }
        if (event.seal().isEmpty()) {
            return Optional.of("event %d has no seal, but the registry's trust demands signatures, and then every event"
                            .formatted(event.seq())
                    + " is sealed; it was not written by a holder of a trusted key");
        }
        SealText text = event.seal().get();
        return isBy(line, text, event, trust)
                ? Optional.empty()
                : Optional.of(
                        "event %d says that it is sealed by key %s, but the seal does not fit a key that was trusted then"
                                .formatted(event.seq(), text.key()));
    }

    private static boolean isBy(String line, SealText text, Event event, Trust trust) {
        String tail = ",\"%s\":%s}".formatted(MEMBER, PrettyJson.line(text.json()));
        if (!line.endsWith(tail)) {
            return false;
        }
        byte[] covered = (line.substring(0, line.length() - tail.length()) + "}").getBytes(StandardCharsets.UTF_8);
        try {
            Seal seal = Seal.decode(text.json(), "the seal");
            return trust.key(seal.key())
                    .filter(key -> key.isValidAt(event.at()))
                    .filter(key -> seal.isBy(key.key(), PAYLOAD_TYPE, covered))
                    .isPresent();
        } catch (CannotJudgeException e) {
            return false;
        }
    }
}
