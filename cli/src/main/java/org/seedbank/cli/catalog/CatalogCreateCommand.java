package org.seedbank.cli.catalog;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.seedbank.catalog.drive.NewDriveFolder;
import org.seedbank.catalog.names.CatalogRegistry;
import org.seedbank.cli.frame.CompletionWords;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a catalog in Google Drive. */
@Command(
        name = "create",
        header = "Make a catalog in a new folder of Google Drive.",
        description = {
            "",
            "Makes the folder at the top of your Drive and gives the catalog a name on this machine. Others add it with the"
                    + " link that is printed. Log in first, with 'seedbank login'."
        },
        footer = {"  seedbank catalog create soil", "  seedbank catalog create soil --folder 'Soil data' --share"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class CatalogCreateCommand implements Callable<Integer> {

    /** Location that nothing else has, so that only the name is looked at. */
    private static final String NOT_MADE_YET = "gdrive:";

    /** Shown in Google Drive beside the folder. */
    private static final String DESCRIPTION =
            "Datasets that seedbank lists. Read them with 'seedbank list --catalog' and" + " this folder's address.";

    private final Context context;

    @Parameters(
            paramLabel = "NAME",
            description =
                    "What to call it: up to 40 letters, digits and hyphens, lower case, the first of them a letter.")
    private String name;

    @Option(names = "--folder", paramLabel = "TEXT", description = "The folder's name in Google Drive. Default: NAME.")
    private String folder;

    @Option(
            names = "--share",
            description = "Let everybody who has the link read it; without this only you can, until you share it.")
    private boolean share;

    CatalogCreateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        CatalogRegistry registry = context.catalogs().registry();
        registry.requireFree(name, NOT_MADE_YET);
        NewDriveFolder made =
                NewDriveFolder.create(context.settings(), folder == null ? name : folder, DESCRIPTION, share);
        registry.add(name, made.location().toString());
        new CompletionWords(context).keepCatalogs();
        PrintWriter out = context.terminal().out();
        out.println(SafeText.line("created '%s': %s".formatted(name, made.location())));
        out.println(SafeText.line("link      " + made.link()));
        made.notShared().ifPresent(why -> {
            context.terminal().warn("it was made and is not shared: " + why.getMessage());
            context.terminal().say("hint: share it in the browser, or ask whoever runs your domain");
        });
        return made.notShared().isPresent() ? ExitCodes.CATALOG : ExitCodes.OK;
    }
}
