package org.seedbank.node.internal.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.FileVerdict;
import org.seedbank.node.internal.datasets.HeldCopy;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.FileChange;
import org.seedbank.node.internal.store.Stamps;

/** A look at some files of a dataset: at the disk where it lies, and at what the session has of it. For one thread. */
final class FileLook {

    private final HeldCopy copy;
    private final int from;
    private final int to;

    /** How the files are now. */
    private final Stamps now;

    /** How they were when they were last read; empty when they never were. */
    private final Optional<Stamps> verified;

    /** What the session has of each. */
    private final Optional<List<Long>> arrived;

    private FileLook(HeldCopy copy, Metainfo torrent, int from, int to, Optional<Stamps> verified)
            throws InterruptedException {
        this.copy = copy;
        this.from = from;
        this.to = to;
        this.verified = verified;
        Set<Integer> chosen = IntStream.range(from, to)
                .filter(copy.torrent().wanted()::get)
                .boxed()
                .collect(Collectors.toSet());
        this.now = Stamps.take(torrent, copy.record().root(), Optional.of(chosen));
        this.arrived = copy.transfer().isPresent()
                ? copy.transfer().get().bytesOfFiles(from, to - from).filter(bytes -> bytes.size() == to - from)
                : Optional.empty();
    }

    /** Looks at so many files, from this one on. Waits for the disk. */
    static DatasetFiles at(HeldCopy copy, Metainfo torrent, Optional<Stamps> verified, int from, int count)
            throws InterruptedException {
        int total = torrent.files().size();
        int first = Math.min(from, total);
        FileLook look = new FileLook(copy, torrent, first, Math.min(total, first + count), verified);
        List<DatasetFiles.FileView> files = new ArrayList<>();
        List<TorrentFile> published = torrent.published().files();
        for (int i = look.from; i < look.to; i++) {
            files.add(look.view(i, published.get(i)));
        }
        return new DatasetFiles(total, from, files);
    }

    private DatasetFiles.FileView view(int index, TorrentFile file) {
        FileVerdict verdict = verdict(index, file.length());
        return new DatasetFiles.FileView(
                file.path().text(), file.length(), bytes(index, file.length(), verdict), verdict, file.digest());
    }

    private FileVerdict verdict(int index, long length) {
        if (!copy.torrent().wanted().get(index)) {
            return FileVerdict.NOT_CHOSEN;
        }
        return isFetched() ? there(index) : coming(index, length);
    }

    /** Tells whether all of it was here once; what is fetched arrives beside the place. */
    private boolean isFetched() {
        DatasetRecord.Progress progress = copy.record().progress();
        return copy.record().published() || progress.verified().isPresent() || progress.damagedFiles() > 0;
    }

    private FileVerdict coming(int index, long length) {
        boolean all = copy.view().state() == DatasetState.VERIFYING
                || arrived.filter(bytes -> bytes.get(index - from) == length).isPresent();
        if (all) {
            return FileVerdict.ARRIVED;
        }
        boolean some = arrived.filter(bytes -> bytes.get(index - from) > 0).isPresent();
        return !some && now.isPresent(index) ? FileVerdict.UNCHECKED : FileVerdict.ARRIVING;
    }

    private FileVerdict there(int index) {
        FileChange change = verified.map(before -> now.change(index, before))
                .orElse(now.isMissing(index) ? FileChange.GONE : FileChange.UNKNOWN);
        if (change == FileChange.GONE) {
            return FileVerdict.MISSING;
        }
        if (verified.filter(before -> before.isDoubted(index)).isPresent() || now.hasWrongLength(index)) {
            return FileVerdict.DAMAGED;
        }
        return switch (change) {
            case SAME -> FileVerdict.VERIFIED;
            case WRITTEN_TO -> FileVerdict.CHANGED;
            default -> FileVerdict.UNCHECKED;
        };
    }

    /** The session tells of sound pieces alone, of a copy with damage too; of what it takes to be whole it has not looked. */
    private Optional<Long> bytes(int index, long length, FileVerdict verdict) {
        Optional<Long> pieces = arrived.map(bytes -> bytes.get(index - from));
        return switch (verdict) {
            case VERIFIED -> Optional.of(length);
            case MISSING -> Optional.of(0L);
            case ARRIVED -> Optional.of(length);
            case ARRIVING -> pieces;
            case DAMAGED -> copy.view().state() == DatasetState.DAMAGED ? pieces : Optional.empty();
            case CHANGED, UNCHECKED, NOT_CHOSEN -> Optional.empty();
        };
    }
}
