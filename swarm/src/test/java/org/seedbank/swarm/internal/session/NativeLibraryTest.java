package org.seedbank.swarm.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.swarm.SwarmBench;
import org.seedbank.swarm.SwarmException;

/** The native library is only loaded whole, and only where it cannot crash Java. */
class NativeLibraryTest {

    private static final byte[] LIBRARY = SwarmBench.bytes(100_000);

    @TempDir
    private Path cache;

    @Test
    void a_torn_file_is_replaced() throws Exception {
        Path whole = unpack(LIBRARY);
        Files.write(whole, new byte[10]);

        assertThat(unpack(LIBRARY)).isEqualTo(whole).hasBinaryContent(LIBRARY);
    }

    @Test
    void a_file_with_other_bytes_of_the_same_length_is_replaced() throws Exception {
        Path whole = unpack(LIBRARY);
        Files.write(whole, new byte[LIBRARY.length]);

        assertThat(unpack(LIBRARY)).isEqualTo(whole).hasBinaryContent(LIBRARY);
    }

    @Test
    void a_whole_file_is_left_alone_and_versions_do_not_share_one() throws Exception {
        Path whole = unpack(LIBRARY);
        Object before = Files.readAttributes(whole, "fileKey,lastModifiedTime");

        unpack(LIBRARY);
        Path other = unpack(SwarmBench.bytes(100_001));

        assertThat((Object) Files.readAttributes(whole, "fileKey,lastModifiedTime"))
                .isEqualTo(before);
        assertThat(other).isNotEqualTo(whole);
    }

    @Test
    void many_at_once_leave_one_whole_file() throws Exception {
        ExecutorService processes = Executors.newFixedThreadPool(8);
        try {
            Callable<Path> unpack = () -> unpack(LIBRARY);
            for (Future<Path> written :
                    processes.invokeAll(Stream.generate(() -> unpack).limit(8).toList())) {
                assertThat(written.get()).hasBinaryContent(LIBRARY);
            }
        } finally {
            processes.shutdownNow();
        }
        assertThat(SwarmBench.names(cache)).hasSize(1);
    }

    private Path unpack(byte[] library) throws IOException {
        return UnpackedFile.in(cache, "libtorrent4j.so", library.length, UnpackedFile.checksum(library))
                .obtain(() -> new ByteArrayInputStream(library));
    }

    @Test
    void each_system_has_its_own_library() {
        assertThat(List.of(
                        NativeLibrary.resourceName("Linux", "amd64"),
                        NativeLibrary.resourceName("Linux", "aarch64"),
                        NativeLibrary.resourceName("Mac OS X", "x86_64"),
                        NativeLibrary.resourceName("Windows 11", "amd64")))
                .containsExactly(
                        "lib/x86_64/libtorrent4j.so",
                        "lib/arm64/libtorrent4j.so",
                        "lib/x86_64/libtorrent4j.dylib",
                        "lib/x86_64/libtorrent4j.dll");
    }

    @Test
    void without_signal_chaining_nothing_native_is_loaded() {
        String maps = "7f0000000000-7f0000001000 r-xp 00000000 08:01 42 /usr/lib/jvm/java-17/lib/server/libjvm.so\n";

        assertThatThrownBy(() -> SignalChaining.require(maps, Path.of("/usr/lib/jvm/java-17")))
                .isInstanceOfSatisfying(SwarmException.SignalChainingMissing.class, e -> assertThat(e.remedy())
                        .isEqualTo("start with the seedbank launcher, or set "
                                + "LD_PRELOAD=/usr/lib/jvm/java-17/lib/libjsig.so before starting java"));
    }

    @Test
    void with_signal_chaining_all_is_well() {
        String maps = "7f0000000000-7f0000001000 r-xp 00000000 08:01 42 /usr/lib/jvm/java-17/lib/libjsig.so\n";

        SignalChaining.require(maps, Path.of("/usr/lib/jvm/java-17"));
    }
}
