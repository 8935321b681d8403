package org.seedbank.cli;

import com.google.gson.JsonObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.swarm.LocalActivity;
import org.seedbank.swarm.LocalPeers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the catalog with the numbers that people type. */
@Command(
        name = "list",
        header = "List the datasets of a catalog with their serial numbers.",
        description = {
            "",
            "The serial is what the other commands take. It never changes: new datasets go to the end, and"
                    + " withdrawn ones keep theirs. The state tells what seedbank does with the dataset on this"
                    + " machine just now: seeding, fetching or none."
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class ListCommand implements Callable<Integer> {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Context context;

    @Parameters(
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Show only datasets that have every one of these words in title, description, creators or"
                    + " keywords, or at the beginning of the digest.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private OutputOptions output;

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Listing listing = catalog.open(context).list();
        List<Listed> shown = listing.matching(String.join(" ", words));
        if (output.json()) {
            JsonOutput.print(json(listing, shown), context.terminal());
            return ExitCodes.OK;
        }
        CatalogOption.warnings(listing, context.terminal());
        if (shown.isEmpty()) {
            context.terminal().say(listing.entries().isEmpty() ? "the catalog is empty" : "no dataset matches");
            return ExitCodes.OK;
        }
        Table table = new Table("serial", "state", "size", "files", "published", "title").alignRight(0, 2, 3);
        shown.forEach(each -> table.row(
                Integer.toString(each.serial()),
                state(each.entry()),
                Amounts.bytes(each.entry().bytes()),
                Long.toString(each.entry().files()),
                DATE.format(each.published()),
                title(each.entry())));
        table.print(context.terminal().out());
        return ExitCodes.OK;
    }

    private static String title(Entry entry) {
        return entry.title() + (entry.withdrawn() ? "  (withdrawn)" : "");
    }

    private JsonObject json(Listing listing, List<Listed> shown) {
        JsonObject json = new JsonObject();
        json.addProperty("catalog", listing.catalog().toString());
        json.add(
                "entries",
                EntryJsonView.arrayOf(shown.stream().map(this::entryJson).toList()));
        json.add("warnings", EntryJsonView.warnings(listing.warnings()));
        return json;
    }

    private JsonObject entryJson(Listed listed) {
        JsonObject json = EntryJsonView.entry(listed);
        json.addProperty("state", state(listed.entry()));
        return json;
    }

    private String state(Entry entry) {
        LocalPeers peers = LocalPeers.in(context.home().swarm().presence());
        Optional<LocalActivity> activity =
                peers.activity(entry.infohashV1().or(entry::infohashV2).orElseThrow());
        return activity.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("none");
    }
}
