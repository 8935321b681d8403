package org.seedbank.cli.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.PeerOptions;
import org.seedbank.cli.option.PrivateOption;
import org.seedbank.cli.option.SwarmOptions;
import org.seedbank.cli.screen.ResultWriter;
import org.seedbank.downloading.stream.FileStream;
import org.seedbank.downloading.stream.StreamRequest;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.StoredDataset;
import org.seedbank.node.StoredDatasets;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives out one file of a dataset. */
@Command(
        name = "cat",
        description = {
            "",
            "Writes the file to standard output from its beginning, and no byte that was not held against the torrent"
                    + " first. It is read where the node has it; what that lacks, or has damaged, is fetched without the"
                    + " node, a few pieces at a time, and nothing of it stays. A reader that has enough, as 'head' does,"
                    + " ends it.",
            "",
            "Where bytes come that are not what was published, it ends with 3 behind the last that were right."
        },
        footer = {
            "  seedbank cat 1 ph.csv",
            "  seedbank cat 1 raw/depth.csv --timeout 10",
            "  seedbank cat alice/12 data.tar --public  # pipe it into 'tar -t'"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.NOBODY_HAS_IT,
            ExitCodes.Help.INTERRUPTED
        })
public final class CatCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "REF",
            description = "A serial, digest or infohash, a .torrent file or URL, or a magnet link.")
    private String reference;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "MEMBER",
            description = "The file, by its path in the dataset. Not needed where that is one file.")
    private String member;

    @Mixin
    private PeerOptions peers;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private SwarmOptions swarmOptions;

    @Mixin
    private PrivateOption allow;

    public CatCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Network network = swarmOptions.isPublic() ? Network.PUBLIC : Network.LOCAL;
        RequestedDatasets.Source source = new RequestedDatasets(context, catalog, allow.isAllowed())
                .named(List.of(reference))
                .get(0);
        Metainfo published = source.get(new RequestedDatasets.Magnets(network, this::resolve))
                .torrent();
        int file = file(published);
        Optional<Path> copy = copy(SwarmKey.of(published));
        StreamRequest request = new StreamRequest(
                copy.map(root -> StoredNames.at(published, root)).orElse(published),
                file,
                copy,
                peers.peers(network),
                peers.silence());
        OutputStream out = ResultWriter.bytes(context.terminal());
        try {
            new FileStream(request).run(this::openSwarm, new FileStream.Sink() {
                @Override
                public void write(byte[] bytes) throws IOException {
                    requireShowable(bytes);
                    out.write(bytes);
                }

                @Override
                public void lacking(Path held) {
                    context.terminal()
                            .warn("what is at '%s' lacks some of that file, or has it damaged: the rest is fetched"
                                    .formatted(held));
                }
            });
            out.flush();
        } catch (SwarmException.Stalled e) {
            swarmOptions.tellWhoWasAsked(context.terminal());
            throw e;
        } catch (IOException e) {
            return ExitCodes
                    .OK; // A reader that has enough; anything else that failed there is told when the command ends.
        }
        return ExitCodes.OK;
    }

    private Swarm openSwarm() throws InterruptedException {
        return swarmOptions.openSwarm(context, allow.isAllowed());
    }

    private Metainfo resolve(String link) throws InterruptedException {
        try (Swarm swarm = openSwarm()) {
            return swarm.resolve(link, peers.peers(swarm.network()), peers.silence());
        }
    }

    /** Where the node has it, or some of it; the state on the disk tells that where none runs. */
    private Optional<Path> copy(SwarmKey key) throws InterruptedException {
        Optional<NodeControl> node = context.nodes().running();
        if (node.isPresent()) {
            return node.get().datasets().stream()
                    .filter(view -> view.key().equals(key) && view.hasArrived())
                    .map(DatasetView::path)
                    .map(Path::of)
                    .findFirst();
        }
        return StoredDatasets.in(context.home().nodeFolder()).find(key).map(StoredDataset::root);
    }

    private int file(Metainfo torrent) {
        List<String> paths =
                torrent.files().stream().map(each -> each.path().text()).toList();
        if (member == null) {
            if (paths.size() == 1) {
                return 0;
            }
            throw CommandFailure.noFile(
                    "'%s' has %d files: say which one".formatted(torrent.name(), paths.size()),
                    "'seedbank show %s' lists them".formatted(reference));
        }
        String wanted = member.replaceFirst("^(\\./)+", "");
        return IntStream.range(0, paths.size())
                .filter(i -> paths.get(i).equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(torrent, wanted, paths));
    }

    private SeedbankException unknown(Metainfo torrent, String wanted, List<String> paths) {
        if (paths.stream().anyMatch(path -> path.startsWith(wanted.replaceFirst("/*$", "/")))) {
            return CommandFailure.noFile(
                    "'%s' is a folder of '%s'".formatted(wanted, torrent.name()), "name one of its files");
        }
        return new IntegrityException.NoSuchMember(torrent.name(), wanted, torrent.paths());
    }

    /** A stranger's file is not to drive somebody's terminal. */
    private void requireShowable(byte[] bytes) {
        if (!context.terminal().outIsTerminal()) {
            return;
        }
        for (byte each : bytes) {
            if ((each >= 0 && each < ' ' && each != '\n' && each != '\t' && each != '\r') || each == 0x7f) {
                throw CommandFailure.noFile(
                        "the file has control characters, with which it could drive this terminal",
                        "send it to a file or a program, as with '>FILE' or '| less'");
            }
        }
    }
}
