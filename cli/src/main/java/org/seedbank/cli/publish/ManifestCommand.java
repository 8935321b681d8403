package org.seedbank.cli.publish;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.interchange.FileListing;
import org.seedbank.integrity.interchange.ListFormat;
import org.seedbank.node.StoredDatasets;
import org.seedbank.uploading.selection.Litter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes a list of digests for other programs. */
@Command(
        name = "manifest",
        description = {
            "",
            "Reads a file or folder once and writes a line for each file, sorted, with paths as seen from that folder."
                    + " In the format of sha256sum it is the manifest whose own SHA-256 is the dataset digest."
        },
        footer = {
            "  seedbank manifest soil-2024",
            "  seedbank manifest soil-2024 --output soil.sha256",
            "  seedbank manifest soil-2024 --format hashdeep"
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class ManifestCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "PATH", description = "A file or a folder.")
    private Path path;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            defaultValue = "sha256sum",
            description = "sha256sum, hashdeep (MD5 and SHA-256), or bagit (the manifest of a bag's payload)."
                    + " Default: ${DEFAULT-VALUE}.")
    private ListFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file, whole or not at all; it is not listed itself. Default: standard output.")
    private Path file;

    @Option(
            names = "--follow-symlinks",
            description = "List what a link inside the folder points to. Without it, links are refused.")
    private boolean followLinks;

    @Mixin
    private OutputOptions.Jobs jobs;

    public ManifestCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (file != null) {
            StoredDatasets.in(context.home().nodeFolder()).requireOutside(file);
        }
        Dataset dataset = withoutOutput(DatasetScan.scanFiles(path, followLinks));
        Litter.warning(dataset, "would be listed too").ifPresent(context.terminal()::warn);
        FileListing listing = listing(dataset);
        if (file == null) {
            print(listing);
        } else {
            listing.write(file);
        }
        return ExitCodes.OK;
    }

    /** A list that was written into the folder before is not part of what it lists. */
    private Dataset withoutOutput(Dataset dataset) {
        if (file == null) {
            return dataset;
        }
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Path output = folder.toRealPath().resolve(file.getFileName());
            return dataset.only(each -> !each.file().equals(output));
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(file, e);
        }
    }

    private FileListing listing(Dataset dataset) throws InterruptedException {
        long total = dataset.totalLength();
        try (ProgressMeter meter = new ProgressMeter(
                context.terminal(), "hashing", context.terminal().isQuiet())) {
            return FileListing.of(dataset, format, jobs.count(), (bytes, at) -> meter.update(bytes, total, at.text()));
        }
    }

    /** Byte for byte, as it is meant for programs; only a person's terminal is spared what could drive it. */
    private void print(FileListing listing) {
        PrintWriter out = context.terminal().out();
        boolean seen = context.terminal().outIsTerminal();
        listing.lines().forEach(line -> out.print(seen ? SafeText.block(line) : line));
        out.flush();
    }

    /** Reads the name of a format. */
    static final class FormatConverter implements ITypeConverter<ListFormat> {
        @Override
        public ListFormat convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "sha256sum" -> ListFormat.SHA256SUM;
                case "hashdeep" -> ListFormat.HASHDEEP;
                case "bagit" -> ListFormat.BAGIT;
                default ->
                    throw new TypeConversionException("'%s' is not sha256sum, hashdeep or bagit".formatted(text));
            };
        }
    }
}
