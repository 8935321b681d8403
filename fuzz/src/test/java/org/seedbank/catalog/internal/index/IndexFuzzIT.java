package org.seedbank.catalog.internal.index;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** The database of remote catalogs with bytes changed: three bytes of an input say where, the fourth what. It is read or set aside. */
class IndexFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("index", 16 << 20, 1_000);
    private static final URI CATALOG = URI.create("https://example.org/catalog/");
    private static final Path FOLDER = Path.of("target", "index").toAbsolutePath();
    private static final byte[] SOUND = sound();

    static Stream<byte[]> seeds() {
        return Seeds.texts("\0\0\20\1", "\0\0\0x\0\20\0\0");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_set_aside(byte[] input) throws Exception {
        byte[] changed = SOUND.clone();
        ByteBuffer changes = ByteBuffer.wrap(input);
        while (changes.remaining() >= Integer.BYTES) {
            int change = changes.getInt();
            changed[(change >>> 8) % changed.length] = (byte) change;
        }
        IndexFiles files = cleared();
        Files.write(files.database(), changed);
        YARDSTICK.measure(input.length, () -> positions(files));
    }

    private static Map<String, String> positions(IndexFiles files) throws InterruptedException {
        return new IndexDatabase(files, Clock.systemUTC())
                .use(database -> database.<Map<String, String>, RuntimeException>writeAndGet(IndexFuzzIT::positions));
    }

    private static Map<String, String> positions(Connection connection) throws SQLException {
        long catalog = CatalogTable.find(connection, CATALOG)
                .map(CatalogTable.Known::id)
                .orElse(0L);
        return CatalogTable.positions(connection, catalog == 0 ? CatalogTable.make(connection, CATALOG) : catalog);
    }

    private static byte[] sound() {
        try {
            IndexFiles files = cleared();
            positions(files);
            return Files.readAllBytes(files.database());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IndexFiles cleared() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> left = Files.list(FOLDER)) {
            for (Path each : left.filter(Files::isRegularFile).toList()) {
                Files.delete(each);
            }
        }
        return IndexFiles.in(FOLDER);
    }
}
