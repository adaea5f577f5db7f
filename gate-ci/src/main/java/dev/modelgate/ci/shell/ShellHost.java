package dev.modelgate.ci.shell;

import dev.modelgate.core.change.Remark;
import dev.modelgate.core.port.CodeHost;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stands where no code host is: the one remark is what the command line asks for, and whoever runs it may ask. */
final class ShellHost implements CodeHost {

    private final String request;

    /** @param request as a comment would have it; it is read as one, with the same limits */
    ShellHost(String request) {
        this.request = request;
    }

    @Override
    public List<Remark> remarks(int change) {
        return List.of(new Remark(1, PlainShell.WHO, request, Instant.EPOCH));
    }

    @Override
    public boolean mayWrite(String login) {
        return login.equals(PlainShell.WHO);
    }

    @Override
    public Optional<Instant> labelledAt(int change, String label) {
        return Optional.of(Instant.MAX);
    }

    @Override
    public Optional<String> tip(String branch) {
        return Optional.empty();
    }

    /** There is nowhere to: it is printed instead. */
    @Override
    public boolean comment(int change, String text) {
        return false;
    }
}
