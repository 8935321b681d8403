package org.seedbank.cli.doctor;

import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.catalog.drive.DriveCheckup;
import org.seedbank.catalog.drive.DriveFinding;
import org.seedbank.catalog.drive.DriveLocation;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.FindingText;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.node.examination.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether Google Drive can be used. */
@Command(
        name = "drive",
        header = "Look whether Google Drive can be used from here.",
        description = {
            "",
            "Looks at the login and what it covers, the account and its storage, the API key, the clock, and every folder of"
                    + " the catalogs that were added. Nothing is changed."
        },
        footer = {"  seedbank doctor drive", "  seedbank doctor drive --json"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class DriveDoctorCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private OutputOptions output;

    DriveDoctorCommand(Context context) {
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
            findings.forEach(each -> FindingText.print(
                    health(each.health()),
                    "%s: %s".formatted(each.subject(), each.said()),
                    each.remedy(),
                    context.terminal()));
        }
        boolean well = findings.stream().noneMatch(each -> each.health() == DriveFinding.Health.BAD);
        return well ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static Finding.Health health(DriveFinding.Health health) {
        return switch (health) {
            case GOOD -> Finding.Health.GOOD;
            case NOTE -> Finding.Health.NOTE;
            case BAD -> Finding.Health.BAD;
        };
    }

    private record Findings(List<DriveFinding> findings) {}
}
