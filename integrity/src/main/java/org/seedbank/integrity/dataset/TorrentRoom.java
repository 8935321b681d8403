package org.seedbank.integrity.dataset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PathMemory;
import org.seedbank.integrity.torrent.TorrentFormat;

/**
 * Counts what a torrent of a dataset will hold, so that one that could not be read again is refused before anything is
 * hashed. Counts a little more than is written, never less.
 */
final class TorrentRoom {

    /** What stands in every torrent, with the names of its keys, trackers and a catalog entry. */
    private static final int REST_VALUES = 2_100;

    private static final int REST_BYTES = 4 << 20;

    /**
     * Heap in bytes that hashing takes for a file, beside what its path takes: measured with 300,000 files as v1 and 220,000
     * as hybrid, which a heap of 256 MiB has room for.
     */
    private static final int HEAP_EACH_V1 = 850;

    private static final int HEAP_EACH = 1_100;

    /** A path is there as one of the dataset, as one of the disk, in the torrent and in the manifest. */
    private static final int HEAP_PATH = 4;

    private final TorrentFormat format;
    private final int pieceLength;
    private final PathMemory memory = new PathMemory();
    private boolean pathsFit = true;
    private int fittingPaths;
    private long values = REST_VALUES;
    private long bytes = REST_BYTES;
    private long heap;
    private List<String> folders = List.of();

    private TorrentRoom(TorrentFormat format, int pieceLength) {
        this.format = format;
        this.pieceLength = pieceLength;
    }

    /** Throws {@link IntegrityException.TooManyFiles} when a torrent of this format cannot hold all files. */
    static void require(Dataset dataset, TorrentFormat format, PieceLength pieceLength) {
        require(dataset, format, pieceLength, Runtime.getRuntime().maxMemory());
    }

    /** The same with a heap of so many bytes. */
    static void require(Dataset dataset, TorrentFormat format, PieceLength pieceLength, long maxHeap) {
        TorrentRoom room = new TorrentRoom(format, pieceLength.bytes());
        dataset.files().forEach(room::add);
        long files = dataset.files().size();
        double part = Math.min(
                Math.min(
                        part(BencodeReader.MAX_VALUES, room.values, REST_VALUES),
                        part(Metainfo.MAX_BYTES, room.bytes, REST_BYTES)),
                Math.min((double) Metainfo.MAX_FILES / files, (double) maxHeap / room.heap));
        long most = Math.min((long) (files * part), room.pathsFit ? files : room.fittingPaths);
        if (most < files) {
            throw new IntegrityException.TooManyFiles(dataset.root(), files, format.toString(), Math.max(1, most));
        }
    }

    /** The part of the files for which there is room behind the rest. */
    private static double part(long most, long all, long rest) {
        return (double) (most - rest) / (all - rest);
    }

    private void add(SourceFile file) {
        List<String> names = file.path().names();
        long length = file.length();
        long pieces = (length + pieceLength - 1) / pieceLength;
        pathsFit &= memory.take(file.path());
        fittingPaths += pathsFit ? 1 : 0;
        bytes += 32;
        heap += (format == TorrentFormat.V1 ? HEAP_EACH_V1 : HEAP_EACH)
                + HEAP_PATH * (long) file.path().text().length();
        if (format.hasV1()) {
            // A dictionary of a length and a path.
            values += 3 + names.size();
            bytes += 50 + utf8(file.path().text()) + 5L * names.size() + 20 * (pieces + 1);
        }
        if (format == TorrentFormat.HYBRID && length % pieceLength != 0) {
            // A dictionary of an attribute, a length and a path of two names.
            values += 6;
            bytes += 70;
        }
        if (format.hasV2()) {
            // A dictionary in a dictionary, with a length and a root; and a piece layer.
            values += 5 + newFolders(names);
            bytes += 110 + utf8(names.get(names.size() - 1)) + (pieces > 1 ? 50 + 32 * pieces : 0);
        }
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Files stand in the order of the tree, so a folder is new where the one before it was another. */
    private int newFolders(List<String> names) {
        List<String> here = names.subList(0, names.size() - 1);
        int shared = 0;
        while (shared < here.size()
                && shared < folders.size()
                && here.get(shared).equals(folders.get(shared))) {
            shared++;
        }
        folders = here;
        for (String folder : here.subList(shared, here.size())) {
            bytes += 10 + utf8(folder);
        }
        return here.size() - shared;
    }
}
