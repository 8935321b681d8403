package org.seedbank.cli.catalog;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.seedbank.catalog.metadata.Citation;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Cites a dataset. */
@Command(
        name = "cite",
        description = {
            "",
            "Prints the citation of a dataset, by what its catalog's entry says, as text or for programs that keep"
                    + " references. All but the text name its digest and its infohashes too, so that what was cited can"
                    + " be proven; the text does where there is no DOI and no page."
        },
        footer = {"  seedbank cite 1", "  seedbank cite 1 --format bibtex"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class CiteCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RecordArguments dataset;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            defaultValue = "apa",
            description = "apa (text), bibtex, ris, csl (CSL-JSON) or cff (a CITATION.cff). Default: ${DEFAULT-VALUE}.")
    private Citation format;

    public CiteCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        String citation = format.of(dataset.record(spec.commandLine(), context));
        context.terminal().out().print(shown(citation));
        context.terminal().out().flush();
        return ExitCodes.OK;
    }

    /** Byte for byte for programs; only a person's terminal is spared what could drive it. JSON can say the same without it. */
    private String shown(String citation) {
        if (format == Citation.CSL) {
            return JsonOutput.safe(citation);
        }
        return context.terminal().outIsTerminal() ? SafeText.block(citation) : citation;
    }

    /** Reads the name of a form. */
    static final class FormatConverter implements ITypeConverter<Citation> {
        @Override
        public Citation convert(String text) {
            return Citation.named(text)
                    .orElseThrow(() -> new TypeConversionException("'%s' is not one of %s"
                            .formatted(
                                    text,
                                    Arrays.stream(Citation.values())
                                            .map(Citation::label)
                                            .collect(Collectors.joining(", ")))));
        }
    }
}
