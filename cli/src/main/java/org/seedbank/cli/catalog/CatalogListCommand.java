package org.seedbank.cli.catalog;

import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the catalogs that have names. */
@Command(
        name = "list",
        header = "Show the catalogs that have names.",
        description = {
            "",
            "Asks no remote catalog: the number of datasets is that of the last time, '-' where it is not known. The"
                    + " default, marked with '*', is the catalog that 'publish' lists in and that serials are of."
        },
        footer = {"  seedbank catalog list", "  seedbank catalog list --json"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class CatalogListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private OutputOptions output;

    CatalogListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (NamedCatalog each : context.catalogs().registry().all()) {
            rows.add(new Row(each, datasets(each)));
        }
        if (output.json()) {
            JsonOutput.print(new Catalogs(rows.stream().map(Named::of).toList()), context.terminal());
            return ExitCodes.OK;
        }
        Table table = new Table("", "name", "datasets", "where").alignRight(2);
        rows.forEach(each -> table.row(
                each.catalog().isDefault() ? "*" : "",
                each.catalog().name(),
                each.datasets().isPresent() ? Integer.toString(each.datasets().getAsInt()) : "-",
                each.catalog().location()));
        table.print(context.terminal().out());
        return ExitCodes.OK;
    }

    /** A catalog with the number of its datasets, where that is known. */
    private record Row(NamedCatalog catalog, OptionalInt datasets) {}

    private record Catalogs(List<Named> catalogs) {}

    private record Named(
            String name,
            String location,
            @SerializedName("default") boolean isDefault,
            OptionalInt datasets) {

        static Named of(Row row) {
            NamedCatalog catalog = row.catalog();
            return new Named(catalog.name(), catalog.location(), catalog.isDefault(), row.datasets());
        }
    }

    /** Faults of a catalog are for the commands that use it to tell. */
    private OptionalInt datasets(NamedCatalog named) throws InterruptedException {
        try {
            return OptionalInt.of(context.catalogs()
                    .open(named)
                    .list(Freshness.STORED)
                    .entries()
                    .size());
        } catch (CatalogException e) {
            return OptionalInt.empty();
        }
    }
}
