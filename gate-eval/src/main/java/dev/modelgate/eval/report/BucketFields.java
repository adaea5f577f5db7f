package dev.modelgate.eval.report;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonShape;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One bucket of a report: an accuracy, or counts, or both where they agree. Counts win, for they are exact.
 */
final class BucketFields {

    private static final Fraction SLACK = Fraction.of(new BigDecimal("1e-12"));

    private final String what;

    private BucketFields(String what) {
        this.what = what;
    }

    static Bucket read(String bucket, JsonValue value, String file) {
        String what = "%s: bucket '%s'".formatted(file, bucket);
        try {
            return new BucketFields(what).bucket(bucket, value);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException("%s%s: %s".formatted(file, value.place(), e.getMessage()), e);
        }
    }

    private Bucket bucket(String name, JsonValue value) {
        if (value instanceof JsonNumber number) {
            return Bucket.ofAccuracy(name, Fraction.of(number.decimal()));
        }
        JsonObject object = JsonShape.object(value, what);
        Optional<JsonNumber> accuracy =
                object.member("accuracy").map(member -> JsonShape.number(member, what + ": 'accuracy'"));
        OptionalLong n = count(object, "n");
        OptionalLong correct = count(object, "correct");
        if (n.isPresent() && correct.isPresent()) {
            Bucket counted = Bucket.ofCounts(name, correct.getAsLong(), n.getAsLong());
            accuracy.ifPresent(stated -> requireAgreement(stated, counted));
            return counted;
        }
        if (accuracy.isEmpty()) {
            throw new CannotJudgeException("%s%s has neither 'accuracy' nor both 'n' and 'correct'; add one of them"
                    .formatted(what, value.place()));
        }
        return new Bucket(name, Fraction.of(accuracy.get().decimal()), n, correct);
    }

    private OptionalLong count(JsonObject object, String key) {
        return object.member(key)
                .map(member -> OptionalLong.of(JsonShape.integer(member, what + ": '" + key + "'")))
                .orElse(OptionalLong.empty());
    }

    /** The printed accuracy may be rounded, by half a unit of its last digit; more is a contradiction. */
    private void requireAgreement(JsonNumber stated, Bucket counted) {
        Fraction accuracy =
                Bucket.ofAccuracy(counted.name(), Fraction.of(stated.decimal())).accuracy();
        Fraction halfUnit = Fraction.of(stated.decimal().ulp()).times(Fraction.of(1, 2));
        Fraction allowed = halfUnit.compareTo(SLACK) > 0 ? halfUnit : SLACK;
        if (accuracy.minus(counted.accuracy()).abs().compareTo(allowed) > 0) {
            throw new CannotJudgeException("%s%s has the accuracy %s, but correct/n is %s; write the report again"
                    .formatted(what, stated.place(), stated.literal(), counted.accuracy()));
        }
    }
}
