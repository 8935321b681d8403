package org.seedbank.cli.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.seedbank.catalog.metadata.Metadata;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.JsonOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes the metadata of a dataset in a standard's form. */
@Command(
        name = "metadata",
        description = {
            "",
            "Prints what a catalog's entry says of a dataset in the words of a standard, as JSON, with its digest and its"
                    + " infohashes as identifiers, and each file's SHA-256 where the standard has a place for it. Nothing"
                    + " is sent to anybody."
        },
        footer = {
            "  seedbank metadata 1 --format schema.org",
            "  seedbank metadata 1 --format datacite --publisher 'Soil Lab'"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class MetadataCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RecordArguments dataset;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            defaultValue = "schema.org",
            description = "datacite (4.5), ro-crate (1.2), croissant (1.0) or schema.org. Default: ${DEFAULT-VALUE}.")
    private Metadata format;

    public MetadataCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Writer out = JsonOutput.safe(context.terminal().out());
            format.write(dataset.record(spec.commandLine(), context), out);
            out.flush();
        } catch (IOException e) {
            // A PrintWriter keeps its failures to itself.
            throw new UncheckedIOException(e);
        }
        return ExitCodes.OK;
    }

    /** Reads the name of a form. */
    static final class FormatConverter implements ITypeConverter<Metadata> {
        @Override
        public Metadata convert(String text) {
            return Metadata.named(text)
                    .orElseThrow(() -> new TypeConversionException("'%s' is not one of %s"
                            .formatted(
                                    text,
                                    Arrays.stream(Metadata.values())
                                            .map(Metadata::label)
                                            .collect(Collectors.joining(", ")))));
        }
    }
}
