package org.seedbank.cli.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.CompletionWords;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.SwarmOptions;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.SourceText;
import org.seedbank.cli.screen.WebSeedText;
import org.seedbank.cli.status.NodeText;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.library.Version;
import org.seedbank.node.StoredDatasets;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.ListedSerial;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.ReachText;
import org.seedbank.node.seeding.NodeSeeder;
import org.seedbank.node.seeding.ServedAddress;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.TransferStatus;
import org.seedbank.uploading.publish.NewVersion;
import org.seedbank.uploading.publish.Preflight;
import org.seedbank.uploading.publish.Preparation;
import org.seedbank.uploading.publish.Publication;
import org.seedbank.uploading.publish.PublicationUpkeep;
import org.seedbank.uploading.publish.PublishDataset;
import org.seedbank.uploading.publish.PublishEvent;
import org.seedbank.uploading.publish.PublishListener;
import org.seedbank.uploading.publish.PublishRequest;
import org.seedbank.uploading.publish.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes a dataset and seeds it. */
@Command(
        name = "publish",
        description = {
            "",
            "Reads the dataset once, makes its torrent, seeds it where it lies, and then lists it in the catalog."
                    + " Nothing is copied, and the dataset is not changed. Title, description, creators, licence,"
                    + " DOI, keywords and version are taken from the files that describe it, such as datapackage.json,"
                    + " CITATION.cff or ro-crate-metadata.json; options win, and --dry-run shows what is from where."
                    + " Publishing the same bytes again changes nothing in the catalog and says so.",
            "",
            "It looks before it reads: seedbank's own files and what looks secret are refused, version control and"
                    + " litter cost a warning, and what --exclude or a '.seedbankignore' in the dataset names is left"
                    + " out.",
            "",
            "With --new-version-of the new entry and that of the older dataset name each other. What is not said is taken over from"
                    + " the older one, but for its DOI; the version is the older one's with its last number increased, where that is a"
                    + " count, and has to be given otherwise.",
            "",
            "The node seeds it, also after this command has ended; one is started if none runs. With --foreground the"
                    + " command holds the terminal and seeds until Ctrl-C, without the node. With --dry-run it only"
                    + " computes and prints what would be published."
        },
        footer = {
            "  seedbank publish soil-2024",
            "  seedbank publish soil-2024 --title 'Soil, 2024' --license CC0-1.0",
            "  seedbank publish soil-2024 --dry-run --torrent soil.torrent",
            "  seedbank publish soil-2025 --new-version-of 1"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class PublishCommand implements Callable<Integer> {

    private final Context context;
    private PublishOutput said;

    /** What a person wrote; null where nobody did. */
    private Description edited;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PublishOptions what;

    @Option(names = "--dry-run", description = "Hash the dataset and show what would be published; share nothing.")
    private boolean dryRun;

    @Option(
            names = "--torrent",
            paramLabel = "FILE",
            description = "With --dry-run, write the torrent to this file, for any BitTorrent program to seed.")
    private Path torrentFile;

    @Option(
            names = "--edit",
            description =
                    "Open the description in an editor first: that of VISUAL or EDITOR, else vi. Its fields are filled"
                            + " with what options and the dataset say.")
    private boolean edit;

    @Option(
            names = "--new-version-of",
            paramLabel = "REF",
            description = "Make it a newer version of a dataset in the same catalog: the newest of its versions.")
    private String older;

    @Option(names = "--foreground", description = "Seed from this terminal until Ctrl-C, without the node.")
    private boolean foreground;

    @Option(
            names = "--serve",
            description =
                    "Name the node as a web seed, for where BitTorrent is blocked. It has to run with --serve-http, and has"
                            + " to be reached at its address.")
    private boolean serve;

    @Mixin
    private CatalogOption catalogOption;

    @Mixin
    private SwarmOptions swarmOptions;

    @Mixin
    private OutputOptions.Checkpoint checkpoint;

    @Mixin
    private OutputOptions output;

    public PublishCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        PublishRequest request = what.request(spec.commandLine(), context.home());
        Catalog catalog = catalogOption.open(context);
        said = new PublishOutput(context.terminal(), output.json());
        PublishDataset publish = publisher(catalog);
        Optional<NewVersion> version = newVersion(catalog);
        Preflight looked = publish.look(request, this::tell);
        looked = version.map(looked::following).orElse(looked);
        if (edit) {
            Optional<Description> wanted = new DescriptionEdit(context)
                    .of(looked.description(), looked.dataset().name());
            if (wanted.isEmpty()) {
                return ExitCodes.FAILED;
            }
            edited = wanted.get();
            looked = looked.describedAs(edited);
        }
        said.described(looked.described());
        if (dryRun) {
            dryRun(catalog, prepare(publish, looked));
            return ExitCodes.OK;
        }
        return foreground ? publishAlone(publish, catalog, looked) : publishThroughNode(publish, catalog, looked);
    }

    /** The older dataset, which the same catalog has to list. */
    private Optional<NewVersion> newVersion(Catalog catalog) throws InterruptedException {
        if (older == null) {
            return Optional.empty();
        }
        CatalogSet set = catalogOption.set(context);
        Found found = set.find(older);
        if (!found.source().catalog().uri().equals(catalog.uri())) {
            throw wrong(
                    "'%s' is listed in another catalog, '%s': --new-version-of is for one of the catalog that is published to"
                            .formatted(older, found.source().catalog().uri()));
        }
        if (found instanceof Found.Dataset dataset) {
            return Optional.of(NewVersion.of(set.listing(dataset.source()), dataset.listed()));
        }
        throw new CatalogException.UnknownDataset(catalog.uri(), older);
    }

    private void dryRun(Catalog catalog, Preparation prepared) throws InterruptedException {
        said.dryRun(prepared);
        Metainfo torrent = prepared.torrent();
        if (prepared.known().isPresent()) {
            Listed listed = prepared.known().get();
            Posted posted = new Posted(listed, true);
            said.sayWhenPublishedBefore(posted);
            torrent = Metainfo.parse(catalog.torrent(listed.entry().digest()));
            tellUntaken(posted, torrent);
        }
        if (torrentFile != null) {
            write(torrent);
        }
    }

    private void write(Metainfo torrent) {
        try {
            AtomicFile.requireReplaceable(torrentFile);
            AtomicFile.write(torrentFile, torrent.bytes());
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(torrentFile, e);
        }
        context.terminal().say("wrote the torrent '%s'".formatted(SafeText.line(torrentFile.toString())));
    }

    /** The entry and the torrent that a catalog has of these bytes stay as they are. */
    private void tellUntaken(Posted posted, Metainfo torrent) {
        if (posted.alreadyThere()) {
            UntakenOptions.of(spec.commandLine(), posted.listed(), torrent, Optional.ofNullable(edited))
                    .ifPresent(text -> context.terminal().say(SafeText.line(text)));
        }
    }

    /** Finds first where the node serves: that has to be known, and work, before hours of hashing. */
    private PublishDataset publisher(Catalog catalog) throws InterruptedException {
        PublishDataset publish = new PublishDataset(catalog, Version.program(), context.ownFolders());
        if (!serve) {
            return publish;
        }
        ServedAddress address = ServedAddress.of(context.nodes().running());
        if (address.isPrivate()) {
            said.warn(
                    "the node serves over HTTP at '%s', which is of this machine or a private network: seedbank asks such a"
                                    .formatted(address.base())
                            + " web seed only where its node runs with --allow-private, others ask it if they reach it");
        }
        return publish.servedAt(address);
    }

    private void tell(PublishEvent event) {
        if (event instanceof PublishEvent.Warned warned) {
            said.warn(warned.text());
        } else if (event instanceof PublishEvent.Littered litter) {
            said.warn(litter.text() + "; --exclude-litter or a line in '.seedbankignore' leaves them out");
        } else if (event instanceof PublishEvent.WebSeedAsked asked) {
            context.terminal().say(WebSeedText.asked(asked.url()));
        } else if (event instanceof PublishEvent.WebSeedLooked looked) {
            WebSeedText.right(looked.finding(), looked.torrent())
                    .ifPresent(text -> context.terminal().say(SafeText.line(text)));
            looked.finding().warnings().forEach(said::warn);
        } else if (event instanceof PublishEvent.LeftOutOfIt some) {
            said.leftOut(some.leftOut());
        }
    }

    private void check() {
        if (dryRun && foreground) {
            throw wrong("--dry-run shares nothing, so it does not go with --foreground");
        }
        if (torrentFile != null && !dryRun) {
            throw wrong("--torrent is for --dry-run; 'seedbank show --json' says where the catalog has the torrent");
        }
        if (edit && !context.keyboard().isAttended()) {
            throw wrong("--edit needs a person at a terminal; options say the same in a script");
        }
        if (serve && foreground) {
            throw wrong("--serve is for the node, so it does not go with --foreground");
        }
        if (!foreground && spec.commandLine().getParseResult().hasMatchedOption("--port")) {
            throw wrong("--port is for --foreground; the node's is that of 'seedbank node start'");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int publishAlone(PublishDataset publish, Catalog catalog, Preflight looked) throws InterruptedException {
        StoredDatasets.in(context.home().nodeFolder())
                .requirePublishable(looked.dataset().root());
        Preparation prepared = prepare(publish, looked);
        try (Swarm swarm = swarmOptions.openSwarm(context)) {
            Publication publication = publish.publish(prepared, swarm, this::tell);
            published(prepared, publication.posted(), publication.torrent());
            warnOpen(looked, publication.torrent());
            try (PublicationUpkeep upkeep = PublicationUpkeep.open(catalog, swarm, publication, this::tellEdited)) {
                return seed(publication, swarm);
            }
        }
    }

    private void published(Preparation prepared, Posted posted, Metainfo torrent) throws InterruptedException {
        said.published(prepared, posted, torrent);
        tellUntaken(posted, torrent);
        if (!catalogOption.isNamed()) {
            CatalogSet set = catalogOption.set(context);
            new CompletionWords(context)
                    .add(
                            CompletionWords.Kind.REFS,
                            new CompletionWords.Word(
                                    set.reference(set.first(), posted.listed()),
                                    posted.listed().entry().title()));
        }
    }

    /** Finds the node first: its faults are better known before hours of hashing, and what is refused starts none. */
    private int publishThroughNode(PublishDataset publish, Catalog catalog, Preflight looked)
            throws InterruptedException {
        NodeControl node = NodeUse.node(context, swarmOptions.isPublic());
        NodeSeeder seeder = new NodeSeeder(node);
        seeder.requirePlace(looked.dataset().root());
        Optional<Published> moved = looked.follows().isPresent() ? Optional.empty() : moved(seeder, catalog, looked);
        Preparation prepared = moved.isPresent() ? prepared(looked, moved.get()) : prepare(publish, looked);
        Published published = moved.isPresent() ? moved.get() : publish.publish(prepared, seeder, this::tell);
        published(prepared, published.posted(), published.torrent());
        warnOpen(looked, published.torrent());
        if (serve && published.posted().alreadyThere()) {
            warnUnnamed(published.posted().listed(), published.torrent());
        }
        ListedSerial.tell(
                node,
                SwarmKey.of(published.torrent()),
                published.posted().listed().reference());
        NodeFacts facts = node.facts();
        context.terminal()
                .say("the node seeds '%s' to %s%s"
                        .formatted(
                                SafeText.line(published.torrent().name()),
                                NodeText.reach(facts),
                                facts.network() == Network.PUBLIC ? "" : "; 'seedbank node reach' changes that"));
        SourceText.untold(node.dataset(SwarmKey.of(published.torrent())).sources())
                .ifPresent(untold -> context.terminal()
                        .warn("%s, as the node reaches %s".formatted(untold, ReachText.whom(facts.network()))));
        return ExitCodes.OK;
    }

    private void warnOpen(Preflight looked, Metainfo torrent) {
        looked.openness(torrent).ifPresent(said::warn);
    }

    /** The catalog's torrent is the one that all have. */
    private void warnUnnamed(Listed listed, Metainfo torrent) throws InterruptedException {
        String url = ServedAddress.of(context.nodes().running())
                .webSeed(torrent.datasetDigest().orElseThrow(), torrent.name(), torrent.isSingleFile());
        if (!torrent.webSeeds().contains(url)) {
            said.warn(
                    SafeText.line("the catalog's torrent does not name '%s', at which the node serves it; to add it: %s"
                            .formatted(
                                    url,
                                    UntakenOptions.edit(spec.commandLine(), listed, List.of("--add-web-seed", url)))));
        }
    }

    /** Finds what was published before, is listed, and lies here now: nothing of it has to be hashed. */
    private static Optional<Published> moved(NodeSeeder seeder, Catalog catalog, Preflight looked)
            throws InterruptedException {
        Optional<Sha256> digest = seeder.follow(looked.dataset()).flatMap(DatasetView::digest);
        Optional<Listed> listed = digest.isPresent() ? catalog.list().byDigest(digest.get()) : Optional.empty();
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        Metainfo torrent = Metainfo.parse(catalog.torrent(digest.get()));
        return Optional.of(new Published(new Posted(listed.get(), true), torrent));
    }

    private static Preparation prepared(Preflight looked, Published moved) {
        return new Preparation(
                looked.dataset(),
                looked.leftOut(),
                looked.format(),
                moved.posted().listed().entry(),
                moved.torrent(),
                Optional.of(moved.posted().listed()),
                Optional.empty());
    }

    private Preparation prepare(PublishDataset publish, Preflight looked) throws InterruptedException {
        try (ProgressMeter meter = new ProgressMeter(
                context.terminal(), "hashing", context.terminal().isQuiet())) {
            PublishListener listener = event -> {
                if (event instanceof PublishEvent.Hashed hashed) {
                    meter.update(hashed.advance());
                } else if (event instanceof PublishEvent.Resumed resumed) {
                    meter.resumed(resumed.bytes());
                } else if (event instanceof PublishEvent.WebSeedRead read) {
                    meter.note("%s looked at on the web seed".formatted(Amounts.bytes(read.bytes())));
                } else {
                    tell(event);
                }
            };
            return dryRun
                    ? publish.prepare(looked, checkpoint.in(context.home()), listener)
                    : publish.prepareToPost(looked, checkpoint.in(context.home()), listener);
        }
    }

    private void tellEdited(Metainfo torrent) {
        context.terminal()
                .say(SafeText.line("'%s' was edited in its catalog: its trackers and web seeds of now are asked"
                        .formatted(torrent.name())));
    }

    private int seed(Publication publication, Swarm swarm) throws InterruptedException {
        String name = publication.torrent().name();
        context.terminal()
                .say("seeding '%s' on %s; Ctrl-C ends it"
                        .formatted(SafeText.line(name), swarmOptions.reach(swarm.port())));
        SourceText.untold(publication.transfer().sources())
                .ifPresent(untold -> context.terminal().warn(untold + ", as --public is not given"));
        try (ProgressMeter meter = new ProgressMeter(
                context.terminal(), "seeding", context.terminal().isQuiet())) {
            TransferStatus end = publication
                    .transfer()
                    .awaitEnd(status -> meter.note("%d peers, %s, %s sent"
                            .formatted(
                                    status.peers(),
                                    Amounts.rate(status.traffic().uploadRate()),
                                    Amounts.bytes(status.traffic().uploaded()))));
            meter.close();
            context.terminal()
                    .error(
                            "seeding '%s' stopped: %s"
                                    .formatted(name, end.problem().orElse("no reason given")),
                            "verify the dataset; if it was changed on purpose, publish it anew");
            return ExitCodes.FAILED;
        }
    }
}
