package org.seedbank.cli.catalog;

import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.catalog.drive.DriveCheckup;
import org.seedbank.catalog.drive.DriveFinding;
import org.seedbank.catalog.drive.DriveLocation;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for what is wrong. */
@Command(
        name = "doctor",
        header = "Find out why something does not work.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeList = {ExitCodes.Help.USAGE})
public final class DoctorCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private DoctorCommand() {}

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new DoctorCommand()).addSubcommand(new Drive(context));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Looks whether Google Drive can be used. */
    @Command(
            name = "drive",
            header = "Look whether Google Drive can be used from here.",
            description = {
                "",
                "Looks at the login and what it covers, the account and its storage, the API key, the clock, and every folder of"
                        + " the catalogs that were added. Nothing is changed."
            },
            exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
    static final class Drive implements Callable<Integer> {

        private final Context context;

        @Mixin
        private OutputOptions output;

        Drive(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws InterruptedException {
            List<DriveLocation> folders = context.catalogs().registry().all().stream()
                    .map(NamedCatalog::location)
                    .filter(DriveLocation::isMeant)
                    .map(DriveLocation::parse)
                    .toList();
            List<DriveFinding> findings = DriveCheckup.run(context.settings(), folders);
            if (output.json()) {
                JsonOutput.print(new Findings(findings), context.terminal());
            } else {
                print(findings);
            }
            boolean well = findings.stream().noneMatch(each -> each.health() == DriveFinding.Health.BAD);
            return well ? ExitCodes.OK : ExitCodes.FAILED;
        }

        private void print(List<DriveFinding> findings) {
            for (DriveFinding each : findings) {
                context.terminal()
                        .out()
                        .println(SafeText.line(
                                "%-5s %s: %s".formatted(word(each.health()), each.subject(), each.said())));
                each.remedy().ifPresent(remedy -> context.terminal().out().println(SafeText.line("      " + remedy)));
            }
        }

        private static String word(DriveFinding.Health health) {
            return switch (health) {
                case GOOD -> "ok";
                case NOTE -> "note";
                case BAD -> "bad";
            };
        }

        private record Findings(List<DriveFinding> findings) {}
    }
}
