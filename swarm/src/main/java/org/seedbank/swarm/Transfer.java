package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * One torrent in a session, seeded or fetched. Safe for all threads. Its owner closes it; closing the session closes it
 * too.
 */
public interface Transfer extends AutoCloseable {

    /** The torrent's name. */
    String name();

    /** The torrent's name among sessions; a session has each once. */
    SwarmKey key();

    /** The transfer's status, at most a quarter of a second old. Never blocks. */
    TransferStatus status();

    /** Peers and trackers that could give what is missing, for a person who wonders why nothing comes. Never blocks. */
    Availability availability();

    /**
     * Ways by which it finds peers and bytes, with the last word of each: trackers and web seeds that its torrent names, in
     * that order, those that are not asked among them, and peers that somebody named. At most {@value Source#MOST}. Never
     * blocks.
     */
    List<Source> sources();

    /**
     * The piece layers of the files (BEP 52) by their roots, as {@link Metainfo#withPieceLayers} takes
     * them; a fetch gets from peers what its torrent lacks of them. Empty while one has a gap.
     *
     * @throws SwarmException.Closed when the session is closed
     */
    Optional<SortedMap<Sha256, byte[]>> pieceLayers() throws InterruptedException;

    /**
     * Its pieces as they are now, counted in so many spans, or fewer. Empty while libtorrent does not have it.
     *
     * @throws SwarmException.Closed when the session is closed
     * @throws SwarmException.TimedOut when libtorrent does not answer in a minute
     */
    Optional<PieceMap> pieces(int spans) throws InterruptedException;

    /**
     * How many bytes of some of its files are here and have passed their pieces' hashes, now: of so many files, from this index
     * in the torrent's list on, fewer where that ends. Empty while libtorrent does not have it.
     *
     * @throws SwarmException.Closed when the session is closed
     * @throws SwarmException.TimedOut when libtorrent does not answer in a minute
     */
    Optional<List<Long>> bytesOfFiles(int from, int count) throws InterruptedException;

    /**
     * The peers that it is connected to now, each once, the fastest first; web seeds are none.
     *
     * @throws SwarmException.Closed when the session is closed
     * @throws SwarmException.TimedOut when libtorrent does not answer in a minute
     */
    List<PeerView> peers() throws InterruptedException;

    /** Adds a listener; it hears what has happened so far, without progress, and then what happens. */
    void addListener(TransferListener listener);

    /** Removes a listener; an event that is on its way may still reach it. */
    void removeListener(TransferListener listener);

    /**
     * Waits until every wanted byte is there and served.
     *
     * @throws SwarmException.TimedOut when that takes longer than {@code limit}
     * @throws SwarmException.DiskFailed when the disk fails
     * @throws SwarmException.DataMissing when a dataset that is only seeded turns out to be damaged
     * @throws SwarmException.Closed when the transfer is closed, before or meanwhile
     */
    void awaitSeeding(Duration limit) throws InterruptedException;

    /**
     * Waits until every wanted byte has arrived, as long as bytes keep coming, and then until libtorrent, which says so
     * before its writes have ended, has handed all of them to the operating system: whoever reads the files then reads
     * what was fetched.
     *
     * @param silence how long no byte may come before this gives up; checking files counts as bytes
     * @param observer is shown the status a few times a second, on this thread
     * @throws SwarmException.Stalled when nothing came for that long; the transfer goes on
     * @throws SwarmException.TimedOut when the disk does not take in half a minute what has arrived
     * @throws SwarmException.DiskFailed when the disk fails
     * @throws SwarmException.DataMissing when a dataset that is only seeded turns out to be damaged
     * @throws SwarmException.Closed when the transfer is closed, before or meanwhile
     */
    void awaitFinished(Duration silence, Consumer<TransferStatus> observer) throws InterruptedException;

    /**
     * Waits, without limit, until the transfer fails or is closed.
     *
     * @param observer is shown the status a few times a second while it changes, on this thread
     * @return the status then, {@code FAILED} or {@code CLOSED}
     */
    TransferStatus awaitEnd(Consumer<TransferStatus> observer) throws InterruptedException;

    /**
     * Asks the trackers and web seeds of an edited torrent from now on, in place of those that it asked so far, by the same
     * rules; what they say and give meanwhile is kept, and nothing stops. Web seeds are asked within a second for all that they had
     * wrong or did not give. Returns at once.
     *
     * @param edited the torrent of this transfer, changed beside {@code info} alone
     * @throws IllegalArgumentException when it is another
     */
    void replaceUrls(Metainfo edited);

    /**
     * Tries peers that somebody else names, as a catalog's entry does: those in digits at the session's next full second, those
     * with names when they are looked up. Of these the session connects to none on this machine, and to none in private
     * networks, unless its reach ends there or {@link Swarm#trustUrlsOf} was said of the torrent; {@link #sources} tells of
     * those that are left out. Names are looked up only by a session that reaches further than this machine. Returns at once.
     */
    void introduce(List<HostPort> peers);

    /** Tries a peer, at the session's next full second, even one that did not answer before. */
    void connect(InetSocketAddress peer);

    /**
     * Tries all known peers that are not connected, as {@link #connect} does. A fetch that is connected to nobody does so by itself,
     * after 15 s, 30 s more, and then each minute. Web seeds are asked within a second for all that they had wrong or did not give.
     * Returns at once.
     */
    void callPeers();

    /**
     * Limits what this transfer moves, within what the session may; until it is called there is no limit of its own.
     * Returns at once.
     *
     * <p>With 0 bytes up a transfer that has every wanted byte leaves its peers, though its state stays {@code SEEDING};
     * one that still fetches must send its requests, and sends 8 KiB/s at most, of which a part may be pieces. With 0
     * bytes down a fetch asks for nothing and serves what it has; its state stays {@code FETCHING}.
     *
     * @param up bytes sent per second; 0 for none, empty for no limit
     * @param down bytes received per second; 0 for none, empty for no limit
     * @throws IllegalArgumentException when a limit is negative
     */
    void limit(Optional<Long> up, Optional<Long> down);

    /** Leaves all peers and touches no file until {@link #resume()}. Returns at once. */
    void pause();

    /** Goes on after {@link #pause()}, or tries again after a failure. Returns at once. */
    void resume();

    /**
     * Writes down what a fetch has, so that another process can go on from there; this also happens by itself every few
     * seconds and on closing. Does nothing for a dataset that is only seeded.
     *
     * @throws SwarmException.FolderUnusable when it cannot be written
     * @throws SwarmException.TimedOut when that takes longer than half a minute
     */
    void saveResume() throws InterruptedException;

    /**
     * Takes the torrent out of the session and keeps its files: writes down what a fetch has, waits until libtorrent has
     * written and closed the files, half a minute at most, and stops listeners. When this returns the files can be
     * verified. Does nothing the second time.
     */
    @Override
    void close();
}
