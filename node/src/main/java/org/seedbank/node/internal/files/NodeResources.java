package org.seedbank.node.internal.files;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.internal.history.DatasetHistory;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmKey;

/**
 * Describes what holdings work with.
 *
 * @param swarm the node's session
 * @param store where they are kept
 * @param history is told what happens to them
 * @param atWork notes what is put into the session, should that end the process
 * @param reserve bytes of a disk that a fetch leaves free
 */
public record NodeResources(Swarm swarm, DatasetStore store, DatasetHistory history, AtWork atWork, long reserve) {

    private static final int MAX_PEERS = 100;

    /** A node waits for peers as long as it runs. */
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    /** Returns what fetches a dataset, or the rest of it, into its place. */
    public FetchRequest request(Metainfo torrent, DatasetRecord record) {
        return request(torrent, record, Place.at(record.root()));
    }

    /** Does the same for a place whose name is still to be judged. */
    public FetchRequest request(Metainfo torrent, DatasetRecord record, Place place) {
        Optional<BitSet> fetched = swarm.fetchedFiles(torrent, record.root());
        Predicate<DatasetPath> fetchedHere = fetched.isPresent()
                ? paths(torrent, fetched.get().stream().boxed().toList())::contains
                : path -> record.progress().begun();
        Optional<Set<DatasetPath>> chosen = record.files().map(files -> paths(torrent, files));
        return FetchRequest.of(torrent, place)
                .withExisting(ExistingFiles.of(record.existing())
                        .fetchedHere(fetchedHere)
                        .writtenTo(new WrittenFiles(this, torrent, record)))
                .withChosen(path -> chosen.map(paths -> paths.contains(path)).orElse(true))
                .withPeers(peers(record))
                .withSilence(FOR_EVER)
                .withReserve(reserve);
    }

    /** Lets the session ask private trackers and web seeds of what was published from here, or is allowed to name them. */
    public void trustUrls(SwarmKey key, DatasetRecord record) {
        if (record.published() || store.allowsPrivate(key)) {
            swarm.trustUrlsOf(key);
        }
    }

    /** Peers that people have named. They are hints: one that cannot be read is none. */
    public List<InetSocketAddress> peers(DatasetRecord record) {
        return record.wishes().peers().stream()
                .map(PeerAddresses::inDigits)
                .flatMap(Optional::stream)
                .toList();
    }

    public static Set<DatasetPath> paths(Metainfo torrent, Iterable<Integer> files) {
        Set<DatasetPath> paths = new HashSet<>();
        files.forEach(index -> paths.add(torrent.files().get(index).path()));
        return paths;
    }

    /** Peers that are kept, and others, newest last; the oldest of too many are forgotten. */
    public static List<String> joined(List<String> before, List<InetSocketAddress> more) {
        List<String> all =
                Stream.concat(before.stream(), texts(more).stream()).distinct().toList();
        return all.subList(Math.max(0, all.size() - MAX_PEERS), all.size());
    }

    /** Peers as they are kept: in digits, so that no name is looked up. */
    public static List<String> texts(List<InetSocketAddress> peers) {
        return peers.stream()
                .filter(peer -> !peer.isUnresolved())
                .map(peer -> PeerAddresses.of(peer).toString())
                .toList();
    }
}
