package org.seedbank.downloading.reference;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.FileSelection;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.web.HostNames;

/**
 * A torrent that is named by a magnet link, or by its infohash alone. What the link names besides is looked for here; all
 * else is up to a swarm. For one thread.
 *
 * @param magnet the link
 * @param notes told, in a line for a person, what of the link is not heeded
 */
public record MagnetReference(Magnet magnet, Consumer<String> notes) {

    private static final Duration FOR_A_SOURCE = Duration.ofSeconds(30);
    private static final Duration FOR_NAMES = Duration.ofSeconds(5);
    private static final int MOST_SOURCES = 3;
    private static final int MOST_NAMES = 10;
    private static final int MOST_PARTS = 10;

    /**
     * The torrent from the places that the link says have it ({@code xs} and {@code as}); empty when none has, which is told.
     * A stranger wrote them: none on this machine or in a private network is asked.
     *
     * @param allowPrivate whether they are nonetheless
     */
    public Optional<Metainfo> fromSources(boolean allowPrivate) throws InterruptedException {
        TorrentDownload download = TorrentDownload.namedByStranger(FOR_A_SOURCE, allowPrivate);
        for (String source : magnet.sources().stream().limit(MOST_SOURCES).toList()) {
            try {
                Metainfo torrent = download.get(source);
                if (magnet.names(torrent)) {
                    return Optional.of(torrent);
                }
                notes.accept("the magnet link leads to another torrent than it names, which is passed over");
            } catch (DownloadingException | IntegrityException e) {
                notes.accept(e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * The peers that the link names, in digits. Names are looked up, all within a few seconds.
     *
     * @param network how far the session reaches that will ask them; short of private networks only names of this machine
     *     are looked up, since asking for a name tells somebody
     */
    public List<InetSocketAddress> peers(Network network) throws InterruptedException {
        List<InetSocketAddress> peers = new ArrayList<>();
        long deadline = System.nanoTime() + FOR_NAMES.toNanos();
        int names = 0;
        for (HostPort peer : magnet.peers()) {
            Optional<InetSocketAddress> digits = PeerAddresses.inDigits(peer);
            if (digits.isPresent()) {
                peers.add(digits.get());
            } else if (network == Network.LOCAL && HostKind.of(peer.host()) != HostKind.PRIVATE) {
                notes.accept("the peer '%s' of the magnet link is beyond what is reached, and not looked up"
                        .formatted(peer));
            } else if (++names > MOST_NAMES) {
                notes.accept("the peer '%s' of the magnet link is one of too many, and not looked up".formatted(peer));
            } else {
                lookUp(peer, deadline)
                        .ifPresentOrElse(
                                peers::add,
                                () -> notes.accept(
                                        "the peer '%s' of the magnet link is not known by its name".formatted(peer)));
            }
        }
        return peers;
    }

    private static Optional<InetSocketAddress> lookUp(HostPort peer, long deadline) throws InterruptedException {
        try {
            return HostNames.lookUp(peer.host(), deadline).stream()
                    .map(address -> new InetSocketAddress(address, peer.port()))
                    .findFirst();
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    /** Tells of files that the link chooses and the torrent does not have. */
    public void tellBeyond(Metainfo torrent) {
        beyond(magnet, torrent).ifPresent(notes);
    }

    /** Says which files a link chooses that its torrent does not have, by their places (BEP 53); empty when there are none. */
    public static Optional<String> beyond(Magnet magnet, Metainfo torrent) {
        List<FileSelection.Range> parts =
                magnet.files().map(chosen -> chosen.beyond(torrent)).orElse(List.of());
        String named = parts.stream()
                .limit(MOST_PARTS)
                .map(FileSelection.Range::toString)
                .collect(Collectors.joining(","));
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("the magnet link chooses files that '%s' does not have: 'so=%s%s'"
                        .formatted(torrent.name(), named, parts.size() > MOST_PARTS ? ",…" : ""));
    }

    /** Tells of what the link says that cannot be heeded. */
    public void tellUnheeded() {
        magnet.unheeded().forEach(each -> notes.accept("the magnet link says %s, which is not heeded".formatted(each)));
    }
}
