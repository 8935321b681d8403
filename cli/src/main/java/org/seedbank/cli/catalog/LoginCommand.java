package org.seedbank.cli.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.drive.login.DriveIdentity;
import org.seedbank.catalog.drive.login.DriveLogin;
import org.seedbank.catalog.drive.login.DriveScope;
import org.seedbank.catalog.drive.login.LoginRequest;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.WholeNumber;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Logs in to Google Drive. */
@Command(
        name = "login",
        description = {
            "",
            "Shows an address to open in a browser, and waits until you have allowed there what it asks for. With the"
                    + " key of a service account nobody is asked. The manual says how to obtain a credentials file.",
            "",
            "If the browser is on another machine, paste the address here at which it ends, or forward the port:"
                    + " 'ssh -L 8085:127.0.0.1:8085 HOST', and there 'seedbank login --port 8085'.",
            "",
            "Reading public folders takes only an API key: --api-key keeps one."
        },
        footer = {
            "  seedbank login --credentials credentials.json",
            "  seedbank login --no-browser",
            "  seedbank login --api-key"
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class LoginCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "The JSON of an OAuth client of type 'Desktop app', or the key of a service account. Default:"
                    + " that of the last login.")
    private Path credentials;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            converter = ScopeConverter.class,
            description = "What the login may do: drive.file (files that seedbank made), drive.readonly or drive."
                    + " Default: drive.file; of a service account, drive.")
    private DriveScope scope;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = WholeNumber.Port.class,
            defaultValue = "0",
            description = "Wait for the browser here, on 127.0.0.1. Default: any free port.")
    private int port;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = WholeNumber.LoginSeconds.class,
            defaultValue = "300",
            description = "Give up when the browser does not come back for so long. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(names = "--no-browser", description = "Only show the address.")
    private boolean noBrowser;

    @Option(
            names = "--api-key",
            description = "Read an API key from standard input and keep it, instead of logging in.")
    private boolean apiKey;

    public LoginCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DriveLogin login = new DriveLogin(context.settings());
        if (apiKey) {
            keepKey(login);
            return ExitCodes.OK;
        }
        LoginRequest request = new LoginRequest(
                Optional.ofNullable(credentials), Optional.ofNullable(scope), port, Duration.ofSeconds(timeout));
        DriveIdentity.Login done = login.run(request, new LoginDialog(context, request, !noBrowser));
        context.terminal().out().println(described(done));
        return ExitCodes.OK;
    }

    private void keepKey(DriveLogin login) {
        if (credentials != null || scope != null) {
            throw new ParameterException(
                    spec.commandLine(), "--api-key goes without --credentials and --scope: it is no login");
        }
        try {
            String key = context.keyboard().secret().orElse("").strip();
            login.keepKey(key);
        } catch (IOException e) {
            throw new CatalogException.LoginFailed("standard input cannot be read", "type the key, or pipe it in", e);
        }
        context.terminal().out().println("kept the API key; it reads folders that are public");
    }

    private static String described(DriveIdentity.Login login) {
        String who = login.kind() == DriveIdentity.Kind.SERVICE_ACCOUNT ? " as '" + login.name() + "'" : "";
        return SafeText.line(
                "logged in%s with %s; kept in '%s'".formatted(who, String.join(", ", login.scopes()), login.file()));
    }

    /** Reads the short name of a scope. */
    static final class ScopeConverter implements ITypeConverter<DriveScope> {
        @Override
        public DriveScope convert(String text) {
            try {
                return DriveScope.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
