package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;

/** Orders that cannot be carried out are refused when they are given. */
class OrderCheckTest {

    @TempDir
    Path home;

    private Bench bench;
    private Order.Watch watch;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(home);
        watch = new Order.Watch(bench.folder("watch"), bench.folder("target"));
    }

    @Test
    void refuses_folders_that_cannot_be_used() throws Exception {
        Path missing = bench.home.resolve("missing");
        Path file = bench.write("file", "text");

        assertRefused(new Order.Watch(missing, watch.target()), "there is no folder '%s'".formatted(missing));
        assertRefused(new Order.Watch(watch.folder(), file), "'%s' is not a folder".formatted(file));
        assertRefused(
                new Order.Watch(watch.folder(), watch.folder()),
                "'%s' cannot be watched and receive the datasets too".formatted(watch.folder()));
        assertRefused(new Order.Drop(Path.of("/"), Optional.empty()), "'/' is a whole file system");
        assertThatThrownBy(() -> bench.orders.order(new Order.Drop(Path.of("drop"), Optional.empty())))
                .isInstanceOf(NodeException.BadRequest.class);
        assertThat(bench.orders.orders()).isEmpty();
    }

    @Test
    void refuses_a_target_that_cannot_be_written() throws Exception {
        Files.setPosixFilePermissions(watch.target(), PosixFilePermissions.fromString("r-xr-xr-x"));
        boolean writesAnywhere = Files.isWritable(watch.target());
        if (writesAnywhere) {
            // Rights keep nobody out who may write anywhere; a disk that is only to be read does.
            int mounted = run(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "ro,size=1m",
                    "seedbank-test",
                    watch.target().toString());
            assumeTrue(mounted == 0, "may write anywhere, but may not mount a disk");
        }
        try {
            assertRefused(watch, "you may not write to '%s'".formatted(watch.target()));
        } finally {
            if (writesAnywhere) {
                assertThat(run("umount", watch.target().toString())).isZero();
            }
            Files.setPosixFilePermissions(watch.target(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    @Test
    void refuses_to_publish_what_the_node_itself_put_somewhere() throws Exception {
        bench.orders.order(watch);
        Path below = bench.folder("target/drop");

        assertRefused(
                new Order.Drop(below, Optional.empty()),
                "'%s' cannot be a drop folder: the node uses '%s' for another order, and would publish what is there"
                        .formatted(below, watch.target()));
        assertRefused(
                new Order.Drop(watch.folder(), Optional.empty()),
                "'%s' cannot be a drop folder: '%s' is watched for torrents".formatted(watch.folder(), watch.folder()));
        assertRefused(
                new Order.Drop(bench.home, Optional.empty()),
                "'%s' cannot be a drop folder: the node's own files would be published".formatted(bench.home));
    }

    @Test
    void refuses_a_catalog_that_there_is_not() throws Exception {
        assertThatThrownBy(() -> bench.orders.order(new Order.Drop(bench.folder("drop"), Optional.of("nowhere"))))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining("'nowhere'");
    }

    private void assertRefused(Order order, String message) {
        assertThatThrownBy(() -> bench.orders.order(order))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage(message)
                .satisfies(e -> assertThat(((SeedbankException) e).remedy()).isNotEmpty());
    }
}
