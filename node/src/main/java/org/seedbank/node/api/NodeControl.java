package org.seedbank.node.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.desk.NodeDesk;
import org.seedbank.node.detail.NodeDetail;
import org.seedbank.node.examination.Examination;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/**
 * Describes what a node can be told and asked. Answered by the node itself and, with the same answers and exceptions,
 * by a connection to one. Safe for all threads. What a call changes is on the disk when it returns.
 *
 * <p>Every method throws {@link NodeException.Unreachable} when the node does not answer, and
 * {@link NodeException.StateUnusable} when a change cannot be written down.
 */
public interface NodeControl extends NodeDetail, NodeDesk {

    /** Room for a catalog's name and a number. */
    int MAX_SERIAL = 60;

    /** Returns what the node is and how it does. */
    NodeFacts facts() throws InterruptedException;

    /** Everything that it holds or fetches, oldest first. */
    List<DatasetView> datasets() throws InterruptedException;

    /**
     * One of them.
     *
     * @throws NodeException.UnknownDataset when the node has no such dataset
     */
    DatasetView dataset(SwarmKey key) throws InterruptedException;

    /** Finds out how the node and its network do: its session's sources, and what is as it should be, or not. */
    Examination examine() throws InterruptedException;

    /**
     * Finds out why one of them goes on or stands still: all of its sources and its session's, and what is as it should be,
     * or not.
     *
     * @throws NodeException.UnknownDataset when the node has no such dataset
     */
    Examination examine(SwarmKey key) throws InterruptedException;

    /**
     * Takes a dataset in: one that lies where it is, to be seeded, or one to be fetched. One that it has already is left
     * as it is, unless it is the same place and was paused or has failed: then it goes on.
     *
     * <p>One that is published from another place than where the node had it, and is not there any more, is followed to its
     * new place. What was published from the same place before, and whose files have changed, is not served any more.
     *
     * @throws NodeException.HeldElsewhere when the node has the dataset at another place
     * @throws NodeException.Refused when the place cannot take it, or when there is no room
     * @throws NodeException.PlaceTaken when another of its datasets lies there, above that or inside it; two that were
     *     published may overlap
     * @throws NodeException.BadRequest when the request makes no sense
     */
    DatasetView add(NewDataset request) throws InterruptedException;

    /**
     * Takes in, to be fetched, what somebody has chosen in a catalog of the home or has a magnet link of; goes on as
     * {@link #add} and {@link #addMagnet} do, and throws what they throw.
     *
     * @throws NodeException.Refused when the folder is none of {@link #fetchFolders}, or the catalog does not give the torrent
     */
    DatasetView fetch(WantedDataset wanted) throws InterruptedException;

    /**
     * The torrent of a dataset that it has, with the names that were published.
     *
     * @throws NodeException.UnknownDataset when the node has no such dataset
     */
    Metainfo torrent(SwarmKey key) throws InterruptedException;

    /**
     * Takes in what was changed beside {@code info} of the torrent of a dataset that it has: trackers, web seeds and the
     * catalog entry. What transfers goes on, and asks the trackers and web seeds that are there now. Whether private ones are
     * asked is as it was for this dataset.
     *
     * @throws NodeException.UnknownDataset when the node has no such dataset
     * @throws NodeException.BadRequest when its {@code info} is another
     */
    DatasetView replace(Metainfo edited) throws InterruptedException;

    /**
     * Waits, for as long as it takes and over restarts, for the torrent that a magnet link means, and fetches the dataset
     * then. Meanwhile it is shown among the datasets, with the state {@link DatasetState#NO_TORRENT} and the key that the
     * link gives; {@link #remove} gives it up, and {@link #resume} asks at once. A second time for the same link, what is
     * said then counts.
     *
     * @throws NodeException.Refused when too many are waited for, or when the node has the dataset already
     */
    DatasetView addMagnet(NewMagnet request) throws InterruptedException;

    /**
     * The magnet link of a dataset that waits for its torrent, with what was said of it.
     *
     * @throws NodeException.UnknownDataset when no such one waits
     */
    NewMagnet waiting(SwarmKey key) throws InterruptedException;

    /**
     * Asks the swarm for the torrent that a magnet link means. Of what the node has it is known at once.
     *
     * @param magnet the link (BEP 9)
     * @param allowPrivate whether its trackers on this machine and in private networks may be asked; what is said so counts
     *     for as long as the node runs
     * @param limit how long to wait
     * @throws NodeException.BadRequest when it is no such link
     * @throws NodeException.NobodyHasIt when nobody has sent the torrent in that time
     */
    Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException;

    /**
     * Stops seeding or fetching a dataset and forgets it.
     *
     * @param deleteData whether its files are deleted too, those that are as they were when they were verified; others
     *     in its folder never are
     * @return what was deleted, and what was left
     * @throws NodeException.UnknownDataset when the node has no such dataset
     * @throws NodeException.Refused when its folder cannot be looked through; the dataset is forgotten then
     */
    Removed remove(SwarmKey key, boolean deleteData) throws InterruptedException;

    /**
     * Tells the node what people call a dataset in a catalog, for its history.
     *
     * @param serial its serial, such as {@code 3} or {@code group/3}; 1 to {@value #MAX_SERIAL} characters
     * @throws NodeException.UnknownDataset when the node has no such dataset
     * @throws NodeException.BadRequest when the serial is empty or too long
     */
    void listed(SwarmKey key, String serial) throws InterruptedException;

    /**
     * Tells the node that a catalog's publisher has taken a dataset back, for its history. What it does with its copy does
     * not change.
     *
     * @param why the reason and what takes its place, for a person; may be empty
     * @throws NodeException.UnknownDataset when the node has no such dataset
     */
    void withdrawn(SwarmKey key, String why) throws InterruptedException;

    /** Leaves the dataset's swarm until {@link #resume}. */
    DatasetView pause(SwarmKey key) throws InterruptedException;

    /**
     * Goes on with a dataset that is paused, has failed, or is damaged; the last is checked anew. One that was fetched and
     * whose folder is gone, though its disk is there, is fetched anew.
     */
    DatasetView resume(SwarmKey key) throws InterruptedException;

    /**
     * Looks at a dataset's files, so that what is said of them is of now. Files that are not as they were when they were
     * verified are read and compared; the answer comes before that, and its state says what is going on. Where none is, its
     * {@link DatasetView.Upkeep#looked} is of now. What is not there, has failed or finds no room is tried again at once, and
     * one that was fetched and whose folder is gone, though its disk is there, is fetched anew. One that is paused, or that
     * the node is at work on, is left as it is.
     *
     * @param everything whether every file is read and compared, also those that look as they did
     */
    DatasetView check(SwarmKey key, boolean everything) throws InterruptedException;

    /**
     * Takes in what another program of this machine has found in a dataset's files at their place. Damaged files are read
     * again, and not offered meanwhile; where all are intact and look as they did, that counts as verified.
     *
     * @throws NodeException.BadRequest when the findings are about other files than the dataset has
     */
    DatasetView found(SwarmKey key, FixityFindings findings) throws InterruptedException;

    /**
     * Reads everything of a dataset that is seeded, complete or damaged, and gets from the swarm what is damaged, also of one
     * that was published: a person has asked for it, so nothing of what is replaced is kept. The answer comes before that.
     *
     * @throws NodeException.Refused when it is something else
     */
    DatasetView mend(SwarmKey key) throws InterruptedException;

    /**
     * Returns what came of mending a dataset, by all tries since a person has asked with {@link #mend}, or since it was
     * last intact; {@link MendingReport#NOTHING} where none was needed. The node does not keep it over a restart.
     */
    MendingReport mended(SwarmKey key) throws InterruptedException;

    /**
     * Brings a dataset that is complete to another place, and goes on from there: by a rename on the same disk, else by a
     * copy that is verified before the recorded files at the old place are deleted. The answer comes before it is done; it is
     * done when the state is not {@code moving} any more, and the new place, or why it is the old one, is in the view.
     *
     * @param place the folder or file that it shall be; absolute, and nothing may be there
     * @throws NodeException.Refused when the place is taken, or when it is not complete or not there
     * @throws NodeException.BadRequest when it can be no place for a dataset
     */
    DatasetView move(SwarmKey key, Path place) throws InterruptedException;

    /**
     * Goes on with a dataset where somebody has moved it to. Files that look as they did are believed; otherwise all are read
     * and compared first, and what is not the dataset leaves everything as it was. The answer may come before that is done,
     * as with {@link #move}.
     *
     * @param place the folder or file that it is now; absolute
     * @throws NodeException.Refused when its files are not there, or the place belongs to another dataset
     * @throws NodeException.BadRequest when it can be no place for a dataset
     */
    DatasetView relocate(SwarmKey key, Path place) throws InterruptedException;

    /** Sets what one dataset may use, beside what all may use together. */
    DatasetView limit(SwarmKey key, Limits limits) throws InterruptedException;

    /** Returns what all datasets may use together when no rule of the schedule says otherwise. */
    Limits limits() throws InterruptedException;

    /** Sets what all datasets may use together, and answers what is set now. */
    Limits limit(Limits limits) throws InterruptedException;

    /** The rules that limit transfers by the time of day; of several that apply, the first counts. */
    List<ScheduleRule> schedule() throws InterruptedException;

    /** Replaces all rules. */
    List<ScheduleRule> schedule(List<ScheduleRule> rules) throws InterruptedException;

    /** How far it is to reach, as a person has said it; empty when nobody has. */
    Optional<Network> reach() throws InterruptedException;

    /**
     * Says how far it is to reach, and has that kept. Where it reaches otherwise now, it leaves all swarms, and goes on as
     * far as this: it does not answer for a moment, and its ports may be others then.
     */
    void reach(Network network) throws InterruptedException;

    /** How it is to use the network, as far as its reach lets it, with every part. */
    NetworkText network() throws InterruptedException;

    /**
     * Changes how it uses the network, and has that kept. Where that is another way than now, it leaves all swarms, and goes on
     * so: it does not answer for a moment, and its ports may be others then.
     *
     * @throws NodeException.BadRequest when a part of the change makes no sense
     */
    void network(NetworkText change) throws InterruptedException;

    /** Returns what the node was told to do again and again. */
    List<OrderView> orders() throws InterruptedException;

    /**
     * Tells the node to do something again and again. The same order twice is one, which is done as often as the second
     * says, if that says anything.
     *
     * @throws NodeException.Refused when a folder is not there or cannot be used
     */
    OrderView order(Order order) throws InterruptedException;

    /**
     * Has an order look at its folder, or ask its catalog, now; returns before it has.
     *
     * @throws NodeException.UnknownOrder when there is none with that id
     */
    OrderView look(String id) throws InterruptedException;

    /**
     * Ends an order; what it has brought stays.
     *
     * @throws NodeException.UnknownOrder when there is none with that id
     */
    void cancel(String id) throws InterruptedException;

    /**
     * Tells what has happened to its datasets, a part at a time, from the newest on.
     *
     * @param dataset to one dataset, also one that the node does not have any more; empty for all
     * @param before {@link HistoryPage#before()} of the part before; empty for the first
     * @param count how many events at most, 1 to {@link HistoryPage#MOST}
     * @throws NodeException.BadRequest when it is another number
     */
    HistoryPage history(Optional<SwarmKey> dataset, Optional<Long> before, int count) throws InterruptedException;

    /**
     * Waits until something has changed.
     *
     * @param seen the number of the last change that the caller knows, 0 for none
     * @param limit how long to wait
     * @return what is different, or empty when nothing was in that time
     */
    Optional<Changes> changes(long seen, Duration limit) throws InterruptedException;

    /** Makes a key for the node's page, which a browser opens by it once and soon. */
    PageKey pageKey() throws InterruptedException;

    /** Asks the node to end, and returns before it has. */
    void stop() throws InterruptedException;
}
