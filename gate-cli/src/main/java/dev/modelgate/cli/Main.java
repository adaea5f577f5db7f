package dev.modelgate.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The entry point of the process. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        new Readying().start();
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Invocation invocation = invocation(out, err);
        ExitStatus status = Gate.run(List.of(arguments), invocation);
        out.flush();
        err.flush();
        System.exit(status.number());
    }

    /** The world as this process finds it. */
    static Invocation invocation(PrintStream out, PrintStream err) {
        return new Invocation(
                Path.of("").toAbsolutePath(),
                System.getenv(),
                System.in,
                out,
                err,
                Clock.systemUTC(),
                "true".equals(System.getenv("GATE_TERMINAL")));
    }

    /** UTF-8 whatever the platform: bucket names must come out as they went in. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }
}
