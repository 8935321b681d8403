package org.seedbank.cli.catalog;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.export.CatalogExport;
import org.seedbank.catalog.export.ExportResult;
import org.seedbank.catalog.export.Look;
import org.seedbank.catalog.export.LookFile;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
        footer = {"  seedbank catalog export site", "  seedbank catalog export site --url https://example.org/catalog/"
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

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder to write to; made if it is missing.")
    private Path folder;

    @Option(
            names = "--look",
            paramLabel = "FILE",
            description = "Reads title, logo, contact and colours of the pages from this file; from '" + LookFile.NAME
                    + "' in the catalog's folder, if not given.")
    private Path look;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Says where the export will be on the web; pages then have whole addresses, and there is a sitemap.")
    private String url;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private OutputOptions output;

    CatalogExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        StoredDatasets.in(context.home().nodeFolder()).requireOutside(folder);
        Catalog source = catalog.open(context);
        LookFile.Read read = look(source);
        ExportResult result;
        try (ProgressMeter meter = new ProgressMeter(
                context.terminal(), "exporting", context.terminal().isQuiet())) {
            result = CatalogExport.run(
                            source,
                            read.look(),
                            folder,
                            (done, total, entry) ->
                                    meter.note("%d of %d: %s".formatted(done + 1, total, entry.title())))
                    .after(read.warnings());
        }
        if (output.json()) {
            JsonOutput.print(new Exported(source.uri(), result), context.terminal());
        } else {
            CatalogOption.warnings(result.warnings(), context.terminal());
            context.terminal().out().println(text(result));
        }
        return ExitCodes.OK;
    }

    private LookFile.Read look(Catalog source) {
        if (look != null && !Files.isRegularFile(look)) {
            throw new ParameterException(spec.commandLine(), "--look: there is no file '%s'".formatted(look));
        }
        Optional<Path> file = Optional.ofNullable(look).or(() -> LookFile.of(source.uri()));
        LookFile.Read read = file.map(LookFile::read).orElse(new LookFile.Read(Look.PLAIN, List.of()));
        if (url == null) {
            return read;
        }
        try {
            return new LookFile.Read(read.look().at(LookFile.base(url)), read.warnings());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--url: '%s' %s".formatted(url, e.getMessage()), e);
        }
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
