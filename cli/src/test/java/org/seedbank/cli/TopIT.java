package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The full screen in a real terminal, with a real node. */
@EnabledOnOs(OS.LINUX)
class TopIT {

    private static final String LEFT = "screen 0 cursor 1 keys 0";
    private static final String TAKEN = "screen 1 cursor 0 keys 1";
    private static final String ENDS_LIKE_THIS =
            "; echo \"code $?\"; stty -g >after; cmp before after && echo \"as\" before";

    @TempDir
    static Path folder;

    private static ProcessBench bench;

    /** A node takes seconds to start, and no test minds that others have used it. */
    @BeforeAll
    static void start_a_node_with_datasets() throws Exception {
        bench = new ProcessBench(folder);
        Soil.write(bench.files());
        Files.writeString(bench.path("depth.csv"), "b");
        bench.run("node", "reach", "machine");
        bench.run("publish", "BENCH/soil-2024");
        bench.run("publish", "BENCH/depth.csv");
        Files.writeString(bench.path("ph.csv"), "c");
        bench.run("publish", "BENCH/ph.csv");
    }

    @AfterAll
    static void end_it() throws Exception {
        bench.close();
    }

    private static Pane pane(Map<String, String> variables) throws Exception {
        return new Pane(folder.toRealPath(), variables, 80, 24);
    }

    private static Pane pane() throws Exception {
        return pane(Map.of());
    }

    @Test
    void shows_the_node_and_does_what_keys_say() throws Exception {
        try (Pane pane = pane()) {
            pane.run("seedbank top");
            String first = pane.await("soil-2024         seeding    100");
            pane.press("Down", "j");
            pane.await("> ph.csv            seeding    100");
            pane.press("p");
            String paused = pane.await("> ph.csv            paused     100");
            pane.press("l");
            pane.await("limit (--up --down --ratio): _");
            pane.run("--up 500K");
            String limited = pane.await("limits   up 500 kB/s");
            pane.press("r");
            pane.await("> ph.csv            seeding    100");
            pane.press("/");
            pane.run("nothing");
            String filtered = pane.await("nothing is like 'nothing'");

            assertThat(first.lines().toList().subList(0, 3))
                    .containsExactly(
                            "3 datasets, down 0 B/s, up 0 B/s, 49 B, no limits, reach: this machine only",
                            "  name              state        %    size      down        up peers        left",
                            "> soil-2024         seeding    100    47 B         -         -     0           -");
            assertThat(first)
                    .endsWith("q quit  h help  p pause  r resume  l limit  v verify  o open  / filter  s sort\n");
            assertThat(paused).contains("next     'seedbank resume ");
            assertThat(limited).contains(" 'ph.csv' is paused (seedbank limit --up 500K ");
            assertThat(filtered).startsWith("3 datasets, filter 'nothing', ");
            assertThat(bench.run("limit", "ph.csv").out()).contains("500 kB/s");
        }
    }

    @Test
    void follows_the_size_of_the_window() throws Exception {
        try (Pane pane = pane()) {
            pane.run("seedbank top");
            pane.await("> soil-2024 ");

            pane.resize(40, 12);
            String small = pane.await("q quit  h help  p pause  r resume\n");
            pane.resize(1, 1);
            String least = pane.await(screen -> screen.equals("…\n"), "an ellipsis alone");
            pane.resize(200, 50);
            String large = pane.await("copies");

            assertThat(small.lines().toList().subList(0, 3))
                    .containsExactly(
                            "3 datasets, down 0 B/s, up 0 B/s, 49 B",
                            "  name          state        %      down",
                            "> soil-2024     seeding    100         -");
            assertThat(least).hasSize(2);
            assertThat(large.lines()).hasSize(50);
        }
    }

    @Test
    void leaves_the_terminal_as_it_was_however_it_ends() throws Exception {
        try (Pane pane = pane()) {
            for (String end : new String[] {"q", "C-c", "TERM", "INT", "HUP"}) {
                pane.run("clear; stty -g >before; seedbank top" + ENDS_LIKE_THIS);
                pane.await("soil-2024         seeding");
                assertThat(pane.modes()).isEqualTo(TAKEN);

                if (end.equals("q") || end.equals("C-c")) {
                    pane.press(end);
                } else {
                    pane.signal(end);
                }

                assertThat(pane.await("as before")).as(end).contains("code 0\n").doesNotContain("soil-2024");
                assertThat(pane.modes()).as(end).isEqualTo(LEFT);
            }
        }
    }

    @Test
    void gives_the_terminal_back_while_it_is_stopped() throws Exception {
        try (Pane pane = pane()) {
            pane.run("stty -g >before; seedbank top");
            pane.await("soil-2024         seeding");

            pane.press("C-z");
            pane.await("Stopped");
            String stopped = pane.modes();
            pane.run("stty -g >after; cmp before after && echo as before");
            pane.await("as before\n");
            pane.run("fg");
            pane.await("soil-2024         seeding");
            String again = pane.modes();
            pane.press("h");
            pane.await("Keys of 'seedbank top'");
            pane.press("h", "q");
            pane.await("fg\n");

            assertThat(stopped).isEqualTo(LEFT);
            assertThat(again).isEqualTo(TAKEN);
            assertThat(pane.modes()).isEqualTo(LEFT);
        }
    }

    @Test
    void says_that_the_node_is_gone_and_that_it_is_back() throws Exception {
        try (Pane pane = pane()) {
            pane.run("seedbank top");
            pane.await("soil-2024         seeding");

            bench.run("node", "stop");
            String gone = pane.await("no node is running");
            bench.run("node", "start");
            String back = pane.await("the node answers again");

            assertThat(gone).contains("'seedbank node start'").contains("> soil-2024 ");
            assertThat(back).startsWith("3 datasets, ").contains("> soil-2024 ");
        }
    }

    @Test
    void sends_little_for_a_key_over_a_slow_line() throws Exception {
        try (Pane pane = pane()) {
            pane.run("seedbank top");
            pane.await("  depth.csv         seeding");

            pane.record("sent");
            pane.press("Down");
            pane.await("> depth.csv         seeding");
            pane.press("q");
            pane.await(screen -> !screen.contains("depth.csv "), "the shell");

            assertThat(Files.size(bench.path("sent"))).isBetween(1L, 1200L);
        }
    }

    @Test
    void get_shows_how_it_comes_along_and_ends_with_it() throws Exception {
        try (Pane pane = pane()) {
            pane.run("seedbank get 1 --verify --watch; echo \"code $?\"");

            String ended = pane.await("code 0\n");

            assertThat(ended).contains("all 2 files intact (47 B, verified just now)");
            assertThat(pane.modes()).isEqualTo(LEFT);
        }
    }

    @Test
    void a_terminal_that_cannot_do_it_is_told_the_next_step() throws Exception {
        try (Pane pane = pane(Map.of("TERM", "dumb"))) {
            pane.run("seedbank top");
            String refused = pane.await("hint:");

            assertThat(refused)
                    .contains("seedbank: error: a full screen needs a terminal that can place its cursor")
                    .contains("seedbank: hint: 'seedbank status' shows the same once\n");
        }
        assertThat(bench.run("top").err()).isEqualTo("""
                seedbank: error: a full screen needs a terminal
                seedbank: hint: 'seedbank status' shows the same once
                """);
    }
}
