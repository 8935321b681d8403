package org.seedbank.cli.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.WholeNumber;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.Table;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.NodeHistory;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what happened to the node's datasets. */
@Command(
        name = "history",
        description = {
            "",
            "Prints what was taken in, listed, reused, fetched, verified, damaged, mended, withdrawn, retired, refused and"
                    + " removed, oldest first, each with its time in UTC. It needs no node that runs, and tells of datasets that were removed too."
        },
        footer = {"  seedbank history", "  seedbank history 1", "  seedbank history -n 10 --json"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class HistoryCommand implements Callable<Integer> {

    private static final Pattern SERIAL = Pattern.compile("([a-z][a-z0-9-]{0,39}/)?[0-9]{1,9}[a-z]?");
    private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{6,64}");
    private static final int SHOWN_DIGITS = 12;

    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "REF",
            description =
                    "Only of this dataset: a serial, a name, or a digest or infohash or its first 6 or more digits.")
    private String reference;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "NUMBER",
            converter = WholeNumber.Lines.class,
            defaultValue = "50",
            description = "So many events at most, the newest. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Mixin
    private OutputOptions output;

    public HistoryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Predicate<HistoryEntry> wanted = reference == null ? entry -> true : matching(reference);
        List<HistoryEntry> entries = new NodeHistory(context.home().nodeFolder()).last(lines, wanted);
        if (entries.isEmpty() && reference != null) {
            throw new NodeException.UnknownDataset(reference);
        }
        if (output.json()) {
            JsonOutput.print(new Events(entries.stream().map(Event::of).toList()), context.terminal());
        } else {
            print(entries);
        }
        return ExitCodes.OK;
    }

    private Predicate<HistoryEntry> matching(String text) throws InterruptedException {
        Optional<Sha256> listed = SERIAL.matcher(text).matches() ? listed(text) : Optional.empty();
        String hex = text.toLowerCase(Locale.ROOT);
        boolean prefix = PREFIX.matcher(hex).matches();
        return entry -> entry.name().equals(text)
                || (listed.isPresent() && entry.digest().equals(listed))
                || (listed.isEmpty() && entry.serial().equals(Optional.of(text)))
                || (prefix && entry.key().hex().startsWith(hex))
                || (prefix
                        && entry.digest()
                                .map(digest -> digest.hex().startsWith(hex))
                                .orElse(false));
    }

    /** Dataset that a catalog calls so now; where it cannot be asked, the history's own serials count. */
    private Optional<Sha256> listed(String serial) throws InterruptedException {
        try {
            Found found = context.catalogs()
                    .all(new CatalogOption.News(context.terminal()))
                    .find(serial);
            return found instanceof Found.Dataset dataset
                    ? Optional.of(dataset.listed().entry().digest())
                    : Optional.empty();
        } catch (CatalogException e) {
            return Optional.empty();
        }
    }

    private void print(List<HistoryEntry> entries) {
        Table table = new Table("time", "event", "serial", "digest", "name");
        for (HistoryEntry entry : entries) {
            table.row(
                    entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    entry.kind().label(),
                    entry.serial().orElse("-"),
                    entry.digest().map(Sha256::hex).orElse(entry.key().hex()).substring(0, SHOWN_DIGITS),
                    entry.name());
            table.note(entry.detail());
        }
        table.print(context.terminal().out());
    }

    private record Events(List<Event> events) {}

    private record Event(
            Instant time,
            HistoryEntry.Kind event,
            SwarmKey key,
            String name,
            Optional<Sha256> digest,
            Optional<String> serial,
            String detail) {

        static Event of(HistoryEntry entry) {
            return new Event(
                    entry.time(),
                    entry.kind(),
                    entry.key(),
                    entry.name(),
                    entry.digest(),
                    entry.serial(),
                    entry.detail());
        }
    }
}
