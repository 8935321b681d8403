package org.seedbank.cli.catalog;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.seedbank.catalog.drive.login.DriveScope;
import org.seedbank.catalog.drive.login.LoginListener;
import org.seedbank.catalog.drive.login.LoginRequest;
import org.seedbank.catalog.drive.login.PendingLogin;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.IoReason;

/** Tells a person what to do for a login, and takes what is pasted meanwhile. */
final class LoginDialog implements LoginListener {

    private final Context context;
    private final Terminal terminal;
    private final LoginRequest request;
    private final boolean open;

    /** A browser is only started for a person who sees standard output, and only if {@code open} says so. */
    LoginDialog(Context context, LoginRequest request, boolean open) {
        this.context = context;
        this.terminal = context.terminal();
        this.request = request;
        this.open = open && terminal.outIsTerminal();
    }

    @Override
    public void waiting(PendingLogin login) {
        request.scope().filter(DriveScope::isRestricted).ifPresent(this::warn);
        boolean opened = open && context.browser().open(login.address());
        terminal.tell(
                opened
                        ? "allow in the browser what is asked for; if none has opened, open this address:"
                        : "open this address in a browser, and allow what is asked for:");
        PrintWriter err = terminal.err();
        err.println();
        err.println(SafeText.line(login.address().toString()));
        err.println();
        terminal.tell("waiting for the browser on port %d of this machine, for %d s at most"
                .formatted(login.port(), request.timeout().toSeconds()));
        terminal.tell("hint: a browser on another machine ends at an address that begins with 'http://127.0.0.1:%d/';"
                        .formatted(login.port())
                + " paste that address here");
        Thread reader = new Thread(() -> read(login), "login-paste");
        reader.setDaemon(true);
        reader.start();
    }

    private void warn(DriveScope scope) {
        terminal.warn("'%s' is a restricted scope: Google shows a warning of apps that it has not reviewed"
                .formatted(scope.label()));
    }

    /** Ends with the answer, or with standard input; else it stays behind in a read until the process ends. */
    private void read(PendingLogin login) {
        try {
            Optional<String> line = context.keyboard().line();
            while (line.isPresent()) {
                Optional<String> refused = line.get().isBlank() ? Optional.of("") : login.paste(line.get());
                if (refused.isEmpty()) {
                    return;
                }
                refused.filter(reason -> !reason.isEmpty()).ifPresent(terminal::say);
                line = context.keyboard().line();
            }
        } catch (IOException e) {
            terminal.warn("what is pasted cannot be read: " + IoReason.of(e));
        }
    }
}
