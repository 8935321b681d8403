package org.seedbank.cli.catalog;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.StoppedNode;
import org.seedbank.node.StoredDatasets;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Marks a dataset as taken back by its publisher. */
@Command(
        name = "withdraw",
        description = {
            "",
            "The entry stays in the catalog under its serial, with its torrent, and everybody sees that it was withdrawn,"
                    + " why, and what takes its place. The node on this machine stops sharing its copy, which stays. Nothing"
                    + " is deleted: whoever has a copy keeps it. This cannot be undone.",
            "",
            "Asks before it does so. Where nobody can answer, --yes is needed."
        },
        footer = {
            "  seedbank withdraw 1 --reason 'wrong units' --superseded-by 2 --yes",
            "  seedbank withdraw 2 --keep-seeding --yes"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class WithdrawCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REF", description = "A serial, digest, infohash or NAME/SERIAL.")
    private String reference;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Tell everybody why.")
    private String reason;

    @Option(
            names = "--superseded-by",
            paramLabel = "REF",
            description = "Tell everybody which dataset of the catalog takes its place.")
    private String successor;

    @Option(names = "--keep-seeding", description = "Have the node go on sharing its copy.")
    private boolean keepSeeding;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Mixin
    private CatalogOption catalog;

    public WithdrawCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!yes && !context.keyboard().isAttended()) {
            throw new ParameterException(
                    spec.commandLine(), "withdrawing cannot be undone, and nobody is there to ask: add --yes");
        }
        Optional<String> told = told();
        CatalogSet set = catalog.set(context);
        Found.Dataset dataset = find(set, reference);
        Entry entry = dataset.listed().entry();
        Optional<Found.Dataset> place = successor(set);
        if (place.isPresent()) {
            refuseCircle(entry.digest(), place.get());
        }
        Entry after = entry.withdrawnFor(
                new Withdrawal(told, place.map(each -> each.listed().entry().digest())));
        String named = "'%s', serial %s".formatted(entry.title(), set.reference(dataset.source(), dataset.listed()));
        if (after.equals(entry)) {
            context.terminal().say(SafeText.line("%s was withdrawn before; its entry stays as it is".formatted(named)));
            stopSharing(entry, Optional.empty());
            return ExitCodes.OK;
        }
        if (!yes
                && !context.keyboard()
                        .isYes("withdraw %s? This cannot be undone".formatted(named), context.terminal())) {
            context.terminal().say("nothing has changed");
            return ExitCodes.FAILED;
        }
        dataset.source().catalog().withdraw(entry.digest(), after.withdrawal());
        context.terminal()
                .out()
                .println(SafeText.line("withdrew %s; it stays listed there, marked as withdrawn".formatted(named)));
        stopSharing(entry, Optional.of(WithdrawalText.of(after).replaceFirst("^: ", "")));
        return ExitCodes.OK;
    }

    private Optional<Found.Dataset> successor(CatalogSet set) throws InterruptedException {
        return successor == null ? Optional.empty() : Optional.of(find(set, successor));
    }

    /** Whoever goes from successor to successor is to come to an end; what still stands is one. */
    private void refuseCircle(Sha256 digest, Found.Dataset place) throws InterruptedException {
        if (place.listed().entry().digest().equals(digest)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'%s' is what is to be withdrawn: name another one that takes its place".formatted(successor));
        }
        Listing listing = place.source().catalog().list(Freshness.STORED);
        Set<Sha256> passed = new HashSet<>();
        Optional<Entry> each = Optional.of(place.listed().entry());
        while (each.filter(Entry::withdrawn).isPresent()
                && passed.add(each.get().digest())) {
            Optional<Sha256> next = each.get().withdrawal().supersededBy();
            if (next.equals(Optional.of(digest))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'%s' is itself superseded by what is to be withdrawn: name one that still stands"
                                .formatted(successor));
            }
            if (next.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'%s' was withdrawn, and nothing takes its place: name one that still stands"
                                .formatted(successor));
            }
            each = next.flatMap(listing::byDigest).map(Listed::entry);
        }
    }

    /** The reason as an entry has it. */
    private Optional<String> told() {
        try {
            return new Withdrawal(Optional.ofNullable(reason), Optional.empty()).reason();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /**
     * Tells who has a copy still, as far as the node on this machine knows, and has that node stop sharing its own.
     *
     * @param news what the history is told, if that is new
     */
    private void stopSharing(Entry entry, Optional<String> news) throws InterruptedException {
        Optional<NodeControl> node = context.nodes().running();
        if (node.isEmpty()) {
            tellStopped(entry, news);
            return;
        }
        for (DatasetView view : node.get().datasets()) {
            if (view.digest().filter(entry.digest()::equals).isPresent()) {
                if (news.isPresent()) {
                    note(node.get(), view, news.get());
                }
                String copy = keepSeeding ? "goes on sharing" : "does not share any more";
                if (!keepSeeding) {
                    node.get().pause(view.key());
                }
                context.terminal()
                        .say(SafeText.line("the node %s its copy at '%s'; it sees %s"
                                .formatted(
                                        copy, view.path(), others(view.traffic().seeds()))));
            }
        }
    }

    /** A node of an earlier version keeps no such events. */
    private void note(NodeControl node, DatasetView view, String why) throws InterruptedException {
        try {
            node.withdrawn(view.key(), why);
        } catch (NodeException e) {
            context.terminal().warn("the node's history does not tell of it: " + e.getMessage());
        }
    }

    /** A node that does not run finds it so when it is started. */
    private void tellStopped(Entry entry, Optional<String> news) throws InterruptedException {
        SwarmKey key = SwarmKey.of(entry.infohashV1().or(entry::infohashV2).orElseThrow());
        NodeFolder folder = context.home().nodeFolder();
        if (news.isPresent() && StoredDatasets.in(folder).mayHave(key)) {
            String copy = keepSeeding ? "shares its copy at '%s' again" : "does not share its copy at '%s' any more";
            StoppedNode.withdrawn(folder, key, !keepSeeding, news.get()).ifPresent(root -> context.terminal()
                    .say(SafeText.line("the node %s when it is started".formatted(copy.formatted(root)))));
        }
    }

    private static String others(int seeds) {
        return seeds == 0
                ? "nobody else who shares all of it now"
                : Amounts.count(seeds, "other") + " who share all of it";
    }

    /** The dataset that is meant; a torrent without an entry is none. */
    static Found.Dataset find(CatalogSet set, String reference) throws InterruptedException {
        Found found = set.find(reference);
        if (found instanceof Found.Dataset dataset) {
            return dataset;
        }
        throw new CatalogException.UnknownDataset(found.source().catalog().uri(), reference);
    }
}
