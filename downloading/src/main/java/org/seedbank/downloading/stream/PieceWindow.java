package org.seedbank.downloading.stream;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.fetch.Arrival;
import org.seedbank.downloading.fetch.SeedAddresses;
import org.seedbank.downloading.repair.SwarmSupply;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.repair.LocalCopy;
import org.seedbank.integrity.repair.PieceSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.Transfer;

/**
 * A few pieces of a file that follow each other, fetched into a temporary folder that nobody else can look into. For one
 * thread, which closes it.
 */
final class PieceWindow implements AutoCloseable {

    /** The first is small, so that something comes soon; behind it each is twice as long, so that little is asked for anew. */
    private static final long FIRST = 4 << 20;

    private static final long LONGEST = 64 << 20;

    private final StreamRequest request;
    private final Metainfo torrent;
    private final PieceRow row;
    private final SwarmSupply.Opener opener;
    private final BitSet pieces = new BitSet();
    private long length = FIRST;

    /** Null until something is fetched. */
    private Swarm swarm;

    /** Null until something is fetched. */
    private Path folder;

    /** Null until something is fetched. */
    private LocalCopy fetched;

    PieceWindow(StreamRequest request, PieceRow row, SwarmSupply.Opener opener) {
        this.request = request;
        this.torrent = request.torrent();
        this.row = row;
        this.opener = opener;
    }

    /**
     * What was fetched, a piece among it that is fetched now unless it was.
     *
     * @param alone whether only this piece is needed, rather than those behind it too
     */
    PieceSource with(int piece, boolean alone) throws InterruptedException {
        if (!pieces.get(piece)) {
            choose(piece, alone ? 1 : length);
            length = Math.min(LONGEST, 2 * length);
            fetch();
        }
        return fetched;
    }

    private Path place() {
        return folder.resolve("data");
    }

    private void choose(int first, long most) {
        BitSet all = row.pieces(request.file());
        pieces.clear();
        long bytes = 0;
        for (int piece = first; piece >= 0 && bytes < most; piece = all.nextSetBit(piece + 1)) {
            pieces.set(piece);
            bytes += torrent.pieceLength();
        }
    }

    private void fetch() throws InterruptedException {
        makeRoom();
        if (swarm == null) {
            swarm = opener.open();
        }
        FetchPlan plan = FetchPlan.everything().onlyPieces(pieces).from(request.peers());
        try (Transfer transfer = swarm.fetch(torrent, place(), plan)) {
            transfer.introduce(SeedAddresses.of(torrent));
            Arrival.await(transfer, torrent, request.silence(), status -> {});
        } catch (SwarmException.Stalled e) {
            throw SwarmException.Stalled.keepingNothing(torrent.name(), request.silence());
        }
        fetched = LocalCopy.in(torrent, place());
    }

    /** The folder is empty then. */
    private void makeRoom() {
        long bytes = (long) pieces.cardinality() * torrent.pieceLength();
        try {
            delete();
            folder = Files.createTempDirectory("seedbank-cat");
            long free = Disk.free(folder);
            if (free < bytes) {
                throw new DownloadingException.NoRoom(folder, bytes, free, 0);
            }
        } catch (IOException e) {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            throw new DownloadingException.CannotWrite(folder == null ? temporary : folder, IoReason.of(e), e);
        }
    }

    private void delete() throws IOException {
        if (fetched != null) {
            fetched.close();
        }
        if (folder != null && Files.exists(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                    Files.delete(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    /** Closes the session and deletes what was fetched. */
    @Override
    public void close() {
        if (swarm != null) {
            opener.leave(swarm);
        }
        try {
            delete();
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(folder, IoReason.of(e), e);
        }
    }
}
