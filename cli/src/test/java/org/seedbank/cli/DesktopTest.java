package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.node.FakeNode;
import org.seedbank.swarm.Network;

/** {@code seedbank install-desktop}, and what the desktop runs then. */
@ExtendWith(Benches.class)
class DesktopTest {

    private String before;

    @BeforeEach
    void rememberRoot() {
        before = System.setProperty("seedbank.root", LauncherBench.TREE.toString());
    }

    @AfterEach
    void restoreRoot() {
        if (before == null) {
            System.clearProperty("seedbank.root");
        } else {
            System.setProperty("seedbank.root", before);
        }
    }

    @Test
    void puts_an_entry_an_icon_and_a_type_into_the_users_folders_and_takes_them_away(Bench bench) throws Exception {
        Outcome install = bench.run("install-desktop");

        assertThat(install.exitCode()).isZero();
        assertThat(install.out()).startsWith("""
                wrote 'BENCH/.local/share/applications/seedbank.desktop'
                wrote 'BENCH/.local/share/icons/hicolor/scalable/apps/seedbank.svg'
                wrote 'BENCH/.local/share/mime/packages/seedbank.xml'
                """);
        String entry = Files.readString(bench.path(".local/share/applications/seedbank.desktop"));
        assertThat(entry)
                .contains("Exec=env SEEDBANK_HOME=" + bench.path("home") + " ")
                .contains("/seedbank open-torrent %u\n")
                .contains("MimeType=application/x-bittorrent;x-scheme-handler/magnet;\n")
                .contains("Terminal=true\n");
        assertThat(bench.run("install-desktop").exitCode()).isZero();

        Outcome remove = bench.run("install-desktop", "--remove");
        assertThat(remove.out()).contains("deleted 'BENCH/.local/share/applications/seedbank.desktop'\n");
        assertThat(bench.path(".local/share/applications/seedbank.desktop")).doesNotExist();
        assertThat(bench.path(".local/share/icons/hicolor/scalable/apps/seedbank.svg"))
                .doesNotExist();
        assertThat(bench.run("install-desktop", "--remove").err()).isEqualTo("seedbank: there was nothing to delete\n");
    }

    @Test
    void desktops_take_the_entry_for_a_good_one_and_open_torrents_with_it(Bench bench) throws Exception {
        assumeThat(isInstalled("desktop-file-validate") && isInstalled("xdg-mime"))
                .as("desktop-file-utils and xdg-utils are installed")
                .isTrue();
        Outcome install = bench.run("install-desktop");
        Path entry = bench.path(".local/share/applications/seedbank.desktop");

        assertThat(run(bench, "desktop-file-validate", entry.toString())).isEmpty();
        assertThat(install.out()).endsWith("torrents and magnet links open with seedbank now\n");
        assertThat(run(bench, "xdg-mime", "query", "default", "application/x-bittorrent"))
                .isEqualTo("seedbank.desktop\n");
        assertThat(run(bench, "xdg-mime", "query", "default", "x-scheme-handler/magnet"))
                .isEqualTo("seedbank.desktop\n");

        bench.run("install-desktop", "--remove");
        assertThat(run(bench, "xdg-mime", "query", "default", "x-scheme-handler/magnet"))
                .doesNotContain("seedbank");
    }

    @Test
    void the_file_of_another_program_is_neither_replaced_nor_deleted(Bench bench) throws Exception {
        bench.write(".local/share/applications/seedbank.desktop", "[Desktop Entry]\nName=Another\n");

        for (String[] command :
                List.of(new String[] {"install-desktop"}, new String[] {"install-desktop", "--remove"})) {
            Outcome refused = bench.run(command);
            assertThat(refused.err())
                    .startsWith("seedbank: error: 'BENCH/.local/share/applications/seedbank.desktop' was not written by"
                            + " 'seedbank install-desktop'\n");
            assertThat(refused.exitCode()).isEqualTo(1);
        }
        assertThat(bench.path(".local/share/icons")).doesNotExist();
    }

    @Test
    void opening_a_torrent_shows_it_and_asks_where_to(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        FakeNode node = bench.nodes().run(Network.LOCAL);
        String file = bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent")
                .toUri()
                .toString();

        Outcome open = bench.runAnswering("~/My Data", "open-torrent", file);

        assertThat(open.exitCode()).isZero();
        assertThat(open.err())
                .contains("seedbank: 'soil-2024', ")
                .contains("seedbank: fetch it into which folder? [BENCH] ")
                .endsWith("seedbank: press Enter to close this ");
        assertThat(node.requests().get(0).place()).isEqualTo(bench.path("My Data"));
    }

    @Test
    void what_cannot_be_opened_is_told_before_the_terminal_closes(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL);
        bench.write("page.torrent", "<html>");

        Outcome open = bench.runAnswering("", "open-torrent", "BENCH/page.torrent");

        assertThat(open.err())
                .startsWith("seedbank: error: 'BENCH/page.torrent' is a web page, not a torrent\n")
                .endsWith("seedbank: press Enter to close this ");
        assertThat(open.exitCode()).isEqualTo(1);
        assertThat(bench.run("open-torrent", "BENCH/page.torrent").exitCode()).isEqualTo(2);
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(Bench bench, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", bench.path(".").toString());
        builder.environment().put("XDG_DATA_HOME", bench.path(".local/share").toString());
        builder.environment().put("XDG_CONFIG_HOME", bench.path(".config").toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
