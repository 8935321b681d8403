package org.seedbank.cli.publish;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.interchange.BagWriter;
import org.seedbank.library.Version;
import org.seedbank.node.StoredDatasets;
import org.seedbank.uploading.selection.Litter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a bag of a file or folder. */
@Command(
        name = "bag",
        description = {
            "",
            "Copies PATH into a bag (BagIt 1.0, RFC 8493) at DIR, which must not be there yet, or be empty. Every file is"
                    + " hashed while it is copied, and the copy is read again before it gets its name.",
            "",
            "With --in-place, the folder PATH itself becomes the bag, and what is in it moves below 'data'. If that is"
                    + " cut short, the same command finishes it. 'verify' proves a bag."
        },
        footer = {"  seedbank bag soil-2024 soil-bag", "  seedbank bag measurements --in-place"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class BagCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PATH", description = "A file or a folder.")
    private Path path;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "Where the bag is to be.")
    private Path target;

    @Option(names = "--in-place", description = "Turn the folder itself into a bag.")
    private boolean inPlace;

    @Option(
            names = "--follow-symlinks",
            description = "Copy what a link inside the folder points to. Without it, links are refused.")
    private boolean followLinks;

    @Mixin
    private OutputOptions.Jobs jobs;

    public BagCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (inPlace == (target != null)) {
            throw new ParameterException(spec.commandLine(), "name a DIR for the bag, or use --in-place");
        }
        if (inPlace && followLinks) {
            throw new ParameterException(spec.commandLine(), "--follow-symlinks is for copies, not for --in-place");
        }
        StoredDatasets known = StoredDatasets.in(context.home().nodeFolder());
        if (inPlace) {
            known.requireApart(path);
        } else {
            known.requireOutside(target);
        }
        Dataset dataset = DatasetScan.scanFiles(path, followLinks);
        Litter.warning(dataset, "will be in the bag too").ifPresent(context.terminal()::warn);
        BagWriter writer = new BagWriter(Version.program());
        try (ProgressMeter meter = new ProgressMeter(
                context.terminal(), "bagging", context.terminal().isQuiet())) {
            if (inPlace) {
                writer.inPlace(path, context.home().bags(), jobs.count(), (bytes, file) -> meter.note(file.text()));
            } else {
                long total = 2 * dataset.totalLength();
                writer.copy(dataset, target, jobs.count(), (bytes, file) -> meter.update(bytes, total, file.text()));
            }
        }
        Path bag = inPlace ? path : target;
        context.terminal().out().println("made the bag '%s'".formatted(SafeText.line(bag.toString())));
        return ExitCodes.OK;
    }
}
