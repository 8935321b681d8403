package org.seedbank.downloading;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A request to fetch a dataset to a place.
 *
 * @param torrent the dataset's torrent, already held against its catalog entry where it has one
 * @param place where it goes; the folder is created when it is missing
 * @param existing what becomes of wrong files that are there already
 * @param chosen which files to fetch; the others are neither created nor touched
 * @param peers peers to ask at once, beside those that trackers and this machine know
 * @param silence how long no byte may come before the fetch gives up
 * @param jobs hashing threads for the verification, at least 1
 * @param reserve bytes that are to stay free on the disk, beside what the dataset takes
 * @param versions copies of other versions of it, from which files that did not change are taken; the first are asked first
 */
public record FetchRequest(
        Metainfo torrent,
        Place place,
        ExistingFiles existing,
        Predicate<DatasetPath> chosen,
        List<InetSocketAddress> peers,
        Duration silence,
        int jobs,
        long reserve,
        List<VersionCopy> versions) {

    /** Copies the lists. */
    public FetchRequest {
        peers = List.copyOf(peers);
        versions = List.copyOf(versions);
    }

    /**
     * All of a dataset, from whomever trackers and this machine know, hashed by every processor. Nothing that is there
     * already is touched, and a minute without a byte ends it.
     */
    public static FetchRequest of(Metainfo torrent, Place place) {
        return new FetchRequest(
                torrent,
                place,
                ExistingFiles.REFUSED,
                path -> true,
                List.of(),
                Duration.ofMinutes(1),
                Runtime.getRuntime().availableProcessors(),
                0,
                List.of());
    }

    /**
     * This request for files that have other names at their place.
     *
     * @param renamed the torrent with these names; files are chosen by the names that were published
     */
    public FetchRequest under(Metainfo renamed, Place elsewhere) {
        return new FetchRequest(
                renamed, elsewhere, existing, renamed.choosing(chosen), peers, silence, jobs, reserve, versions);
    }

    /** This request with other words on files that are there already. */
    public FetchRequest withExisting(ExistingFiles changed) {
        return new FetchRequest(torrent, place, changed, chosen, peers, silence, jobs, reserve, versions);
    }

    /** This request for these files only. */
    public FetchRequest withChosen(Predicate<DatasetPath> changed) {
        return new FetchRequest(torrent, place, existing, changed, peers, silence, jobs, reserve, versions);
    }

    /** This request with peers to ask at once. */
    public FetchRequest withPeers(List<InetSocketAddress> changed) {
        return new FetchRequest(torrent, place, existing, chosen, changed, silence, jobs, reserve, versions);
    }

    /** This request with another time after which it gives up. */
    public FetchRequest withSilence(Duration changed) {
        return new FetchRequest(torrent, place, existing, chosen, peers, changed, jobs, reserve, versions);
    }

    /** This request with so many hashing threads, at least 1. */
    public FetchRequest withJobs(int changed) {
        return new FetchRequest(torrent, place, existing, chosen, peers, silence, changed, reserve, versions);
    }

    /** This request where so many bytes are to stay free on the disk. */
    public FetchRequest withReserve(long changed) {
        return new FetchRequest(torrent, place, existing, chosen, peers, silence, jobs, changed, versions);
    }

    /** This request where these copies of other versions may give what did not change. */
    public FetchRequest withVersions(List<VersionCopy> changed) {
        return new FetchRequest(torrent, place, existing, chosen, peers, silence, jobs, reserve, changed);
    }
}
