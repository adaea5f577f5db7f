package dev.modelgate.registry.crash;

import dev.modelgate.registry.crash.Scene.Deed;
import dev.modelgate.registry.testing.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A process that does several deeds at once, each on a registry of its own, up to the points at which it shall be
 * killed. When all are there it says so, and stops, or goes on as if nothing were: one death is that of all of them.
 */
final class Victim {

    private final CountDownLatch arriving;
    private final CountDownLatch goingOn = new CountDownLatch(1);

    private Victim(int deeds) {
        this.arriving = new CountDownLatch(deeds);
    }

    /**
     * One deed.
     *
     * @param point the change at which it waits
     * @param after at the change's end, else at its beginning
     * @param tracker {@code -} for none
     */
    record Part(Path place, Deed deed, int point, boolean after, String tracker) {

        static Part parse(String text) {
            String[] fields = text.split("\\|", -1);
            return new Part(
                    Path.of(fields[0]),
                    Deed.valueOf(fields[1]),
                    Integer.parseInt(fields[2]),
                    Boolean.parseBoolean(fields[3]),
                    fields[4]);
        }

        String text() {
            return "%s|%s|%d|%s|%s".formatted(place, deed, point, after, tracker);
        }
    }

    /** @param arguments the project, {@code stops} or {@code goes-on}, and the parts */
    public static void main(String[] arguments) throws InterruptedException {
        ProjectFolder project = ProjectFolder.open(Path.of(arguments[0]));
        List<String> parts = List.of(arguments).subList(2, arguments.length);
        Victim victim = new Victim(parts.size());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1); // a deed that fails never comes to its point, and nobody waits for it
        });
        List<Thread> threads = new ArrayList<>();
        for (String part : parts) {
            threads.add(new Thread(() -> victim.act(project, Part.parse(part))));
        }
        threads.forEach(Thread::start);
        victim.arriving.await();
        System.out.println("here");
        if (arguments[1].equals("goes-on")) {
            victim.goingOn.countDown();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void act(ProjectFolder project, Part part) {
        try {
            new Scene(project, part.place())
                    .act(
                            part.deed(),
                            (change, after) -> {
                                if (change == part.point() && after == part.after()) {
                                    arrive();
                                }
                            },
                            Optional.of(part.tracker()).filter(text -> !text.equals("-")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void arrive() {
        arriving.countDown();
        try {
            goingOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
