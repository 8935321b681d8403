package org.seedbank.cli.catalog;

import java.util.concurrent.Callable;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.DescriptionOptions;
import org.seedbank.uploading.edit.DescriptionChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says something else about a dataset in its catalog. */
@Command(
        name = "describe",
        description = {
            "",
            "Each option replaces that field of the entry; the others stay. The dataset, its digest, its serial and its"
                    + " torrent do not change. Prints the entry as it now is."
        },
        footer = {
            "  seedbank describe 1 --title 'Soil, 2024' --creator 'A. Meyer'",
            "  seedbank describe 1 --license CC-BY-4.0 --keyword soil",
            "  seedbank describe 1 --clear license"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class DescribeCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REF", description = "A serial, digest, infohash or NAME/SERIAL.")
    private String reference;

    @Mixin
    private DescriptionOptions.Change what;

    @Mixin
    private CatalogOption catalog;

    public DescribeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DescriptionChange change = what.change(spec.commandLine());
        if (change.isNone()) {
            throw new ParameterException(spec.commandLine(), "say what is to change, such as --title TEXT");
        }
        CatalogSet set = catalog.set(context);
        Found.Dataset dataset = WithdrawCommand.find(set, reference);
        Entry before = dataset.listed().entry();
        try {
            change.appliedTo(before);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Entry after = dataset.source().catalog().describe(before.digest(), change::apply);
        new DatasetText(context.terminal().out(), WithdrawalText.of(after))
                .print(set.reference(dataset.source(), dataset.listed()), after);
        return ExitCodes.OK;
    }
}
