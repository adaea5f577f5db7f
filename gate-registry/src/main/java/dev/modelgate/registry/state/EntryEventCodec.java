package dev.modelgate.registry.state;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.EventBody.Statement;
import dev.modelgate.core.release.EvidenceDigests;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.eval.json.JsonFields;
import java.util.Optional;

/** The part of an event that is about a registered model. */
final class EntryEventCodec {

    private static final String REGISTERED = "registered";
    private static final String PROMOTED = "promoted";
    private static final String ROLLED_BACK = "rolled_back";
    private static final String QUARANTINED = "quarantined";
    private static final String BANNED = "banned";
    private static final String UNBANNED = "unbanned";
    private static final String LIFTED = "quarantine_lifted";

    private EntryEventCodec() {}

    static String type(EventBody.OfEntry body) {
        if (body instanceof EventBody.Promoted) {
            return PROMOTED;
        } else if (body instanceof EventBody.RolledBack) {
            return ROLLED_BACK;
        } else if (body instanceof EventBody.Quarantined) {
            return QUARANTINED;
        } else if (body instanceof EventBody.Banned) {
            return BANNED;
        } else if (body instanceof EventBody.Unbanned) {
            return UNBANNED;
        }
        return body instanceof EventBody.QuarantineLifted ? LIFTED : REGISTERED;
    }

    static void describe(EventBody.OfEntry body, JsonBuilder line) {
        line.put("entry_sha256", body.entrySha256());
        if (body instanceof EventBody.Promoted promoted) {
            line.put("semver", promoted.semver().text());
            describe(promoted.evidence(), line);
            line.put(
                    "previous",
                    promoted.previous().<JsonValue>map(StateCodec::json).orElse(JsonNull.NULL));
        } else if (body instanceof EventBody.RolledBack rolledBack) {
            line.put("to", StateCodec.json(rolledBack.to()));
            line.put("from", StateCodec.json(rolledBack.from()));
            line.putOrNull("why", rolledBack.why());
        } else if (body instanceof EventBody.Quarantined quarantined) {
            line.put("content_sha", quarantined.contentSha().hex());
            line.put("verdict_sha256", quarantined.verdictSha256());
        } else if (body instanceof EventBody.QuarantineLifted lifted) {
            line.put("content_sha", lifted.contentSha().hex());
            line.put("verdict_sha256", lifted.verdictSha256());
        } else if (body instanceof EventBody.Banned banned) {
            describe(banned.contentSha(), banned.statement(), line);
        } else if (body instanceof EventBody.Unbanned unbanned) {
            describe(unbanned.contentSha(), unbanned.statement(), line);
        }
    }

    private static void describe(CanonicalSha content, Statement statement, JsonBuilder line) {
        line.put("content_sha", content.hex()).put("by", statement.by()).put("reason", statement.reason());
    }

    private static void describe(EvidenceDigests digests, JsonBuilder line) {
        line.put("verdict_sha256", digests.verdict())
                .put("report_sha256", digests.report())
                .putOrNull("cases_sha256", digests.cases())
                .put("baseline_sha256", digests.baseline())
                .putOrNull("baseline_cases_sha256", digests.baselineCases())
                .putOrNull("policy_sha256", digests.policy())
                .put("commit", digests.commit());
        digests.judgement().ifPresent(judgement -> line.put("judgement_sha256", judgement));
    }

    static EventBody.OfEntry decode(JsonFields fields) {
        String type = fields.text("type");
        CanonicalSha sha = new CanonicalSha(fields.text("sha"));
        String entry = fields.text("entry_sha256");
        return switch (type) {
            case REGISTERED -> new EventBody.Registered(sha, entry);
            case PROMOTED -> promoted(sha, entry, fields);
            case ROLLED_BACK -> rolledBack(sha, entry, fields);
            case QUARANTINED -> new EventBody.Quarantined(sha, entry, content(fields), fields.text("verdict_sha256"));
            case LIFTED -> new EventBody.QuarantineLifted(sha, entry, content(fields), fields.text("verdict_sha256"));
            case BANNED -> new EventBody.Banned(sha, entry, content(fields), statement(fields));
            case UNBANNED -> new EventBody.Unbanned(sha, entry, content(fields), statement(fields));
            default ->
                throw new CannotJudgeException(
                        "%s: the event has the type '%s', which this version of the gate does not know; use a newer one"
                                .formatted(fields.name(), type));
        };
    }

    private static EventBody.Promoted promoted(CanonicalSha sha, String entry, JsonFields fields) {
        EvidenceDigests digests = new EvidenceDigests(
                fields.text("verdict_sha256"),
                fields.text("report_sha256"),
                fields.optionalText("cases_sha256"),
                fields.text("baseline_sha256"),
                fields.optionalText("baseline_cases_sha256"),
                fields.optionalText("policy_sha256"),
                fields.text("commit"),
                fields.source().member("judgement_sha256").isPresent()
                        ? Optional.of(fields.text("judgement_sha256"))
                        : Optional.empty());
        Optional<LivePointer> previous = fields.optionalObject("previous").map(StateCodec::live);
        return new EventBody.Promoted(sha, entry, new SemverTag(fields.text("semver")), digests, previous);
    }

    private static EventBody.RolledBack rolledBack(CanonicalSha sha, String entry, JsonFields fields) {
        LivePointer to = StateCodec.live(fields.object("to"));
        if (!to.sha().equals(sha)) {
            throw new IllegalArgumentException("it goes back to model %s, but is about %s".formatted(to.sha(), sha));
        }
        return new EventBody.RolledBack(entry, to, StateCodec.live(fields.object("from")), fields.optionalText("why"));
    }

    private static Statement statement(JsonFields fields) {
        return new Statement(fields.text("by"), fields.text("reason"));
    }

    private static CanonicalSha content(JsonFields fields) {
        return new CanonicalSha(fields.text("content_sha"));
    }
}
