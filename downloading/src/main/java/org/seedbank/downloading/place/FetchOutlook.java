package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.VersionCopy;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.SwarmKey;

/**
 * What a fetch would do, as far as lengths of files tell. Nothing is read, written or created for it.
 *
 * @param root the folder or file that the dataset would be
 * @param files how many files are chosen
 * @param bytes their lengths together
 * @param filesThere how many of them are at the place with the right length; they are read before they count
 * @param bytesThere their lengths together
 * @param filesWrong how many are there with another length
 * @param bytesArrived what an earlier fetch has left beside the place
 * @param taken what copies of other versions on this machine have of the rest; damage in them would be fetched all the same
 * @param free bytes that may be written on the place's disk
 */
public record FetchOutlook(
        Path root,
        int files,
        long bytes,
        int filesThere,
        long bytesThere,
        int filesWrong,
        long bytesArrived,
        TakenFiles taken,
        long free) {

    /**
     * Looks at the place of a request.
     *
     * @throws DownloadingException when the names are not to be used, nothing is chosen, or the place cannot be looked at
     */
    public static FetchOutlook of(FetchRequest request) {
        FetchRequest lenient = request.withExisting(ExistingFiles.of(ExistingFiles.Policy.ADOPT));
        Target target = new Target(lenient);
        Metainfo torrent = request.torrent();
        List<Optional<BasicFileAttributes>> found = target.look().found();
        BitSet wanted = target.wantedFiles();
        Path arriving = IncomingFolder.of(target.root().getParent(), SwarmKey.of(torrent))
                .resolve(request.place().name());
        long bytes = 0;
        long bytesThere = 0;
        long bytesArrived = 0;
        BitSet missing = new BitSet();
        int there = 0;
        int wrong = 0;
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            TorrentFile file = torrent.files().get(i);
            bytes += file.length();
            if (found.get(i).isEmpty()) {
                bytesArrived += arrived(torrent, arriving, file);
                missing.set(i, file.length() > 0 && !isThere(torrent, arriving, file));
            } else if (found.get(i).get().size() == file.length()) {
                there++;
                bytesThere += file.length();
            } else {
                wrong++;
            }
        }
        return new FetchOutlook(
                target.root(),
                wanted.cardinality(),
                bytes,
                there,
                bytesThere,
                wrong,
                bytesArrived,
                taken(request, missing),
                free(target.root().getParent()));
    }

    /** As {@link UnchangedFiles} takes them. */
    private static TakenFiles taken(FetchRequest request, BitSet missing) {
        TakenFiles taken = TakenFiles.NONE;
        for (VersionCopy version : request.versions()) {
            Optional<SameFiles> same = missing.isEmpty() ? Optional.empty() : SameFiles.of(version, request.torrent());
            if (same.isPresent()) {
                taken = taken.and(taken(request.torrent(), version.called(), same.get(), missing));
            }
        }
        return taken;
    }

    private static TakenFiles taken(Metainfo torrent, String called, SameFiles same, BitSet missing) {
        int files = 0;
        long bytes = 0;
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            TorrentFile file = torrent.files().get(i);
            if (same.find(file).flatMap(same::place).isPresent()) {
                missing.clear(i);
                files++;
                bytes += file.length();
            }
        }
        return files == 0 ? TakenFiles.NONE : new TakenFiles(files, bytes, List.of(called));
    }

    private static boolean isThere(Metainfo torrent, Path arriving, TorrentFile file) {
        return Files.exists(FileAt.of(torrent, arriving, file), LinkOption.NOFOLLOW_LINKS);
    }

    private static long arrived(Metainfo torrent, Path arriving, TorrentFile file) {
        Path path = FileAt.of(torrent, arriving, file);
        try {
            return Files.isRegularFile(path) ? Math.min(Holes.written(path), file.length()) : 0;
        } catch (IOException e) {
            return 0; // Whoever fetches is told.
        }
    }

    /** The folder need not be there yet. */
    private static long free(Path folder) {
        Path there = folder;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return Disk.free(there);
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(there, IoReason.of(e), e);
        }
    }

    /** Bytes that are neither at the place nor beside it, nor in another version. */
    public long bytesToCome() {
        return Math.max(0, bytes - bytesThere - bytesArrived - taken.bytes());
    }

    /** Tells whether the disk has room for what is to come and what is copied. */
    public boolean fits() {
        return bytesToCome() + taken.bytes() <= free;
    }
}
