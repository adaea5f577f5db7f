package dev.modelgate.core.trust;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import java.util.Optional;

/** What the signature of a verdict turned out to be. Only {@link Valid} proves who judged. */
public sealed interface Authenticity {

    /** Why the verdict does not count under that trust; empty where it does. */
    Optional<Reason> objection(Trust trust);

    /** The verdict; empty where the document is not to be believed in any word. */
    Optional<Verdict> verdict();

    /** A trusted key signed exactly this verdict. */
    record Valid(Verdict claim, KeyId key) implements Authenticity {
        @Override
        public Optional<Reason> objection(Trust trust) {
            return Optional.empty();
        }

        @Override
        public Optional<Verdict> verdict() {
            return Optional.of(claim);
        }
    }

    /** Nobody signed it. */
    record Unsigned(Verdict claim) implements Authenticity {
        @Override
        public Optional<Reason> objection(Trust trust) {
            return trust.unsignedCounts()
                    ? Optional.empty()
                    : Optional.of(new Reason(
                            ReasonCode.SIGNATURE_MISSING,
                            "the verdict is not signed, but this registry's trust.json demands signatures; judge again"
                                    + " with GATE_SIGNING_KEY set to a trusted key"));
        }

        @Override
        public Optional<Verdict> verdict() {
            return Optional.of(claim);
        }
    }

    /**
     * A signature that cannot be checked, for its key is not trusted or not valid at the time. It proves no more than
     * none: where unsigned verdicts count, so does this one.
     *
     * @param why what is wrong with the key, and what to do
     */
    record UnknownKey(Verdict claim, KeyId key, String why) implements Authenticity {
        @Override
        public Optional<Reason> objection(Trust trust) {
            return trust.unsignedCounts() ? Optional.empty() : Optional.of(new Reason(ReasonCode.KEY_UNKNOWN, why));
        }

        @Override
        public Optional<Verdict> verdict() {
            return Optional.of(claim);
        }
    }

    /** Someone tampered with it, or it was never whole. It does not count, whatever the trust. */
    record Bad(Reason reason) implements Authenticity {
        @Override
        public Optional<Reason> objection(Trust trust) {
            return Optional.of(reason);
        }

        @Override
        public Optional<Verdict> verdict() {
            return Optional.empty();
        }
    }
}
