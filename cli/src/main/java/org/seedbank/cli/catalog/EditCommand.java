package org.seedbank.cli.catalog;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.AddressArguments;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.DescriptionOptions;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.WebSeedCheckOption;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.WebSeedText;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.EditedTorrents;
import org.seedbank.node.NodeReferences;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.uploading.edit.DatasetEdit;
import org.seedbank.uploading.edit.ListChange;
import org.seedbank.uploading.webseed.WebSeedCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes what is beside a published dataset's bytes. */
@Command(
        name = "edit",
        description = {
            "",
            "Rewrites the torrent beside its 'info', so that its infohashes, its digest, its serial and its date stay,"
                    + " and puts it into its catalog again with its entry. The node on this machine goes on seeding, and"
                    + " asks from now on what is there now; nodes that follow the catalog take it over when they next"
                    + " look. A dataset that no catalog lists is changed in the node.",
            "",
            "What is added and there already stays as it is. What is removed has to be there."
        },
        footer = {
            "  seedbank edit 1 --title 'Soil of 2024' --dry-run",
            "  seedbank edit 1 --add-tracker https://tracker.example.org/announce",
            "  seedbank edit 1 --add-web-seed https://example.org/data/ --check-web-seed=no"
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
public final class EditCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "REF",
            description = "A serial, digest, infohash or NAME/SERIAL; of what the node has, also its name.")
    private String reference;

    @Option(names = "--add-tracker", paramLabel = "URL", description = "Ask this tracker too, in a tier of its own.")
    private List<String> addedTrackers = new ArrayList<>();

    @Option(names = "--remove-tracker", paramLabel = "URL", description = "Do not ask this tracker any more.")
    private List<String> removedTrackers = new ArrayList<>();

    @Option(names = "--add-web-seed", paramLabel = "URL", description = "A web server that has the same files as well.")
    private List<String> addedWebSeeds = new ArrayList<>();

    @Option(
            names = "--remove-web-seed",
            paramLabel = "URL",
            description = "A web server that does not have them any more.")
    private List<String> removedWebSeeds = new ArrayList<>();

    @Option(
            names = "--add-seed-address",
            paramLabel = "HOST:PORT",
            description = "Tell those who fetch by the catalog that it is seeded there for good; 8 at most.")
    private List<String> addedSeeds = new ArrayList<>();

    @Option(names = "--remove-seed-address", paramLabel = "HOST:PORT", description = "Do not tell that any more.")
    private List<String> removedSeeds = new ArrayList<>();

    @Mixin
    private DescriptionOptions.Change what;

    @Option(names = "--dry-run", description = "Show what it would be; change nothing.")
    private boolean dryRun;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private WebSeedCheckOption webSeedCheck;

    @Mixin
    private OutputOptions output;

    public EditCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DatasetEdit edit = edit();
        if (edit.isNone()) {
            throw new ParameterException(
                    spec.commandLine(), "say what is to change, such as --add-tracker URL or --title TEXT");
        }
        try {
            Optional<Found.Dataset> listed = listed();
            if (listed.isPresent()) {
                editListed(listed.get(), edit);
            } else {
                editHeld(edit);
            }
            return ExitCodes.OK;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private DatasetEdit edit() {
        try {
            return new DatasetEdit(
                    what.change(spec.commandLine()),
                    new ListChange(
                            AddressArguments.trackers(spec.commandLine(), "--add-tracker", addedTrackers),
                            removedTrackers),
                    new ListChange(
                            AddressArguments.webSeeds(spec.commandLine(), "--add-web-seed", addedWebSeeds),
                            removedWebSeeds),
                    new ListChange(
                            AddressArguments.seeds(spec.commandLine(), "--add-seed-address", addedSeeds).stream()
                                    .map(HostPort::toString)
                                    .toList(),
                            removedSeeds));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /**
     * The dataset in a catalog; empty when none lists it and the node may have it. A name is the node's, of something that a
     * catalog may list.
     */
    private Optional<Found.Dataset> listed() throws InterruptedException {
        try {
            return find(reference);
        } catch (CatalogException.UnknownDataset e) {
            DatasetView held = held().orElseThrow(() -> e);
            try {
                return find(held.digest().map(Sha256::hex).orElse(held.key().hex()));
            } catch (CatalogException.UnknownDataset unlisted) {
                return Optional.empty();
            }
        }
    }

    private Optional<Found.Dataset> find(String named) throws InterruptedException {
        return catalog.set(context).find(named) instanceof Found.Dataset dataset
                ? Optional.of(dataset)
                : Optional.empty();
    }

    private Optional<DatasetView> held() throws InterruptedException {
        Optional<NodeControl> node = context.nodes().running();
        try {
            return node.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new NodeReferences(node.get(), () -> catalog.set(context)).find(reference));
        } catch (NodeException.UnknownDataset e) {
            return Optional.empty();
        }
    }

    private void editListed(Found.Dataset dataset, DatasetEdit edit) throws InterruptedException {
        CatalogSet set = catalog.set(context);
        Catalog home = dataset.source().catalog();
        Entry before = dataset.listed().entry();
        String serial = set.reference(dataset.source(), dataset.listed());
        Metainfo torrent = Metainfo.parse(dataset.torrent());
        // What is wrong with it shows before a server is asked for a minute.
        Edition planned = new Edition(before, torrent).after(edit, Instant.now());
        home.requireWritable();
        warnOfKeys(torrent, planned.torrent());
        checkWebSeeds(torrent, planned.torrent());
        Edition edition = dryRun ? planned : home.edit(before.digest(), edit);
        boolean changed = !edition.entry().edited().equals(before.edited());
        print(Optional.of(serial), Optional.of(edition.entry()), edition.torrent(), changed);
        if (!dryRun) {
            tellNode(edition.torrent());
        }
    }

    private void warnOfKeys(Metainfo before, Metainfo after) {
        AddressKeys.warnings(added(before.trackers(), after.trackers()), added(before.webSeeds(), after.webSeeds()))
                .forEach(text -> context.terminal().warn(SafeText.line(text)));
    }

    private static List<String> added(List<String> before, List<String> after) {
        return after.stream().filter(url -> !before.contains(url)).toList();
    }

    /** Before anything is changed. */
    private void checkWebSeeds(Metainfo before, Metainfo after) throws InterruptedException {
        List<String> added = added(before.webSeeds(), after.webSeeds());
        try (ProgressMeter meter = new ProgressMeter(context.terminal(), "looking at the web seed", output.json())) {
            new WebSeedCheck()
                    .require(
                            after,
                            added,
                            webSeedCheck.depth(),
                            url -> context.terminal().say(WebSeedText.asked(url)),
                            finding -> {
                                WebSeedText.right(finding, after)
                                        .ifPresent(text -> context.terminal().say(SafeText.line(text)));
                                finding.warnings()
                                        .forEach(text -> context.terminal().warn(text));
                            },
                            bytes -> meter.note(Amounts.bytes(bytes)));
        }
    }

    private void editHeld(DatasetEdit edit) throws InterruptedException {
        DatasetView view = held().orElseThrow(() -> new NodeException.UnknownDataset(reference));
        if (edit.changesEntry()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no catalog lists '%s', so only its trackers and web seeds can be changed".formatted(view.name()));
        }
        NodeControl node = context.nodes().required();
        Metainfo before = node.torrent(view.key());
        Metainfo edited = edit.torrent(before);
        warnOfKeys(before, edited);
        checkWebSeeds(before, edited);
        print(Optional.empty(), Optional.empty(), edited, edited != before);
        if (!dryRun) {
            node.replace(edited);
            said("no catalog lists it: the node alone has the change");
        }
    }

    private void said(String text) {
        context.terminal().say(SafeText.line(text));
    }

    /** Whoever seeds it here goes on by the torrent that the catalog has now, also when only a repetition has told so. */
    private void tellNode(Metainfo torrent) throws InterruptedException {
        EditedTorrents.tell(context.home().nodeFolder(), context.nodes().running(), torrent)
                .ifPresent(copy -> said(took(copy)));
    }

    /** What stands still does not go on because of an edit. */
    private static String took(EditedTorrents.Copy copy) {
        String stands =
                switch (copy.state()) {
                    case PAUSED -> "it stays paused until 'seedbank resume'";
                    case DAMAGED, NOT_THERE, NO_ROOM, FAILED, COMPLETE ->
                        "it is %s, as before".formatted(copy.state().label());
                    default -> "";
                };
        if (!stands.isEmpty()) {
            return "the node has its copy at '%s' as it is now; %s".formatted(copy.root(), stands);
        }
        return copy.running()
                ? "the node goes on with it as it is now"
                : "the node goes on with its copy at '%s' as it is now, when it is started".formatted(copy.root());
    }

    private record Edited(
            boolean dryRun,
            boolean changed,
            Optional<String> serial,
            Optional<JsonObject> entry,
            TorrentJson torrent) {}

    private void print(Optional<String> serial, Optional<Entry> entry, Metainfo torrent, boolean changed) {
        if (output.json()) {
            TorrentJson json =
                    TorrentJson.of(torrent, entry.map(Entry::seedAddresses).orElse(List.of()));
            JsonOutput.print(
                    new Edited(dryRun, changed, serial, entry.map(EntryJsonView::entry), json), context.terminal());
        } else {
            new DatasetText(
                            context.terminal().out(),
                            entry.map(WithdrawalText::of).orElse(""))
                    .print(serial, entry, torrent);
        }
        if (dryRun) {
            context.terminal().say("dry run: nothing was changed");
        } else if (!changed) {
            context.terminal().say("all of it was so already: nothing was changed");
        }
    }
}
