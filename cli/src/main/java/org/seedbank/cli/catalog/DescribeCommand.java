package org.seedbank.cli.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.DescriptionOptions;
import org.seedbank.uploading.Description;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says something else about a dataset in its catalog. */
@Command(
        name = "describe",
        header = "Change what a catalog says about a dataset.",
        description = {
            "",
            "Each option replaces that field of the entry; the others stay. The dataset, its digest, its serial and its"
                    + " torrent do not change. Prints the entry as it now is."
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

    private static final List<String> CLEARABLE =
            List.of("description", "creators", "license", "doi", "keywords", "version");

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REF", description = "A serial, digest, infohash or NAME/SERIAL.")
    private String reference;

    @Mixin
    private DescriptionOptions what;

    @Option(
            names = "--clear",
            paramLabel = "FIELD",
            description =
                    "Empty a field: description, creators, license, doi, keywords or version; may be given several"
                            + " times.")
    private Set<String> cleared = new LinkedHashSet<>();

    @Mixin
    private CatalogOption catalog;

    public DescribeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Description description = described();
        refuseNonsense(description);
        CatalogSet set = catalog.set(context);
        Found.Dataset dataset = WithdrawCommand.find(set, reference);
        Entry before = dataset.listed().entry();
        try {
            before.describedBy(entry -> change(entry, description));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        Entry after = dataset.source().catalog().describe(before.digest(), entry -> change(entry, description));
        new DatasetText(context.terminal().out(), WithdrawalText.of(after))
                .print(set.reference(dataset.source(), dataset.listed()), after);
        return ExitCodes.OK;
    }

    private Description described() {
        try {
            return what.description(spec.commandLine()).canonical();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void refuseNonsense(Description description) {
        for (String field : cleared) {
            if (!CLEARABLE.contains(field)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--clear '%s' is not one of %s".formatted(field, String.join(", ", CLEARABLE)));
            }
            if (says(description, field)) {
                throw new ParameterException(
                        spec.commandLine(), "the field '%s' is set and cleared at once".formatted(field));
            }
        }
        if (cleared.isEmpty() && description.equals(Description.NONE)) {
            throw new ParameterException(spec.commandLine(), "say what is to change, such as --title TEXT");
        }
    }

    private static boolean says(Description description, String field) {
        return switch (field) {
            case "description" -> description.text().isPresent();
            case "creators" -> !description.creators().isEmpty();
            case "license" -> description.license().isPresent();
            case "doi" -> description.doi().isPresent();
            case "keywords" -> !description.keywords().isEmpty();
            default -> description.version().isPresent();
        };
    }

    private void change(EntryBuilder entry, Description description) {
        cleared.forEach(field -> clear(entry, field));
        description.title().ifPresent(entry::title);
        description.text().ifPresent(entry::description);
        description.license().ifPresent(entry::license);
        description.doi().ifPresent(entry::doi);
        description.version().ifPresent(entry::version);
        if (!description.creators().isEmpty()) {
            entry.creators(description.creators());
        }
        if (!description.keywords().isEmpty()) {
            entry.keywords(description.keywords());
        }
    }

    private static void clear(EntryBuilder entry, String field) {
        switch (field) {
            case "description" -> entry.description("");
            case "creators" -> entry.creators(List.of());
            case "license" -> entry.license(null);
            case "doi" -> entry.doi(null);
            case "keywords" -> entry.keywords(List.of());
            default -> entry.version(null);
        }
    }
}
