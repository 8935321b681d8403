package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchEvent;
import org.seedbank.downloading.FetchListener;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.VersionCopy;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Files of a fetch that copies of other versions of the dataset have, put where the fetch receives what arrives, before it
 * begins: it finds them there and need not ask anybody for them.
 *
 * <p>Which they are is told by the two torrents; see {@link SameFiles}. Nothing is believed by that. The transfer hashes each piece of what it finds, and fetches those that are wrong, so a
 * damaged copy, or one that is written to meanwhile, costs no more than without it. They are copied, where the file system
 * can by sharing blocks, and never hard links: a transfer writes right pieces over wrong ones, and through a link would write
 * to the other version too; and later whatever befell one of the two would befall both.
 *
 * <p>A file is put in its place whole: it is copied beside first. Whoever is stopped in the middle goes on with the next file
 * when this is done again.
 */
public final class UnchangedFiles {

    /** In the incoming folder, which is locked for one fetch: the file that is just being copied. */
    private static final String COPYING = OwnNames.PREFIX + "taking";

    private final FetchRequest request;
    private final Metainfo torrent;
    private final IncomingFolder incoming;
    private final FetchListener listener;

    /** Files that are still missing, by index. */
    private final BitSet missing;

    private boolean full;

    /** Why the copies that a person has named give nothing, as far as the nearest to giving something tells. */
    private Barren barren = Barren.NO_TORRENT;

    private enum Barren {
        NO_TORRENT("the torrents of the other versions cannot be had, or are private"),
        NOTHING_SHARED("no file that is still missing is the same in them"),
        NOTHING_THERE("none of the files that did not change is there, in its length and as a regular file"),
        NO_ROOM("there is no room for the next of its files beside what has to stay free"),
        UNREADABLE("none of the files that did not change can be read there");

        private final String why;

        Barren(String why) {
            this.why = why;
        }
    }

    private UnchangedFiles(FetchRequest request, IncomingFolder incoming, BitSet missing, FetchListener listener) {
        this.request = request;
        this.torrent = request.torrent();
        this.incoming = incoming;
        this.missing = missing;
        this.listener = listener;
    }

    /**
     * Takes what there is in the versions that the request names, the first of them first. What cannot be read there, or
     * written here, is left to the swarm.
     *
     * @param survey what was found at the place just now
     * @throws DownloadingException when the place cannot be used
     * @throws DownloadingException.Busy when somebody fetches into it
     * @throws InterruptedException when this thread is interrupted; files that were taken stay for the next time
     */
    public static TakenFiles take(FetchRequest request, Survey survey, FetchListener listener)
            throws InterruptedException {
        BitSet missing = survey.missing();
        if (request.versions().isEmpty() || missing.isEmpty()) {
            return TakenFiles.NONE;
        }
        try (Reception reception = Reception.open(request)) {
            return new UnchangedFiles(request, reception.incoming(), missing, listener).take();
        }
    }

    private TakenFiles take() throws InterruptedException {
        forgetThoseThere();
        boolean lacking = !missing.isEmpty();
        boolean named = false;
        TakenFiles taken = TakenFiles.NONE;
        TakenFiles ofNamed = TakenFiles.NONE;
        for (VersionCopy version : request.versions()) {
            if (!missing.isEmpty() && !full) {
                TakenFiles from = take(version);
                taken = taken.and(from);
                named |= version.named();
                ofNamed = version.named() ? ofNamed.and(from) : ofNamed;
            }
        }
        if (lacking && named && ofNamed.isNone()) {
            listener.on(new FetchEvent.NothingTaken(barren.why));
        }
        return taken;
    }

    private void note(VersionCopy version, Barren why) {
        if (version.named() && why.compareTo(barren) > 0) {
            barren = why;
        }
    }

    /** What stands in the incoming folder came with an earlier fetch, or is empty and need not come. */
    private void forgetThoseThere() {
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            TorrentFile file = torrent.files().get(i);
            boolean there = Files.exists(FileAt.of(torrent, incoming.root(), file), LinkOption.NOFOLLOW_LINKS);
            missing.set(i, file.length() > 0 && !there);
        }
    }

    /**
     * A file that a version has.
     *
     * @param index of the one that it is here
     * @param from where it really lies
     */
    private record Unchanged(int index, TorrentFile there, Path from) {}

    private TakenFiles take(VersionCopy version) throws InterruptedException {
        Optional<SameFiles> same = SameFiles.of(version, torrent);
        if (same.isEmpty()) {
            return TakenFiles.NONE;
        }
        List<Unchanged> all = unchanged(version, same.get());
        if (all.isEmpty()) {
            return TakenFiles.NONE;
        }
        TakenFiles planned = new TakenFiles(
                all.size(),
                all.stream().mapToLong(each -> each.there().length()).sum(),
                List.of(version.called()));
        listener.on(new FetchEvent.Taking(planned));
        int files = 0;
        long bytes = 0;
        for (int i = 0; i < all.size() && !full; i++) {
            Unchanged each = all.get(i);
            Took took = new Took(planned, bytes, i + 1, torrent.files().get(each.index()));
            if (take(each, took)) {
                missing.clear(each.index());
                files++;
                bytes += each.there().length();
            }
        }
        note(version, full ? Barren.NO_ROOM : Barren.UNREADABLE);
        return files == 0 ? TakenFiles.NONE : new TakenFiles(files, bytes, planned.from());
    }

    /** Those that are there as far as a look tells, so that no more is announced than can be taken. */
    private List<Unchanged> unchanged(VersionCopy version, SameFiles files) {
        List<Unchanged> found = new ArrayList<>();
        List<TorrentFile> behindLinks = new ArrayList<>();
        for (int index = missing.nextSetBit(0); index >= 0; index = missing.nextSetBit(index + 1)) {
            Optional<TorrentFile> same = files.find(torrent.files().get(index));
            if (same.isPresent()) {
                note(version, Barren.NOTHING_THERE);
                Optional<Path> from = files.place(same.get());
                if (from.isPresent()) {
                    found.add(new Unchanged(index, same.get(), from.get()));
                } else if (files.isBehindLink(same.get())) {
                    behindLinks.add(same.get());
                }
            }
        }
        note(version, Barren.NOTHING_SHARED);
        if (!behindLinks.isEmpty()) {
            listener.on(new FetchEvent.PassedOver(
                    version.called(), behindLinks.size(), behindLinks.get(0).path()));
        }
        return found;
    }

    /** Tells how far the files of one version have come: so many of its bytes before this file. */
    private record Took(TakenFiles planned, long before, int begun, TorrentFile file) {
        FetchEvent.Took at(long bytes) {
            return new FetchEvent.Took(
                    new Progress.Advance(before + bytes, planned.bytes(), begun, planned.files(), file.path()));
        }
    }

    private boolean take(Unchanged unchanged, Took took) throws InterruptedException {
        Path copying = incoming.path().resolve(COPYING);
        long length = unchanged.there().length();
        try {
            Files.deleteIfExists(copying);
            full = Disk.free(incoming.path()) - request.reserve() < length;
            if (full) {
                return false;
            }
            if (!FileCopy.copy(unchanged.from(), copying, length, bytes -> listener.on(took.at(bytes)))) {
                return false;
            }
            incoming.requireSame();
            Path place = FileAt.of(torrent, incoming.root(), torrent.files().get(unchanged.index()));
            Files.createDirectories(place.getParent());
            Files.move(copying, place, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false; // If it is this disk that refuses, the transfer meets that too, and says so.
        } finally {
            delete(copying);
        }
    }

    private static void delete(Path copying) {
        try {
            Files.deleteIfExists(copying);
        } catch (IOException e) {
            return; // The next one is copied over it, and what is left goes with the folder.
        }
    }
}
