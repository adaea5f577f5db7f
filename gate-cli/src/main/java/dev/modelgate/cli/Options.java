package dev.modelgate.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketOverride;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.EventBody.Statement;
import dev.modelgate.core.release.LineageFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Values of the command line in the domain's types; what does not fit is a usage error. */
final class Options {

    private Options() {}

    static Tolerance tolerance(String text) {
        return parse(() -> Tolerance.parse(text));
    }

    /** {@code NAME=T}: a bucket or pattern, and what it may lose. */
    static BucketOverride bucket(String text) {
        return parse(() -> BucketOverride.parse(text));
    }

    /** The same, where nothing is said twice. */
    static ImmutableList<BucketOverride> distinct(List<BucketOverride> buckets) {
        return parse(() -> BucketRule.point(Tolerance.DEFAULT, ImmutableList.copyOf(buckets))
                .overrides());
    }

    static CanonicalSha sha(String text) {
        return parse(() -> new CanonicalSha(text));
    }

    static BranchName branch(String text) {
        return parse(() -> new BranchName(text));
    }

    /** What a person says. */
    static Statement statement(String by, String reason) {
        return parse(() -> new Statement(by, reason));
    }

    /** The digest of a container image. */
    static String image(String text) {
        return parse(() -> LineageFacts.UNKNOWN.inImage(text).imageDigest().orElseThrow());
    }

    /** A share in [0, 1], also as {@code 95%}. */
    static Fraction share(String option, String text) {
        try {
            return Tolerance.parse(text).points();
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "%s is '%s', but a number from 0 to 1 is required, such as 0.95".formatted(option, text));
        }
    }

    /** {@code NAME=VALUE,NAME=VALUE}, in that order. */
    static ImmutableMap<String, String> pairs(String option, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : Splitter.on(',').trimResults().split(text)) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                throw new UsageException("%s has '%s', but NAME=VALUE is required".formatted(option, pair));
            }
            if (pairs.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new UsageException("%s names '%s' twice; keep one".formatted(option, pair.substring(0, equals)));
            }
        }
        return ImmutableMap.copyOf(pairs);
    }

    static Format format(String text) {
        return switch (text) {
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            default -> throw new UsageException("--format is '%s', but text or json is required".formatted(text));
        };
    }

    /** A whole number from {@code least} to a million. */
    static int number(String option, String text, int least) {
        if (text.matches("\\d{1,7}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= 1_000_000) {
                return number;
            }
        }
        throw new UsageException(
                "%s is '%s', but a whole number from %d to 1000000 is required".formatted(option, text, least));
    }

    private static <T> T parse(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
