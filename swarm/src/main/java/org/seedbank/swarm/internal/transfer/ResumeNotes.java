package org.seedbank.swarm.internal.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.swarm.ResumeStore;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;

/**
 * Notes of fetches: which pieces one has that has not ended, and for good which files of a torrent were fetched
 * into a place. The first is for the session's own store, the second for a folder that all sessions of a home share.
 *
 * <p>Notes are written whole or not at all. After the process was killed they are right, because what it wrote to its
 * memory-mapped files stays with the system; after the system itself stopped they may name pieces that never reached
 * the disk, so those of an earlier boot are not believed.
 */
public final class ResumeNotes {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final ResumeStore store;
    private final Path folder;

    /** Notes pieces in a store, and places in files of a folder, which is made when it is needed. */
    public ResumeNotes(ResumeStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    void save(SwarmKey key, Path root, PieceSet pieces) {
        try {
            store.save(key, new ResumeRecord(bootId(), root, pieces).text());
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(folder, e);
        }
    }

    /** The pieces that lie under {@code root}, if this boot of the system wrote that down. */
    public Optional<PieceSet> load(SwarmKey key, Path root, int pieceCount) {
        return begun(key, root)
                .filter(record ->
                        record.boot().equals(bootId()) && !record.boot().isEmpty())
                .map(ResumeRecord::pieces)
                .filter(pieces -> pieces.size() == pieceCount);
    }

    /** Notes, for good, which files of a torrent were fetched into a place, beside those that are noted already. */
    public void notePlace(SwarmKey key, Path root, BitSet files) {
        Path file = place(key, root);
        BitSet all = (BitSet) files.clone();
        noted(file).ifPresent(all::or);
        try {
            DurableFolder.make(folder);
            String text = "%s\n%s\n".formatted(root, HexFormat.of().formatHex(all.toByteArray()));
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        }
    }

    /**
     * The files that were fetched into a place, in any boot. One that writes into the place itself, as those of earlier
     * versions did, counts with all files also when it has not ended.
     *
     * @param count how many files the torrent has
     * @return empty when nothing is known of such a fetch
     */
    public Optional<BitSet> fetched(SwarmKey key, Path root, int count) {
        return noted(place(key, root)).or(() -> begun(key, root).map(record -> {
            BitSet all = new BitSet(count);
            all.set(0, count);
            return all;
        }));
    }

    /** A note that cannot be understood names no file: then what is there is taken for somebody's. */
    private static Optional<BitSet> noted(Path file) {
        try {
            String text = Files.readString(file).stripTrailing();
            return Optional.of(BitSet.valueOf(HexFormat.of().parseHex(text.substring(text.lastIndexOf('\n') + 1))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new BitSet());
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        }
    }

    /** Tells whether a fetch that writes into the place itself, as earlier versions did, was left there half done. */
    public boolean isHalfDone(SwarmKey key, Path root) {
        return !Files.exists(place(key, root))
                && begun(key, root).filter(record -> !record.pieces().isWhole()).isPresent();
    }

    private Optional<ResumeRecord> begun(SwarmKey key, Path root) {
        try {
            return store.load(key).flatMap(ResumeRecord::parse).filter(record -> record.root()
                    .equals(root));
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(folder, e);
        }
    }

    private Path place(SwarmKey key, Path root) {
        Sha256 hash = Sha256.digestOf(root.toString().getBytes(StandardCharsets.UTF_8));
        return folder.resolve(key.hex() + "-" + hash.hex() + ".place");
    }

    void forget(SwarmKey key) {
        try {
            store.forget(key);
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(folder, e);
        }
    }

    /** Tells one boot of the system from another; empty where the system does not say, and then nothing is believed. */
    private static String bootId() {
        try {
            return Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(BOOT_ID, e);
        }
    }
}
