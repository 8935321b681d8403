package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries are handed out whole, each version for itself. */
class UnpackedFileTest {

    private static final byte[] LIBRARY = bytes(100_000);

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
        Path other = unpack(bytes(100_001));

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
        assertThat(cache.toFile().list()).hasSize(1);
    }

    private Path unpack(byte[] library) throws IOException {
        return UnpackedFile.in(cache, "library.so", DigestUtils.sha256Hex(library))
                .obtain(() -> new ByteArrayInputStream(library));
    }

    @Test
    void bytes_that_are_not_the_wanted_ones_are_not_unpacked() {
        UnpackedFile wanted = UnpackedFile.in(cache, "library.so", DigestUtils.sha256Hex(LIBRARY));

        assertThatThrownBy(() -> wanted.obtain(() -> new ByteArrayInputStream(bytes(100_001))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has other bytes");
        assertThat(cache.toFile().list()).isEmpty();
    }

    @Test
    void a_resource_that_is_on_no_list_is_unpacked_as_the_class_path_has_it() throws Exception {
        String resource = UnpackedFile.class.getName().replace('.', '/') + ".class";

        Path unpacked = UnpackedFile.ofResource(UnpackedFile.class, resource, cache, UnaryOperator.identity())
                .orElseThrow();

        assertThat(unpacked.getFileName().toString()).endsWith("-UnpackedFile.class");
        assertThat(UnpackedFile.ofResource(UnpackedFile.class, "no/such.so", cache, UnaryOperator.identity()))
                .isEmpty();
    }

    @Test
    void a_library_that_has_to_be_changed_is_unpacked_as_it_was_changed() throws Exception {
        String resource = UnpackedFile.class.getName().replace('.', '/') + ".class";

        Path unpacked = UnpackedFile.ofResource(UnpackedFile.class, resource, cache, bytes -> LIBRARY)
                .orElseThrow();

        assertThat(unpacked).hasBinaryContent(LIBRARY);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
