package org.seedbank.cli;

import java.util.concurrent.Callable;
import org.seedbank.catalog.CatalogSet;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Found;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Marks a dataset as taken back by its publisher. */
@Command(
        name = "withdraw",
        header = "Mark a dataset as taken back.",
        description = {
            "",
            "The entry stays in the catalog under its serial, with its torrent, and everybody sees that it was withdrawn."
                    + " Nothing is deleted: whoever has a copy keeps it. This cannot be undone.",
            "",
            "Asks before it does so. Where nobody can answer, --yes is needed."
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class WithdrawCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REF", description = "A serial, digest, infohash or NAME/SERIAL.")
    private String reference;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Mixin
    private CatalogOption catalog;

    WithdrawCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!yes && !context.answers().isSomebodyThere()) {
            throw new ParameterException(
                    spec.commandLine(), "withdrawing cannot be undone, and nobody is there to ask: add --yes");
        }
        CatalogSet set = catalog.set(context);
        Found.Dataset dataset = ListedDataset.find(set, reference);
        Entry entry = dataset.listed().entry();
        String named = "'%s', serial %s".formatted(entry.title(), set.reference(dataset.source(), dataset.listed()));
        if (entry.withdrawn()) {
            context.terminal().say(SafeText.line("%s was withdrawn before; nothing has changed".formatted(named)));
            return ExitCodes.OK;
        }
        if (!yes
                && !context.answers()
                        .isYes("withdraw %s? This cannot be undone".formatted(named), context.terminal())) {
            context.terminal().say("nothing has changed");
            return ExitCodes.FAILED;
        }
        dataset.source().catalog().withdraw(entry.digest());
        context.terminal()
                .out()
                .println(SafeText.line("withdrew %s; it stays listed there, marked as withdrawn".formatted(named)));
        return ExitCodes.OK;
    }
}
