package org.seedbank.cli.catalog;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.export.CatalogExport;
import org.seedbank.catalog.export.ExportResult;
import org.seedbank.catalog.export.Look;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.json.Inline;
import org.seedbank.node.StoredDatasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a catalog as files for a web server. */
@Command(
        name = "export",
        header = "Write a catalog as files for a web server.",
        description = {
            "",
            "Writes an index, pages for browsers, a feed, and the torrents with their manifests to a folder. Any web server"
                    + " can offer them, and '--catalog https://HOST/PATH/' reads them. The pages need no server. Files that"
                    + " are right already are left alone. The folder must be empty, or one that was exported to before;"
                    + " other files in it are not touched. It cannot be in a dataset of the node."
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class CatalogExportCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The folder to write to; made if it is missing.")
    private Path folder;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private OutputOptions output;

    @Mixin
    private OutputOptions.Quiet quiet;

    CatalogExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        StoredDatasets.in(context.home().nodeFolder()).requireOutside(folder);
        Catalog source = catalog.open(context);
        ExportResult result;
        try (ProgressMeter meter = new ProgressMeter(context.terminal(), "exporting", quiet.isSet())) {
            result = CatalogExport.run(
                    source,
                    Look.PLAIN,
                    folder,
                    (done, total, entry) -> meter.note("%d of %d: %s".formatted(done + 1, total, entry.title())));
        }
        if (output.json()) {
            JsonOutput.print(new Exported(source.uri(), result), context.terminal());
        } else {
            CatalogOption.warnings(result.warnings(), context.terminal());
            context.terminal().out().println(text(result));
        }
        return ExitCodes.OK;
    }

    private String text(ExportResult result) {
        return "exported %s to '%s': %d written, %d unchanged, %d removed"
                .formatted(
                        result.entries() == 1 ? "1 dataset" : result.entries() + " datasets",
                        SafeText.line(folder.toString()),
                        result.written(),
                        result.unchanged(),
                        result.removed());
    }

    private record Exported(URI catalog, @Inline ExportResult result) {}
}
