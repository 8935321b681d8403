package org.seedbank.cli.catalog;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.drive.login.DriveIdentity;
import org.seedbank.catalog.drive.login.DriveLogout;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import picocli.CommandLine.Command;

/** Forgets the login to Google Drive. */
@Command(
        name = "logout",
        description = {
            "",
            "Has Google revoke the login, and deletes what is kept of it on this machine, also when Google cannot be"
                    + " reached."
        },
        footer = {"  seedbank logout", "  seedbank logout --verbose"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class LogoutCommand implements Callable<Integer> {

    private final Context context;

    public LogoutCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DriveLogout.Forgotten forgotten = new DriveLogout(context.settings()).run();
        Terminal terminal = context.terminal();
        if (forgotten.deleted().isEmpty()) {
            terminal.say("nobody is logged in, and no API key is kept");
        }
        if (forgotten.revoked()) {
            terminal.out().println("revoked the login");
        }
        forgotten.deleted().forEach(file -> terminal.out().println(SafeText.line("deleted '%s'".formatted(file))));
        serviceAccount(forgotten)
                .ifPresent(mail ->
                        terminal.say("the key of '%s' is still valid: delete it in the Google Cloud console if it"
                                        .formatted(SafeText.line(mail))
                                + " is not needed elsewhere"));
        forgotten
                .notRevoked()
                .ifPresent(reason -> terminal.warn(
                        "the login could not be revoked: " + reason + "; take it back at " + DriveLogout.BY_HAND));
        return forgotten.notRevoked().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static Optional<String> serviceAccount(DriveLogout.Forgotten forgotten) {
        return forgotten
                .login()
                .filter(login -> login.kind() == DriveIdentity.Kind.SERVICE_ACCOUNT)
                .map(DriveIdentity.Login::name);
    }
}
