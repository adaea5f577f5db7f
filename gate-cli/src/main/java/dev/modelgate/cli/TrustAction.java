package dev.modelgate.cli;

import dev.modelgate.core.trust.PublicKeyPem;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.core.trust.TrustedKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One thing to do with a registry's trust: its words on the command line, and the trust that comes of it. */
interface TrustAction {

    void declare(Syntax syntax);

    /** The trust that shall hold; empty to change nothing. */
    Optional<Trust> next(Trust current, Invocation invocation);

    final class Show implements TrustAction {
        @Override
        public void declare(Syntax syntax) {
            syntax.about("Prints the keys whose verdicts count in the registry.", "gate trust show");
        }

        @Override
        public Optional<Trust> next(Trust current, Invocation invocation) {
            return Optional.empty();
        }
    }

    final class Add implements TrustAction {
        private String file = "";
        private String name = "";
        private Optional<Instant> from = Optional.empty();
        private Optional<Instant> until = Optional.empty();
        private boolean demand;

        @Override
        public void declare(Syntax syntax) {
            syntax.about(
                            "Trusts one key more. All but the first need GATE_SIGNING_KEY to hold a key trusted already.",
                            "gate trust add --key gate.pub --name ci --demand-signatures")
                    .required("--key", "FILE", "the public key, as 'gate keygen' wrote it", value -> file = value)
                    .required("--name", "NAME", "who holds it", value -> name = value)
                    .option(
                            "--from",
                            "TIME",
                            "counts from then on, as 2026-05-01T00:00:00Z",
                            value -> from = time(value))
                    .option("--until", "TIME", "counts until just before then", value -> until = time(value))
                    .flag("--demand-signatures", "from now on only signed verdicts count", () -> demand = true);
        }

        @Override
        public Optional<Trust> next(Trust current, Invocation invocation) {
            PublicKeyPem key = PublicKeyFile.read(invocation.path(file));
            return Optional.of(
                    current.with(new TrustedKey(name, key, from, until), current.unsignedCounts() && !demand));
        }
    }

    final class Retire implements TrustAction {
        private String name = "";
        private Optional<Instant> at = Optional.empty();

        @Override
        public void declare(Syntax syntax) {
            syntax.about("Lets a key end: what it signed before stays checkable.", "gate trust retire ci-2025")
                    .word("NAME", "the key's name", value -> name = value)
                    .option("--at", "TIME", "when it ends (default: now)", value -> at = time(value));
        }

        @Override
        public Optional<Trust> next(Trust current, Invocation invocation) {
            return Optional.of(
                    current.retiring(name, at.orElseGet(() -> invocation.now().truncatedTo(ChronoUnit.SECONDS))));
        }
    }

    final class Remove implements TrustAction {
        private String name = "";

        @Override
        public void declare(Syntax syntax) {
            syntax.about(
                            "Distrusts a key at once, also for what it signed: for one that was stolen.",
                            "gate trust remove ci")
                    .word("NAME", "the key's name", value -> name = value);
        }

        @Override
        public Optional<Trust> next(Trust current, Invocation invocation) {
            return Optional.of(current.without(name));
        }
    }

    final class Demand implements TrustAction {
        private String what = "";

        @Override
        public void declare(Syntax syntax) {
            syntax.about("Says whether verdicts that nobody signed count too.", "gate trust demand signatures")
                    .word("WHAT", "'signatures' or 'nothing'", value -> what = value);
        }

        @Override
        public Optional<Trust> next(Trust current, Invocation invocation) {
            return switch (what) {
                case "signatures" -> Optional.of(current.countingUnsigned(false));
                case "nothing" -> Optional.of(current.countingUnsigned(true));
                default ->
                    throw new UsageException(
                            "'%s' cannot be demanded, but 'signatures' or 'nothing' can".formatted(what));
            };
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    "the time is '%s', but a form like 2026-05-01T00:00:00Z is required".formatted(text));
        }
    }
}
