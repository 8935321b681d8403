package org.seedbank.integrity.torrent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What is put beside {@code info} costs one copy of the torrent, which may be as large as a quarter of the heap. */
final class EntrySpliceTest {

    private static final int LARGE = 8_000_000;

    private static final byte[] TORRENT =
            ("d4:infod4:name1:ae1:z" + LARGE + ":" + "x".repeat(LARGE) + "e").getBytes(UTF_8);

    @Test
    void a_large_torrent_is_copied_once() {
        EntrySplice.put(TORRENT, "url-list", "1:u".getBytes(UTF_8));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        byte[] spliced = EntrySplice.put(TORRENT, "url-list", "1:u".getBytes(UTF_8));

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(spliced).hasSize(TORRENT.length + "8:url-list1:u".length());
        assertThat(allocated).isBetween((long) LARGE, LARGE * 3L / 2);
        assertThat(EntrySplice.remove(spliced, "url-list")).isEqualTo(TORRENT);
    }
}
