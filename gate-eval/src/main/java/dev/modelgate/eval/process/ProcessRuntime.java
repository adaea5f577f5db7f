package dev.modelgate.eval.process;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A model in child processes. A child that dies, hangs or gets out of step is ended; the requests it held are
 * {@link Failed}, and the next one gets a new child. Closing ends all of them, and so does the end of this process.
 */
public final class ProcessRuntime implements ModelRuntime {

    private final ProcessSettings settings;
    private final Deque<Child> idle = new ConcurrentLinkedDeque<>();
    private final Set<Child> alive = ConcurrentHashMap.newKeySet();
    private final Thread atExit = new Thread(this::endAtExit);

    private ProcessRuntime(ProcessSettings settings) {
        this.settings = settings;
    }

    /** @throws CannotJudgeException where the program cannot be started */
    static ProcessRuntime open(ProcessSettings settings) {
        ProcessRuntime runtime = new ProcessRuntime(settings);
        try {
            runtime.idle.add(runtime.start());
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "the command '%s' cannot be started (%s); name a program that runs here"
                            .formatted(settings.command().get(0), e.getMessage()),
                    e);
        }
        Runtime.getRuntime().addShutdownHook(runtime.atExit);
        return runtime;
    }

    /** The program's name only: its arguments may be secret. */
    @Override
    public String name() {
        Path program = Path.of(settings.command().get(0)).getFileName();
        return "process " + program;
    }

    @Override
    public int maxBatch() {
        return settings.batch();
    }

    @Override
    public int maxConcurrency() {
        return settings.processes();
    }

    @Override
    public ImmutableList<Reply> answer(List<Request> requests) throws InterruptedException {
        long began = System.nanoTime();
        Child child;
        try {
            child = child();
        } catch (IOException e) {
            return failed(requests, "the command cannot be started again (%s)".formatted(e.getMessage()), began);
        }
        Map<String, Reply> replies = new HashMap<>();
        try {
            ask(child, requests, replies, began);
            idle.add(child);
        } catch (ChildFailedException e) {
            drop(child);
            String message = String.valueOf(e.getMessage());
            requests.forEach(request -> replies.putIfAbsent(request.id(), new Failed(message, since(began))));
        } catch (InterruptedException | RuntimeException e) {
            drop(child);
            throw e;
        }
        return requests.stream()
                .map(request -> replies.getOrDefault(request.id(), new Failed("no answer", since(began))))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public void close() {
        alive.parallelStream().forEach(Child::close);
        alive.clear();
        idle.clear();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the hook runs already
        }
        settings.workplace().close();
    }

    private void endAtExit() {
        alive.forEach(Child::kill);
        settings.workplace().close();
    }

    private void ask(Child child, List<Request> requests, Map<String, Reply> replies, long began)
            throws ChildFailedException, InterruptedException {
        Deadline deadline = Deadline.in(settings.timeout()
                .multipliedBy(requests.size())
                .plus(child.hasAnswered() ? Duration.ZERO : settings.start()));
        StringBuilder text = new StringBuilder();
        Set<String> open = new LinkedHashSet<>();
        for (Request request : requests) {
            text.append(ChildLines.question(request));
            open.add(request.id());
        }
        child.write(text.toString(), deadline);
        while (!open.isEmpty()) {
            ChildLines.Said said = ChildLines.said(child.line(deadline));
            if (!open.remove(said.id())) {
                throw new ChildFailedException("the process answered '%s', but '%s' was asked"
                        .formatted(Shown.start(said.id()), String.join("', '", open)));
            }
            replies.put(said.id(), said.reply(since(began).dividedBy(requests.size())));
        }
    }

    private Child child() throws IOException {
        Child waiting = idle.poll();
        return waiting == null ? start() : waiting;
    }

    private Child start() throws IOException {
        Child child = Child.start(settings);
        alive.add(child);
        return child;
    }

    private void drop(Child child) {
        child.kill();
        alive.remove(child);
    }

    private static ImmutableList<Reply> failed(List<Request> requests, String message, long began) {
        return requests.stream()
                .map(request -> new Failed(message, since(began)))
                .collect(ImmutableList.toImmutableList());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
