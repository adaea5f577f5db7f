package dev.modelgate.cli;

import dev.modelgate.ci.stage.Stage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the command that a line asks for. A switch, and no list of constructors: to make ready half a hundred of those
 * takes a tenth of what a short command takes, and to find the commands by reflection takes longer than a comparison.
 */
final class Commands {

    private Commands() {}

    /** A found command, its name, and what is left of the command line. */
    record Match(GateCommand command, String name, List<String> arguments) {}

    /** The command that the line starts with; no name starts with the whole of another. */
    static Optional<Match> match(List<String> line) {
        for (int words = Math.min(2, line.size()); words > 0; words--) {
            String name = String.join(" ", line.subList(0, words));
            GateCommand command = named(name);
            if (command != null) {
                return Optional.of(new Match(command, name, line.subList(words, line.size())));
            }
        }
        return Optional.empty();
    }

    private static @Nullable GateCommand named(String name) {
        return switch (name) {
            case "try" -> new TryCommand();
            case "compare" -> new CompareCommand();
            case "check" -> new CheckCommand();
            case "policy validate" -> PolicyCommand.validate();
            case "policy explain" -> PolicyCommand.explain();
            case "policy test" -> new PolicyTestCommand();
            case "policy schema" -> PolicyCommand.schema();
            case "power" -> new PowerCommand();
            case "baseline init" -> BaselineCommand.init();
            case "baseline update" -> BaselineCommand.update();
            case "baseline diff" -> BaselineCommand.diff();
            case "selftest" -> new SelfTestCommand();
            case "report" -> new ReportCommand();
            case "explain" -> new ExplainCommand();
            case "stat" -> new StatCommand();
            case "sha" -> new ShaCommand();
            case "diff" -> new DiffCommand();
            case "data pull" -> DataCommand.pull();
            case "data verify" -> DataCommand.verify();
            case "eval" -> new EvalCommand();
            case "import" -> new ImportCommand();
            case "suite" -> new SuiteCommand();
            case "keygen" -> new KeygenCommand();
            case "trust show" -> TrustCommand.show();
            case "trust add" -> TrustCommand.add();
            case "trust retire" -> TrustCommand.retire();
            case "trust remove" -> TrustCommand.remove();
            case "trust demand" -> TrustCommand.demand();
            case "bundle sign" -> BundleCommand.sign();
            case "bundle verify" -> BundleCommand.verify();
            case "register" -> new RegisterCommand();
            case "promote" -> new PromoteCommand();
            case "attach" -> new AttachCommand();
            case "quarantine" -> new QuarantineCommand();
            case "ban" -> BanCommand.ban();
            case "unban" -> BanCommand.unban();
            case "rollback" -> new RollbackCommand();
            case "ci request" -> new CiCommand(Stage.REQUEST);
            case "ci data" -> new CiCommand(Stage.DATA);
            case "ci fetch" -> new CiCommand(Stage.FETCH);
            case "ci eval" -> new CiCommand(Stage.EVAL);
            case "ci judge" -> new CiCommand(Stage.JUDGE);
            case "ci promote" -> new CiCommand(Stage.PROMOTE);
            case "ci comment" -> new CiCommentCommand();
            case "ci doctor" -> new CiDoctorCommand();
            case "gc" -> new GcCommand();
            case "lineage" -> new LineageCommand();
            case "registry list" -> new RegistryListCommand();
            case "registry get" -> new RegistryGetCommand();
            case "registry history" -> new RegistryHistoryCommand();
            case "registry branch" -> new RegistryBranchCommand();
            case "registry copy" -> new RegistryCopyCommand();
            case "registry attempt" -> new AttemptCommand();
            case "registry rebase" -> new RegistryRebaseCommand();
            case "registry export" -> new RegistryExportCommand();
            case "registry verify" -> new RegistryVerifyCommand();
            default -> null;
        };
    }
}
