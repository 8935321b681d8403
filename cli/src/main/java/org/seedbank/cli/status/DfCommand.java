package org.seedbank.cli.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.WholeNumber;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.Table;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.swarm.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the room on disks with datasets, and what could be freed there. */
@Command(
        name = "df",
        description = {
            "",
            "A dataset can be freed when at least N others have all of it, and it was fetched: what was published from here is"
                    + " never counted. How many have it is what the node knows just now: those that it is connected to, which is"
                    + " sure, or as many as a tracker says, which nobody has checked, with how long ago it said so. Nothing is deleted; 'seedbank remove"
                    + " --delete-data' does that."
        },
        footer = {"  seedbank df", "  seedbank df --copies 3", "  seedbank df --json"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class DfCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--copies",
            paramLabel = "N",
            converter = WholeNumber.Copies.class,
            defaultValue = "2",
            description = "How many others have to have all of a dataset. Default: ${DEFAULT-VALUE}.")
    private int copies;

    @Mixin
    private OutputOptions output;

    public DfCommand(Context context) {
        this.context = context;
    }

    /**
     * A dataset that others have.
     *
     * @param connected how many peers with all of it the node is connected to
     * @param told how many others have all of it as a tracker says; absent where none says
     * @param toldAt when it last said so; absent where that is not known
     */
    private record Spare(
            String name, String reference, long bytes, int connected, OptionalInt told, Optional<Instant> toldAt) {

        static Spare of(DatasetView view) {
            // A tracker counts this node too.
            int self = view.state() == DatasetState.SEEDING ? 1 : 0;
            Optional<Source> most = view.sources().stream()
                    .filter(source -> source.kind() == Source.Kind.TRACKER
                            && source.seeders().isPresent())
                    .max(Comparator.comparingInt(source -> source.seeders().getAsInt()));
            return new Spare(
                    view.name(),
                    view.reference(),
                    DuCommand.held(view),
                    view.traffic().seeds(),
                    most.map(source ->
                                    OptionalInt.of(Math.max(0, source.seeders().getAsInt() - self)))
                            .orElse(OptionalInt.empty()),
                    most.flatMap(Source::answered));
        }

        boolean isSure(int copies) {
            return connected >= copies;
        }

        boolean hasEnough(int copies) {
            return isSure(copies) || told.orElse(0) >= copies;
        }

        private static String age(Instant time) {
            return ", as of %s,".formatted(Amounts.ago(Duration.between(time, Instant.now())));
        }

        String words(int copies) {
            return "%s: '%s', %s"
                    .formatted(
                            Amounts.bytes(bytes),
                            name,
                            isSure(copies)
                                    ? "connected to %d that have all of it".formatted(connected)
                                    : "a tracker says%s that %d others have all of it, the node is connected to %s"
                                            .formatted(
                                                    toldAt.map(Spare::age).orElse(""),
                                                    told.orElse(0),
                                                    connected == 0 ? "none of them" : String.valueOf(connected)));
        }
    }

    /**
     * A disk.
     *
     * @param bytesSure what can be freed of which the node is connected to enough copies
     * @param bytesLikely what can be freed besides, if trackers are right
     */
    private record Disk(
            Path disk,
            Optional<Long> size,
            Optional<Long> free,
            int datasets,
            long bytesHeld,
            long bytesSure,
            long bytesLikely,
            List<Spare> spare) {

        static Disk of(DiskUse use, List<Spare> spare, int copies) {
            return new Disk(
                    use.disk(),
                    use.size(),
                    use.free(),
                    use.datasets(),
                    use.held(),
                    bytes(spare.stream().filter(each -> each.isSure(copies)).toList()),
                    bytes(spare.stream().filter(each -> !each.isSure(copies)).toList()),
                    spare);
        }

        private static long bytes(List<Spare> some) {
            return some.stream().mapToLong(Spare::bytes).sum();
        }
    }

    private record Disks(int copies, List<Disk> disks) {}

    @Override
    public Integer call() throws InterruptedException {
        NodeControl node = context.nodes().required();
        List<DatasetView> views = node.datasets();
        List<DiskUse> uses = node.disks();
        List<Disk> disks = uses.stream()
                .map(use -> Disk.of(
                        use,
                        views.stream()
                                .filter(view -> !view.published() && view.hasArrived())
                                .filter(view -> use.disk().equals(diskOf(view, uses)))
                                .map(Spare::of)
                                .filter(spare -> spare.hasEnough(copies))
                                .sorted(Comparator.comparing(Spare::bytes).reversed())
                                .toList(),
                        copies))
                .toList();
        if (output.json()) {
            JsonOutput.print(new Disks(copies, disks), context.terminal());
            return ExitCodes.OK;
        }
        Table table = new Table("disk", "size", "free", "datasets", "held", "can be freed")
                .alignRight(1, 2, 3, 4, 5)
                .fit(context.terminal().lineWidth(), "disk");
        for (Disk disk : disks) {
            table.row(
                    disk.disk().toString(),
                    disk.size().map(Amounts::bytes).orElse("-"),
                    disk.free().map(Amounts::bytes).orElse("-"),
                    String.valueOf(disk.datasets()),
                    Amounts.bytes(disk.bytesHeld()),
                    Amounts.bytes(disk.bytesSure() + disk.bytesLikely()));
            disk.spare().forEach(spare -> table.note(spare.words(copies)));
        }
        table.print(context.terminal().out());
        if (disks.stream().anyMatch(disk -> !disk.spare().isEmpty())) {
            context.terminal()
                    .say(
                            "this is as the node knows it now: whoever has it may leave; 'seedbank remove REF --delete-data' frees it");
        }
        return ExitCodes.OK;
    }

    /** The innermost disk that it lies on. */
    private static Path diskOf(DatasetView view, List<DiskUse> uses) {
        return uses.stream()
                .map(DiskUse::disk)
                .filter(Path.of(view.path())::startsWith)
                .max(Comparator.comparing(Path::getNameCount))
                .orElse(null);
    }
}
