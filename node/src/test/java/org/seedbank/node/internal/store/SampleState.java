package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeFolder;

/** Torrents, records and stamps as examples. */
public final class SampleState {

    private static final Path NATIVE = Path.of("target/native").toAbsolutePath();

    private SampleState() {}

    /** A node's folder at a path. */
    public static NodeFolder folder(Path path) {
        return new NodeFolder(path, NATIVE);
    }

    /** A node's database in a folder; it is closed with the process, unless the caller does that. */
    public static NodeDatabase database(Path path) throws InterruptedException {
        return NodeDatabase.open(folder(path));
    }

    /** Has a database refuse every change, or not any more. */
    public static void refuse(NodeDatabase database, boolean changes) {
        database.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("PRAGMA query_only = " + changes);
            }
        });
    }

    /** The datasets of a node in a folder. */
    public static DatasetStore store(Path path) throws InterruptedException {
        return new DatasetStore(database(path), folder(path));
    }

    /** A v1 torrent of these files of three bytes each, in a folder of this name. */
    public static Metainfo torrent(String name, String... files) {
        StringBuilder list = new StringBuilder();
        for (String file : files) {
            list.append("d6:lengthi3e4:pathl");
            Arrays.stream(file.split("/")).map(SampleState::text).forEach(list::append);
            list.append("ee");
        }
        return Metainfo.parse("d4:infod5:filesl%se4:name%s12:piece lengthi16384e6:pieces20:%see"
                .formatted(list, text(name), "p".repeat(20))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length + ":" + value;
    }

    /** The torrent's files, with made-up content, in a folder of its name. */
    public static Path files(Path folder, Metainfo torrent) throws IOException {
        Path root = folder.resolve(torrent.name());
        for (TorrentFile file : torrent.files()) {
            Path path = file.path().under(root);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "abc");
        }
        return root;
    }

    /** A dataset that is to be fetched to this place. */
    public static DatasetRecord record(Path root) {
        return new DatasetRecord(
                root,
                Path.of("/"),
                false,
                Optional.empty(),
                true,
                "get",
                Instant.parse("2024-05-17T12:00:00Z"),
                new DatasetRecord.Wishes(false, Limits.NONE, List.of()),
                DatasetRecord.Progress.NONE);
    }

    /** Stamps of files with these times. */
    static Stamps stamps(long... times) {
        return new Stamps(Arrays.stream(times)
                .mapToObj(time -> new FileMark(FileMark.Sort.PRESENT, time % 2 == 0, 3, time, time + 1, 7))
                .toArray(FileMark[]::new));
    }

    /** The bytes of a file of stamps of version 1 with these times. */
    static byte[] times(long... times) {
        ByteBuffer out = ByteBuffer.allocate(20 + 8 * times.length);
        out.putInt(0x7362_7331).putLong(times.length);
        Arrays.stream(times).forEach(out::putLong);
        CRC32 sum = new CRC32();
        sum.update(out.array(), 0, out.position());
        return out.putLong(sum.getValue()).array();
    }
}
