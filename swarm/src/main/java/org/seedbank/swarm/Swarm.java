package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A session in the swarms: listens for peers, seeds and fetches datasets. Safe for all threads. Whoever opens it closes
 * it, in a shutdown hook too: a process that ends with an open session can crash on its way out.
 */
public interface Swarm extends AutoCloseable {

    /** The limits of this session just now. */
    SwarmLimits limits();

    /**
     * Changes what this session may use. Returns at once; libtorrent takes it up within a moment. Turning uploading off
     * leaves all peers for a moment, so that none goes on receiving.
     */
    void limit(SwarmLimits limits);

    /**
     * Returns what keeps this session from its work as a whole: that libtorrent does not answer, or that one of its threads
     * has ended or hangs. Empty while all is well.
     */
    List<Fault> faults();

    /** How far this session reaches. */
    Network network();

    /** The session and the network around it, a few seconds old at most. Never blocks. */
    SessionView view();

    /** The port that peers reach this session at, 1 to 65535. */
    int port();

    /**
     * Seeds a dataset where it lies. Nothing is copied, nothing is ever written to its files, and only what peers ask for
     * is hashed, once. When a piece turns out not to be what was published, the transfer hashes all of it and then
     * fails. Of torrents with v2 hashes alone nothing is hashed: there receivers alone notice damage that leaves the
     * lengths of files as they were.
     *
     * @param root the dataset's folder, or its one file; its name may differ from the torrent's
     * @throws SwarmException.DataMissing when a file is not there with its published length
     * @throws SwarmException.TorrentRefused when libtorrent does not take the torrent, or this session has it already
     * @throws SwarmException.Closed when the session is closed
     */
    Transfer seed(Metainfo torrent, Path root) throws InterruptedException;

    /**
     * Seeds a dataset whose digests the caller has just computed from the files: nothing is hashed again, which
     * saves a fifth of the work of serving it from a fast disk. Damage that comes later is noticed by receivers only.
     */
    Transfer seedVerified(Metainfo torrent, Path root) throws InterruptedException;

    /**
     * Seeds an original, as {@link #seed(Metainfo, Path)} does, or {@link #seedVerified}. As long as no other peer has all of it, each piece
     * is offered to one peer first, which gives it to the others (BEP 16), so that little more than one copy has to be sent
     * until there is a second one. Only as long as sending is what holds others up, and each wants some of what it is offered.
     *
     * @param hashed whether its digests were computed just now
     */
    Transfer seedOriginal(Metainfo torrent, Path root, boolean hashed) throws InterruptedException;

    /**
     * Seeds those files of a dataset that are there and known to be what was published, as after fetching only them.
     * Peers get the pieces that lie in these files alone; nothing else is asked for, created or written. Nothing is
     * hashed: damage that comes later is noticed by receivers only.
     *
     * @param files indexes in the torrent's list of files; at least one
     * @throws IllegalArgumentException when there is no file with such an index, or none is given
     * @throws SwarmException.DataMissing when one of these files is not there with its published length
     * @throws SwarmException.TorrentRefused when libtorrent does not take the torrent, or this session has it already
     * @throws SwarmException.Closed when the session is closed
     */
    Transfer seed(Metainfo torrent, Path root, Set<Integer> files) throws InterruptedException;

    /**
     * Seeds those pieces of a dataset that are there and known to be what was published, as of a copy with damage. Peers
     * get these alone; nothing is asked for, created or written, and nothing is hashed.
     *
     * @param pieces their numbers; at least one
     * @throws IllegalArgumentException when none is given, or one that the torrent does not have
     * @throws SwarmException.TorrentRefused when libtorrent does not take the torrent, or this session has it already
     * @throws SwarmException.Closed when the session is closed
     */
    Transfer seedPieces(Metainfo torrent, Path root, BitSet pieces) throws InterruptedException;

    /**
     * Fetches a dataset, and seeds what it has of it meanwhile and afterwards.
     *
     * <p>What lies at {@code root} already is used: a fetch that was interrupted goes on from where it was, even when
     * its process was killed. What it had written down is believed only when it is about the same {@code root}, was
     * written since the system started (after a power failure the disk may lack what the system promised) and each file
     * has its full length; otherwise everything that is there is hashed first. Since files may also have been changed
     * by others, verify them afterwards, and fetch again with {@link FetchPlan#distrustingResume()} when something is
     * damaged. Other files in the folder are not touched. The place must be the caller's alone: whatever stands there
     * is taken for an earlier fetch, written to, and its links are followed.
     *
     * <p>When some files are left out, parts of them that share a piece with wanted ones are kept beside {@code root} in
     * {@code .<infohash>.parts} until the transfer is complete and closed.
     *
     * @param root the folder, or the one file, that the dataset shall be; its parent folders are created
     * @throws SwarmException.TorrentRefused when libtorrent does not take the torrent, or this session has it already
     * @throws SwarmException.DiskFailed when a wanted file is longer than published, or is no file
     * @throws SwarmException.FolderUnusable when one of the session's own folders cannot be used
     * @throws SwarmException.Closed when the session is closed
     */
    Transfer fetch(Metainfo torrent, Path root, FetchPlan plan) throws InterruptedException;

    /**
     * Lets a torrent, now and whenever it is added again, have trackers and web seeds on this machine and in private networks,
     * because the owner of this session says so, or made the torrent. Without it a session that reaches everywhere asks
     * only those on the Internet; redirects to private addresses are never followed. One that
     * reaches less than everywhere goes by its reach alone.
     */
    void trustUrlsOf(SwarmKey torrent);

    /** Has trackers of a torrent that have refused it, or failed, asked again within seconds, as they may know more of it now. */
    void announceAgain(SwarmKey torrent);

    /**
     * Gets the torrent that a magnet link names from peers: those given here, those of the link and of its trackers, of
     * the processes of this machine that serve it, and of the DHT where the session may use it. Nothing is written to the disk, and
     * the session has the torrent only meanwhile.
     *
     * @param limit how long to wait
     * @return the whole torrent with the link's trackers and web seeds; its infohashes are the link's
     * @throws IntegrityException.BadMagnet when it is no magnet link
     * @throws SwarmException.NobodyHasIt when nobody gave it within {@code limit}
     * @throws SwarmException.TorrentRefused when what came is no usable torrent, or this session has it already
     * @throws SwarmException.Closed when the session is closed
     */
    Metainfo resolve(String magnet, List<InetSocketAddress> peers, Duration limit) throws InterruptedException;

    /**
     * How the search for a torrent stands that {@link #resolve} waits for; empty when none is under way.
     *
     * @param torrent the link's v1 infohash, or without one its v2 infohash
     */
    Optional<TorrentSearch> search(SwarmKey torrent);

    /**
     * The files of a torrent, by index, that this home has fetched into a place, whenever that was; empty when nothing is
     * known of such a fetch.
     */
    Optional<BitSet> fetchedFiles(Metainfo torrent, Path root);

    /** Tells whether a fetch of an earlier version, which wrote into the place itself, was left there half done. */
    boolean isHalfFetched(Metainfo torrent, Path root);

    /** Notes that these files of a torrent, by index, were fetched into a place. */
    void noteFetched(Metainfo torrent, Path root, BitSet files);

    /**
     * Closes all transfers and the session, in half a minute at most. Does nothing the second time. An interrupt makes
     * it hurry, and is kept.
     */
    @Override
    void close();
}
