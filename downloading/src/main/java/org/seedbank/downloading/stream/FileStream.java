package org.seedbank.downloading.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.repair.SwarmSupply;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.repair.LocalCopy;
import org.seedbank.integrity.repair.PieceCheck;
import org.seedbank.integrity.repair.PieceSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Gives out the bytes of one file in their order, each of them after its piece was held against the torrent: from a copy on
 * this machine, and what that lacks from the swarm, a window of pieces at a time. Memory holds one piece, the disk one window,
 * both only meanwhile. For one thread.
 */
public final class FileStream {

    /** So much is read at once of a file that was proved as a whole. */
    private static final int BLOCK = 1 << 20;

    private final StreamRequest request;
    private final Metainfo torrent;
    private final TorrentFile file;
    private final PieceRow row;
    private final PieceCheck check;
    private final MessageDigest given = Sha256.newDigest();

    /** Receives bytes. */
    @FunctionalInterface
    public interface Sink {
        /** Takes these bytes; whoever throws is given no more. */
        void write(byte[] bytes) throws IOException;

        /** The copy on this machine lacks something of the file, or has it damaged; called once, before that is fetched. */
        default void lacking(Path copy) {}
    }

    /** A stream of what is requested. */
    public FileStream(StreamRequest request) {
        this.request = request;
        this.torrent = request.torrent();
        this.file = torrent.files().get(request.file());
        this.row = new PieceRow(torrent);
        this.check = new PieceCheck(torrent, row);
    }

    /**
     * Gives out the whole file.
     *
     * @param swarm opens a session, only when something is to be fetched; it is closed before this returns
     * @throws IOException what the sink throws
     * @throws org.seedbank.swarm.SwarmException.Stalled when nobody sends a byte for too long
     * @throws DownloadingException.OnlyDamage when what comes is not what was published; what was given out before that was
     *     held against its pieces, and in the end not against the file's own digest
     * @throws DownloadingException.NoRoom when the disk has no room for a window
     */
    public void run(SwarmSupply.Opener swarm, Sink sink) throws InterruptedException, IOException {
        if (request.copy().isEmpty()) {
            fetched(swarm, Optional.empty(), sink);
            return;
        }
        try (LocalCopy copy = LocalCopy.in(torrent, request.copy().get())) {
            if (!hasFirstPiece(copy) && isWhole(copy)) {
                copied(copy, sink);
            } else {
                fetched(swarm, Optional.of(copy), sink);
            }
        }
    }

    /** False also where the copy lacks other files that the piece is of. */
    private boolean hasFirstPiece(LocalCopy copy) throws InterruptedException {
        BitSet pieces = row.pieces(request.file());
        return pieces.isEmpty() || check.agrees(pieces.nextSetBit(0), copy);
    }

    private void fetched(SwarmSupply.Opener swarm, Optional<LocalCopy> copy, Sink sink)
            throws InterruptedException, IOException {
        BitSet pieces = row.pieces(request.file());
        boolean lacking = false;
        try (PieceWindow window = new PieceWindow(request, row, swarm)) {
            for (int piece = pieces.nextSetBit(0); piece >= 0; piece = pieces.nextSetBit(piece + 1)) {
                Optional<byte[]> bytes = copy.isPresent() ? good(piece, copy.get()) : Optional.empty();
                if (bytes.isEmpty()) {
                    if (!lacking && copy.isPresent()) {
                        lacking = true;
                        sink.lacking(request.copy().orElseThrow());
                    }
                    bytes = good(piece, window.with(piece, copy.isPresent()));
                }
                give(bytes.orElseThrow(this::damaged), sink);
            }
        }
        requireWhole();
    }

    /** The file's bytes of a piece, if a source has all of the piece and it is right. */
    private Optional<byte[]> good(int piece, PieceSource source) throws InterruptedException {
        PieceRow.Part part = row.part(piece, request.file());
        byte[] bytes = new byte[Math.toIntExact(part.length())];
        boolean agrees = check.agrees(piece, (each, position, into) -> {
            int start = into.position();
            if (!source.read(each, position, into)) {
                return false;
            }
            if (each == request.file()) {
                into.duplicate()
                        .flip()
                        .position(start)
                        .get(bytes, Math.toIntExact(position - part.start()), into.position() - start);
            }
            return true;
        });
        return agrees ? Optional.of(bytes) : Optional.empty();
    }

    /** Tells whether the copy's file is right by its own digest, which needs no other files. */
    private boolean isWhole(LocalCopy copy) throws InterruptedException {
        if (file.digest().isEmpty()) {
            return false;
        }
        MessageDigest digest = Sha256.newDigest();
        for (long from = 0; from < file.length(); from += BLOCK) {
            Optional<byte[]> block = block(copy, from);
            if (block.isEmpty()) {
                return false;
            }
            digest.update(block.get());
        }
        return file.digest().get().equals(Sha256.of(digest.digest()));
    }

    private Optional<byte[]> block(LocalCopy copy, long from) throws InterruptedException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, file.length() - from));
        return copy.read(request.file(), from, block) ? Optional.of(block.array()) : Optional.empty();
    }

    /** Gives out what was proved just now, and notices when it has changed since. */
    private void copied(LocalCopy copy, Sink sink) throws InterruptedException, IOException {
        for (long from = 0; from < file.length(); from += BLOCK) {
            give(block(copy, from).orElseThrow(this::damaged), sink);
        }
        requireWhole();
    }

    private void give(byte[] bytes, Sink sink) throws IOException {
        given.update(bytes);
        sink.write(bytes);
    }

    /** SHA-1 of pieces can be forged; the digest of the file, where the torrent has one, cannot. */
    private void requireWhole() {
        if (file.digest().isPresent() && !file.digest().get().equals(Sha256.of(given.digest()))) {
            throw damaged();
        }
    }

    private DownloadingException damaged() {
        return new DownloadingException.OnlyDamage(torrent.name(), List.of());
    }
}
