package dev.modelgate.cli;

import dev.modelgate.registry.sign.KeyGeneration;
import dev.modelgate.registry.sign.key.KeyFiles;
import java.nio.file.Path;
import java.security.SecureRandom;

/** {@code gate keygen}: a key pair, written once and never over another. */
final class KeygenCommand implements GateCommand {

    private String directory = ".";
    private boolean oms;

    @Override
    public void declare(Syntax syntax) {
        syntax.about("Makes a key pair for signing verdicts, or whole bundles.", "gate keygen --dir keys")
                .option("--dir", "DIR", "where to write it (default: here)", value -> directory = value)
                .flag("--oms", "an ECDSA P-256 key for OpenSSF Model Signing instead", () -> oms = true);
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        Path target = invocation.path(directory);
        SecureRandom random = new SecureRandom();
        KeyFiles files = oms ? KeyGeneration.forBundles(target, random) : KeyGeneration.forVerdicts(target, random);
        invocation.out().println("private key  " + files.privateKey() + "  (keep it secret)");
        invocation.out().println("public key   " + files.publicKey());
        invocation.out().println("key id       " + files.id());
        return ExitStatus.DONE;
    }
}
