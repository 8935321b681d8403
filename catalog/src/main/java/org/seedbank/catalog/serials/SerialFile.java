package org.seedbank.catalog.serials;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.UnusableFileException;

/**
 * Serials in one file, read when it is first needed and written whole or not at all. Where that file is damaged or
 * cannot be written, what is in the catalog alone decides, as for a machine that sees it for the first time.
 */
final class SerialFile implements SerialMemory {

    private static final int MAGIC = 0x5e1a_0001;
    private static final int RECORD_BYTES = Sha256.BYTES + 2 * Integer.BYTES + Long.BYTES + 2 * Integer.BYTES + 2;
    private static final int MAX_BYTES = 1 << 28;

    /** Describes what one dataset was called. */
    private record Key(Sha256 digest, Serial shown) {}

    /** Null when nothing is kept beyond this object. */
    private final Path file;

    /** Guarded by this; null before the file was read. */
    private Map<Key, Sighting> sightings;

    SerialFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Collection<Sighting> sightings() {
        return List.copyOf(loaded().values());
    }

    @Override
    public synchronized void add(Collection<Sighting> seen) {
        if (merge(loaded(), seen) && file != null) {
            // Another process may have added something since; what both saw is kept.
            merge(sightings, read().values());
            write();
        }
    }

    private static boolean merge(Map<Key, Sighting> known, Collection<Sighting> seen) {
        boolean changed = false;
        for (Sighting each : seen) {
            Sighting before = known.get(new Key(each.digest(), each.shown()));
            Sighting after = before == null ? each : before.and(each);
            if (!after.equals(before)) {
                known.put(new Key(each.digest(), each.shown()), after);
                changed = true;
            }
        }
        return changed;
    }

    private Map<Key, Sighting> loaded() {
        if (sightings == null) {
            sightings = read();
        }
        return sightings;
    }

    private Map<Key, Sighting> read() {
        Map<Key, Sighting> found = new LinkedHashMap<>();
        if (file == null) {
            return found;
        }
        try {
            byte[] bytes = BoundedFile.read(file, MAX_BYTES);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            int count = bytes.length / RECORD_BYTES;
            int length = Integer.BYTES + count * RECORD_BYTES;
            if (bytes.length != length + Long.BYTES || in.readInt() != MAGIC) {
                throw new UnusableFileException("is not a memory of serials");
            }
            for (int i = 0; i < count; i++) {
                Sighting each = sighting(in);
                found.put(new Key(each.digest(), each.shown()), each);
            }
            if (in.readLong() != checksum(bytes, length)) {
                throw new UnusableFileException("is damaged");
            }
            return found;
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // It is as if this machine had never seen the catalog.
            return new LinkedHashMap<>();
        }
    }

    private static Sighting sighting(DataInputStream in) throws IOException {
        Sha256 digest = Sha256.of(in.readNBytes(Sha256.BYTES));
        Serial shown = new Serial(in.readInt(), in.readInt());
        Instant published = Instant.ofEpochSecond(in.readLong(), in.readInt());
        return new Sighting(digest, shown, published, in.readInt(), in.readBoolean(), in.readBoolean());
    }

    private void write() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(RECORD_BYTES * (sightings.size() + 1));
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            for (Sighting each : sightings.values()) {
                out.write(each.digest().bytes());
                out.writeInt(each.shown().number());
                out.writeInt(each.shown().place());
                Instant published = each.published();
                out.writeLong(published.getEpochSecond());
                out.writeInt(published.getNano());
                out.writeInt(each.noted());
                out.writeBoolean(each.counted());
                out.writeBoolean(each.listed());
            }
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
            DurableFolder.make(file.getParent());
            AtomicFile.write(file, bytes.toByteArray());
        } catch (IOException e) {
            // This process knows it nevertheless; the next one begins with what was written last.
            return;
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }
}
