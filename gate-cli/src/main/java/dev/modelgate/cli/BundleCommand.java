package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.json.OutputFiles;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.sign.oms.BundleAuthenticity;
import dev.modelgate.registry.sign.oms.BundleSignature;
import dev.modelgate.registry.sign.oms.EcdsaKey;
import java.nio.file.Path;

/** {@code gate bundle sign|verify}: OpenSSF Model Signing of a whole bundle, for those who trust that format. */
final class BundleCommand implements GateCommand {

    private final boolean signs;
    private String bundle = "";
    private String signature = "model.sig";
    private String key = "";

    private BundleCommand(boolean signs) {
        this.signs = signs;
    }

    static GateCommand sign() {
        return new BundleCommand(true);
    }

    static GateCommand verify() {
        return new BundleCommand(false);
    }

    @Override
    public void declare(Syntax syntax) {
        if (signs) {
            syntax.about(
                    "Signs every file of a bundle by OpenSSF Model Signing, with the key in GATE_OMS_KEY.",
                    "GATE_OMS_KEY=\"$(cat keys/gate-oms.key)\" gate bundle sign models/v3");
        } else {
            syntax.about(
                            "Checks a bundle's files against their OpenSSF Model Signing signature.",
                            "gate bundle verify models/v3 --key keys/gate-oms.pub")
                    .required("--key", "FILE", "the signer's public key, ECDSA P-256 as PEM", value -> key = value);
        }
        syntax.word("DIR", "the bundle's directory", value -> bundle = value)
                .option("--signature", "FILE", "the signature (default: model.sig, here)", value -> signature = value);
    }

    @Override
    public ExitStatus run(Invocation invocation) {
        Path directory = invocation.path(bundle);
        Path file = invocation.path(signature);
        return signs ? sign(directory, file, invocation) : verify(directory, file, invocation);
    }

    private static ExitStatus sign(Path directory, Path file, Invocation invocation) {
        EcdsaKey signer = EcdsaKey.of(invocation.environment())
                .orElseThrow(() -> new CannotJudgeException(
                        "%s is not set, but it must hold the text of the key that signs; 'gate keygen --oms' makes one"
                                .formatted(EcdsaKey.VARIABLE)));
        String signed = BundleSignature.sign(directory, file, signer);
        OutputFiles.write(signed, file, "the signature");
        invocation.out().println("signed " + directory + " in " + file);
        invocation.out().println("key id " + signer.publicKey().id());
        return ExitStatus.DONE;
    }

    private ExitStatus verify(Path directory, Path file, Invocation invocation) {
        BundleAuthenticity found = BundleSignature.check(directory, file, PublicKeyFile.read(invocation.path(key)));
        if (found instanceof BundleAuthenticity.Valid valid) {
            invocation.out().println("verified: key %s signed these %d files".formatted(valid.key(), valid.files()));
            return ExitStatus.DONE;
        }
        invocation.out().println("refused: " + Printable.line(((BundleAuthenticity.Bad) found).why()));
        return ExitStatus.REFUSED;
    }
}
