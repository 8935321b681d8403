package org.seedbank.cli.fetch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.FailureJson;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.fetch.SeedAddresses;
import org.seedbank.downloading.place.FetchOutlook;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.StoredDatasets;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/** Says what a fetch would do, and does nothing of it. */
final class DryFetch {

    private final Context context;
    private final PlaceOptions place;
    private final Predicate<DatasetPath> chosen;
    private final VersionCopies versions;
    private final boolean byNode;
    private final boolean json;
    private final List<Outlook> datasets = new ArrayList<>();
    private final List<FailureJson.Problem> errors = new ArrayList<>();

    /**
     * Of a fetch by the node, or else by this command alone.
     *
     * @param versions what such a fetch takes from
     */
    DryFetch(
            Context context,
            PlaceOptions place,
            Predicate<DatasetPath> chosen,
            VersionCopies versions,
            boolean byNode,
            boolean json) {
        this.context = context;
        this.place = place;
        this.chosen = chosen;
        this.versions = versions;
        this.byNode = byNode;
        this.json = json;
    }

    /** What the node has of it already. */
    record Held(String path, String state, long percent) {
        static Held of(DatasetView view) {
            return new Held(view.path(), view.state().label(), view.amounts().percent());
        }
    }

    /** One dataset, as JSON has it. */
    record Outlook(
            String name,
            Optional<String> serial,
            Path path,
            int files,
            long bytes,
            int filesThere,
            long bytesThere,
            int filesWrong,
            long bytesArrived,
            TakenFiles taken,
            long bytesToCome,
            long bytesFree,
            boolean fits,
            List<String> trackers,
            List<String> webSeeds,
            List<String> peers,
            Optional<Held> node) {}

    private record Printed(List<Outlook> datasets, List<FailureJson.Problem> errors) {}

    /** The exit code: that of the first dataset that could not be fetched so. */
    int run(List<RequestedDatasets.Source> sources) throws InterruptedException {
        RequestedDatasets.Magnets nobody = new RequestedDatasets.Magnets(Network.LOCAL, link -> {
            throw new DownloadingException.UnknownKind(link);
        });
        int code = ExitCodes.OK;
        for (RequestedDatasets.Source source : sources) {
            int each;
            try {
                each = look(source.get(nobody));
            } catch (SeedbankException e) {
                if (sources.size() == 1) {
                    throw e;
                }
                Failures.tell(e, context.terminal());
                errors.add(FailureJson.Problem.of(e));
                each = ExitCodes.of(e.getClass());
            }
            code = code == ExitCodes.OK ? each : code;
        }
        if (json) {
            JsonOutput.print(new Printed(datasets, errors), context.terminal());
        } else {
            context.terminal().say("nothing was fetched, and nothing was changed");
        }
        return code;
    }

    private int look(Resolved resolved) throws InterruptedException {
        Metainfo torrent = resolved.torrent();
        Place where = place.place(torrent);
        Optional<DatasetView> held = held(torrent);
        if (held.isEmpty()) {
            StoredDatasets.in(context.home().nodeFolder()).requireFree(torrent, where.root());
        } else if (byNode && !isSame(Path.of(held.get().path()), where.root())) {
            throw new NodeException.HeldElsewhere(held.get());
        }
        FetchOutlook found = FetchOutlook.of(FetchRequest.of(torrent, where)
                .withChosen(path -> chosen.test(path) && chooses(resolved, torrent, path))
                .withVersions(held.isEmpty() ? versions.of(resolved, where) : List.of()));
        Outlook outlook = new Outlook(
                torrent.name(),
                resolved.dataset().map(each -> each.source().reference(each.listed())),
                found.root(),
                found.files(),
                found.bytes(),
                found.filesThere(),
                found.bytesThere(),
                found.filesWrong(),
                found.bytesArrived(),
                found.taken(),
                found.bytesToCome(),
                found.free(),
                found.fits(),
                torrent.trackers().stream().map(AddressKeys::hidden).toList(),
                torrent.webSeeds().stream().map(AddressKeys::hidden).toList(),
                Stream.concat(
                                SeedAddresses.of(torrent).stream().map(HostPort::toString),
                                resolved.peers().stream().map(each -> each.getHostString() + ":" + each.getPort()))
                        .distinct()
                        .toList(),
                held.map(Held::of));
        datasets.add(outlook);
        if (!json) {
            print(outlook);
        }
        return found.fits() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static boolean isSame(Path held, Path wanted) {
        try {
            return held.equals(wanted.toAbsolutePath().normalize()) || Files.isSameFile(held, wanted);
        } catch (IOException e) {
            return false; // One of them is not there.
        }
    }

    private static boolean chooses(Resolved resolved, Metainfo torrent, DatasetPath path) {
        return resolved.chosen().isEmpty()
                || resolved.chosen().get().stream()
                        .anyMatch(index -> torrent.files().get(index).path().equals(path));
    }

    private Optional<DatasetView> held(Metainfo torrent) throws InterruptedException {
        Optional<NodeControl> node = context.nodes().running();
        SwarmKey key = SwarmKey.of(torrent);
        return node.isEmpty()
                ? Optional.empty()
                : node.get().datasets().stream()
                        .filter(view -> view.key().equals(key))
                        .findFirst();
    }

    private void print(Outlook outlook) {
        PrintWriter out = context.terminal().out();
        out.println(SafeText.line("'%s'%s: %s, %s"
                .formatted(
                        outlook.name(),
                        outlook.serial().map(" (%s)"::formatted).orElse(""),
                        Amounts.files(outlook.files()),
                        Amounts.bytes(outlook.bytes()))));
        outlook.node()
                .ifPresent(held ->
                        line("node", "has it at '%s': %s, %d %%".formatted(held.path(), held.state(), held.percent())));
        line("to", "'%s'".formatted(outlook.path()));
        line("there", there(outlook));
        if (!outlook.taken().isNone()) {
            line("taken", outlook.taken().toldWouldBe());
        }
        line("to come", Amounts.bytes(outlook.bytesToCome()));
        line(
                "room",
                "%s free: %s".formatted(Amounts.bytes(outlook.bytesFree()), outlook.fits() ? "enough" : "not enough"));
        line("from", from(outlook));
        out.flush();
    }

    private static String there(Outlook outlook) {
        if (outlook.filesThere() + outlook.filesWrong() == 0 && outlook.bytesArrived() == 0) {
            return "nothing";
        }
        return Stream.of(
                        outlook.filesThere() == 0
                                ? ""
                                : "%s of the right length, %s, to be read first"
                                        .formatted(
                                                Amounts.files(outlook.filesThere()),
                                                Amounts.bytes(outlook.bytesThere())),
                        outlook.filesWrong() == 0
                                ? ""
                                : "%s of another length, in the way unless fetched there before"
                                        .formatted(Amounts.files(outlook.filesWrong())),
                        outlook.bytesArrived() == 0
                                ? ""
                                : "%s of an earlier fetch".formatted(Amounts.bytes(outlook.bytesArrived())))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String from(Outlook outlook) {
        String named = Stream.of(
                        named("tracker", outlook.trackers()),
                        named("web seed", outlook.webSeeds()),
                        named("peer", outlook.peers()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return named.isEmpty() ? "peers that this machine or the network knows; the torrent names nobody" : named;
    }

    private static String named(String kind, List<String> addresses) {
        return addresses.isEmpty() ? "" : kind + " " + String.join(", ", addresses);
    }

    private void line(String label, String text) {
        context.terminal().out().println(SafeText.line("  %-8s %s".formatted(label, text)));
    }
}
