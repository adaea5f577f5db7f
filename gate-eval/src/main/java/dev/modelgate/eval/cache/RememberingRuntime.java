package dev.modelgate.eval.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.Sha256;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.port.ModelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A runtime that asks only what was not answered before. The second asking of the same question is another question:
 * repeats of a run would otherwise agree with themselves. Failures are not kept.
 */
public final class RememberingRuntime implements ModelRuntime {

    private final ModelRuntime asked;
    private final AnswerFile known;
    private final String manner; // as a digest: it goes into every question's
    private final Map<String, Integer> askings = new ConcurrentHashMap<>();
    private final AtomicInteger remembered = new AtomicInteger();

    /**
     * Puts the file before the runtime; both stay the caller's.
     *
     * @param manner how questions are asked: runtime, parameters, codec; answers in another manner are others
     */
    public RememberingRuntime(ModelRuntime asked, AnswerFile known, String manner) {
        this.asked = asked;
        this.known = known;
        this.manner = Sha256.hex(manner.getBytes(UTF_8));
    }

    /** How many answers were not given now, but came from the file, or from one behind it. */
    public int remembered() {
        return remembered.get() + (asked instanceof RememberingRuntime behind ? behind.remembered() : 0);
    }

    @Override
    public String name() {
        return asked.name();
    }

    @Override
    public int maxBatch() {
        return asked.maxBatch();
    }

    @Override
    public int maxConcurrency() {
        return asked.maxConcurrency();
    }

    @Override
    public ImmutableList<Reply> answer(List<Request> requests) throws InterruptedException {
        List<String> keys = requests.stream().map(this::key).toList();
        List<Request> open = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (known.find(keys.get(i)).isEmpty()) {
                open.add(requests.get(i));
            }
        }
        remembered.addAndGet(requests.size() - open.size());
        List<Reply> fresh = open.isEmpty() ? ImmutableList.of() : asked.answer(open);
        return fresh.size() == open.size() ? merged(keys, fresh) : ImmutableList.copyOf(fresh);
    }

    @Override
    public void close() {
        asked.close();
    }

    private ImmutableList<Reply> merged(List<String> keys, List<Reply> fresh) {
        ImmutableList.Builder<Reply> replies = ImmutableList.builder();
        int next = 0;
        for (String key : keys) {
            Optional<Answered> before = known.find(key);
            if (before.isPresent()) {
                replies.add(before.get());
                continue;
            }
            Reply reply = fresh.get(next++);
            if (reply instanceof Answered answered) {
                known.put(key, answered);
            }
            replies.add(reply);
        }
        return replies.build();
    }

    private String key(Request request) {
        String question = Sha256.hex(CanonicalJson.bytes(JsonBuilder.object()
                .put("manner", manner)
                .put("id", request.id())
                .put("input", request.input())
                .build()));
        return question + "-" + askings.merge(question, 1, Integer::sum);
    }
}
