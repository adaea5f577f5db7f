package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the report can be what it says: it names its model, its set and its cases, its numbers agree with each
 * other, and it is no copy of another model's.
 */
public record Integrity() implements Check {

    public static final String TYPE = "integrity";

    private static final String SUBJECT = "the candidate's report";
    private static final String REQUIRED = "a report that names what it rests on and agrees with itself";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "the report names model, evaluation set and cases, agrees with itself and is no copy";
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        List<String> faults = new ArrayList<>(absences(suite.found()));
        contradiction(suite.found()).ifPresent(faults::add);
        if (isCopy(suite)) {
            faults.add("has the very numbers and answers of the baseline, which names another model");
        }
        return faults.isEmpty()
                ? Outcome.pass(SUBJECT, "whole", REQUIRED)
                : Outcome.fail(
                        ReasonCode.INTEGRITY_BROKEN,
                        SUBJECT,
                        "not whole: it " + String.join(", ", faults),
                        REQUIRED,
                        "evaluate with 'gate eval --bundle'");
    }

    private static List<String> absences(EvalReport report) {
        List<String> absent = new ArrayList<>();
        if (report.modelSha().isEmpty()) {
            absent.add("names no model");
        }
        if (report.evalSetSha256().isEmpty() && report.evalSetDvcHash().isEmpty()) {
            absent.add("names no evaluation set");
        }
        if (report.cases().isEmpty()) {
            absent.add("has no cases");
        }
        return absent;
    }

    /** Metrics copied from another run rarely agree with the buckets beside them. */
    private static Optional<String> contradiction(EvalReport report) {
        Optional<BigDecimal> stated = Optional.ofNullable(report.numbers().get("metrics.accuracy"));
        Optional<Fraction> counted = report.bucket(Bucket.AGGREGATE).map(Bucket::accuracy);
        if (stated.isEmpty() || counted.isEmpty() || agrees(stated.get(), counted.get())) {
            return Optional.empty();
        }
        return Optional.of(
                "states metrics.accuracy as %s while its cases give %s".formatted(stated.get(), counted.get()));
    }

    /** Within half a unit of the last digit written, and never closer than 1e-9. */
    private static boolean agrees(BigDecimal stated, Fraction counted) {
        Fraction rounding = Fraction.of(BigDecimal.ONE.movePointLeft(Math.min(9, Math.max(0, stated.scale()))))
                .times(Fraction.of(1, 2));
        return Fraction.of(stated).minus(counted).abs().compareTo(rounding) <= 0;
    }

    /** Two models that answer every case alike, word for word, with the same figures beside, are one report twice. */
    private static boolean isCopy(SuiteEvidence suite) {
        EvalReport found = suite.found();
        EvalReport before = suite.before();
        boolean others = found.modelSha().isPresent()
                && before.modelSha().isPresent()
                && !found.modelSha().equals(before.modelSha());
        return others
                && found.cases().isPresent()
                && found.cases().equals(before.cases())
                && found.numbers().equals(before.numbers());
    }
}
