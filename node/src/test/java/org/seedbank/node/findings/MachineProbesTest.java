package org.seedbank.node.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;

/** Each look at the machine finds what is right, and what is wrong. */
class MachineProbesTest {

    @TempDir
    Path temp;

    /** This test's process has the library, since nothing else could. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void signals_are_shared_where_the_library_is_loaded() {
        assertThat(MachineProbes.signals()).isEqualTo(Finding.of(Kind.SIGNALS_WELL));
    }

    /** Prints what it finds. */
    static final class Signals {
        private Signals() {}

        public static void main(String[] arguments) {
            Finding found = MachineProbes.signals();
            System.out.println(found.kind().label() + " " + found.facts());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void and_not_where_it_is_not() throws Exception {
        ProcessBuilder without = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Signals.class.getName());
        without.environment().remove("LD_PRELOAD");
        Process process = without.redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("signals unguarded [" + System.getProperty("java.home") + "/lib/libjsig.so]");
    }

    @Test
    void a_disk_with_room_that_takes_what_is_written_is_well() throws Exception {
        Finding found = MachineProbes.disk(temp, 0);

        assertThat(found.kind()).isEqualTo(Kind.DISK_WELL);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void a_disk_with_less_than_the_reserve_is_full() {
        assertThat(MachineProbes.disk(temp, Long.MAX_VALUE, MachineProbes.SLOW).kind())
                .isEqualTo(Kind.DISK_FULL);
    }

    @Test
    void a_disk_that_takes_longer_than_it_may_is_slow() {
        assertThat(MachineProbes.disk(temp, 0, Duration.ZERO).kind()).isEqualTo(Kind.DISK_SLOW);
    }

    @Test
    void a_folder_that_is_none_cannot_be_used() throws Exception {
        Files.writeString(temp.resolve("file"), "");

        Finding found = MachineProbes.disk(temp.resolve("file/state"), 0);
        assertThat(found.kind()).isEqualTo(Kind.DISK_UNUSABLE);
    }

    @Test
    void a_proxy_that_listens_is_well_and_one_that_does_not_is_wrong() throws Exception {
        int closed;
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = proxy.getLocalPort();
            assertThat(MachineProbes.proxies(Map.of("https_proxy", "http://user:secret@127.0.0.1:" + closed)))
                    .containsExactly(Finding.of(
                            Kind.PROXY_WELL,
                            "the proxy '127.0.0.1:%d', which the variable 'https_proxy' names".formatted(closed)));
        }

        List<Finding> found = MachineProbes.proxies(Map.of("https_proxy", "http://user:secret@127.0.0.1:" + closed));
        assertThat(found).extracting(Finding::kind).containsExactly(Kind.PROXY_WRONG);
        assertThat(found.toString()).doesNotContain("secret");
    }

    @Test
    void the_proxy_of_a_node_is_connected_to_as_well() throws Exception {
        int closed;
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = proxy.getLocalPort();
            assertThat(MachineProbes.ownProxy(Optional.of("http://127.0.0.1:" + closed)))
                    .containsExactly(Finding.of(Kind.PROXY_WELL, "the node's proxy"));
        }

        assertThat(MachineProbes.ownProxy(Optional.of("socks5h://ada@127.0.0.1:" + closed)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Kind.PROXY_WRONG);
                    assertThat(found.facts().get(1)).startsWith("socks5h://ada@127.0.0.1:" + closed + ": ");
                });
        assertThat(MachineProbes.ownProxy(Optional.empty())).isEmpty();
    }

    @Test
    void a_variable_that_names_no_proxy_is_wrong_and_none_is_nothing() {
        assertThat(MachineProbes.proxies(Map.of("http_proxy", "http://[")))
                .extracting(Finding::kind)
                .containsExactly(Kind.PROXY_WRONG);
        assertThat(MachineProbes.proxies(Map.of())).isEmpty();
    }

    @Test
    void a_catalog_that_can_be_read_is_well() throws Exception {
        CatalogSet set = CatalogSet.of(Map.of("lab", Catalogs.in(temp)), CatalogListener.NONE);

        assertThat(MachineProbes.catalogs(() -> set)).containsExactly(Finding.of(Kind.CATALOG_WELL, "lab", "0"));
    }

    @Test
    void one_that_cannot_says_why() throws Exception {
        CatalogSet set = CatalogSet.of(Map.of("lab", Catalogs.in(temp.resolve("lab"))), CatalogListener.NONE);
        Files.delete(temp.resolve("lab"));
        Files.writeString(temp.resolve("lab"), "");

        assertThat(MachineProbes.catalogs(() -> set))
                .extracting(Finding::kind)
                .containsExactly(Kind.CATALOG_UNREACHABLE);
    }

    @Test
    void a_machine_that_has_none_but_its_own_addresses_is_off_line() throws Exception {
        InetAddress own = InetAddress.getLoopbackAddress();
        byte[] loopback6 = new byte[16];
        loopback6[15] = 1;

        assertThat(MachineProbes.offLine(List.of(own, InetAddress.getByAddress(loopback6))))
                .contains(Finding.of(Kind.OFF_LINE));
        assertThat(MachineProbes.offLine(List.of(own, InetAddress.getByName("192.0.2.1"))))
                .isEmpty();
    }

    @Test
    void folders_of_one_disk_are_known_as_such() {
        assertThat(MachineProbes.areOnOneDisk(temp, temp.resolve("a/b"))).isTrue();
    }

    @Test
    void a_disk_without_room_is_found_once_for_all_folders_on_it() {
        assertThat(MachineProbes.fullDisks(List.of(temp, temp.resolve("a/b"), temp), Long.MAX_VALUE, 8))
                .extracting(Finding::kind)
                .containsExactly(Kind.DISK_FULL);
        assertThat(MachineProbes.fullDisks(List.of(temp), 0, 8)).isEmpty();
    }

    @Test
    void catalogs_elsewhere_are_not_asked_where_only_those_of_this_machine_are_meant() throws Exception {
        CatalogSettings settings = CatalogSettings.below(temp);
        Catalogs catalogs = new Catalogs(settings);
        catalogs.registry().add("far", "http://192.0.2.1/catalog/");

        assertThat(MachineProbes.catalogs(
                        () -> catalogs.all(CatalogListener.NONE).here()))
                .containsExactly(Finding.of(Kind.CATALOG_WELL, "local", "0"));
    }
}
