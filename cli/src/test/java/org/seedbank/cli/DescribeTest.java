package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.Network;

/** {@code seedbank describe} and {@code seedbank withdraw}: what can be said later about a dataset. */
@ExtendWith(Benches.class)
class DescribeTest {

    @Test
    void a_licence_must_be_spdx_and_a_doi_may_be_written_in_any_way(Bench bench) throws Exception {
        publishSoil(bench);

        Outcome near = bench.run("describe", "1", "--license", "CC-BY 4.0");
        Outcome doi = bench.run("describe", "1", "--license", "CC-BY-4.0", "--doi", "https://doi.org/10.5555/soil");

        assertThat(near.err())
                .startsWith("seedbank: error: field 'license' is 'CC-BY 4.0', not an SPDX license"
                        + " expression; did you mean 'CC-BY-4.0'?\n");
        assertThat(near.exitCode()).isEqualTo(2);
        assertThat(doi.out()).contains("license     CC-BY-4.0\ndoi         10.5555/soil\n");
    }

    @Test
    void replaces_the_fields_that_are_given_and_keeps_the_others(Bench bench) throws Exception {
        publishSoil(bench, "--creator", "A. Digger", "--doi", "10.5555/soil");
        bench.write("about.txt", "Measured by hand.\nTwice.\n\n");

        Outcome describe = bench.run(
                "describe",
                "1",
                "--title",
                "Soil of the \"north\" \\ meadow",
                "--keyword=ph",
                "--keyword=acid",
                "--dataset-version=2.1",
                "--clear=doi",
                "--description-file",
                "BENCH/about.txt");

        assertThat(describe).isEqualTo(new Outcome(0, """
            serial      1
            title       Soil of the "north" \\ meadow
            creators    A. Digger
            version     2.1
            keywords    ph, acid
            published   TIME

              Measured by hand.
              Twice.

            """, ""));
        assertThat(bench.run("show", "1").out()).startsWith(describe.out());
    }

    @Test
    void shows_control_characters_that_it_was_given(Bench bench) throws Exception {
        publishSoil(bench);

        assertThat(bench.run("describe", "1", "--description", "a\u001b[2Jb\u202ec", "--creator", "x\u0007y")
                        .out())
                .isEqualTo("""
            serial      1
            title       soil-2024
            creators    x\\u{7}y
            published   TIME

              a\\u{1b}[2Jb\\u{202e}c

            """);
    }

    @Test
    void a_description_that_is_too_long_is_refused(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("long.txt", "x".repeat(1_000_000));
        bench.write("longer.txt", "x".repeat(2_000_000));

        assertThat(bench.run("describe", "1", "--description-file", "BENCH/long.txt"))
                .isEqualTo(new Outcome(2, "", """
            seedbank: error: field 'description' is 1000000 characters long, at most 200000 are allowed
            seedbank: hint: see 'seedbank describe --help'
            """));
        assertThat(bench.run("describe", "1", "--description-file", "BENCH/longer.txt"))
                .isEqualTo(new Outcome(2, "", """
            seedbank: error: 'BENCH/longer.txt' is longer than the 1048576 bytes that an entry can take
            seedbank: hint: see 'seedbank describe --help'
            """));
        assertThat(bench.run("show", "1").out()).startsWith("serial      1\ntitle       soil-2024\npublished");
    }

    @Test
    void a_file_that_holds_no_text_is_refused(Bench bench) throws Exception {
        publishSoil(bench);
        Files.write(bench.path("latin-1.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9});

        assertThat(bench.run("describe", "1", "--description-file", "BENCH/latin-1.txt"))
                .isEqualTo(new Outcome(2, "", """
            seedbank: error: 'BENCH/latin-1.txt' is not UTF-8 text
            seedbank: hint: see 'seedbank describe --help'
            """));
        assertThat(bench.run("describe", "1", "--description-file", "BENCH/none.txt")
                        .err())
                .startsWith("seedbank: error: cannot read 'BENCH/none.txt': no such file\n");
    }

    @Test
    void a_field_that_an_entry_cannot_hold_is_wrong_usage(Bench bench) throws Exception {
        publishSoil(bench);

        assertThat(bench.run("describe", "1", "--title", " ")).isEqualTo(new Outcome(2, "", """
            seedbank: error: field 'title' is missing or blank
            seedbank: hint: see 'seedbank describe --help'
            """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"describe 7 --title x", "withdraw 7 --yes"})
    void an_unknown_dataset(String command, Bench bench) throws Exception {
        assertThat(bench.run(command.split(" "))).isEqualTo(new Outcome(4, "", """
            seedbank: error: catalog 'local' has no dataset '7'
            seedbank: hint: list the catalog and use a serial number, or at least 6 digits of a digest
            """));
    }

    @Test
    void withdraws_without_a_question_when_told_so(Bench bench) throws Exception {
        publishSoil(bench);

        assertThat(bench.run("withdraw", "1", "--yes"))
                .isEqualTo(new Outcome(
                        0, "withdrew 'soil-2024', serial 1; it stays listed there, marked as withdrawn\n", ""));
        assertThat(bench.run("withdraw", "1", "--yes"))
                .isEqualTo(new Outcome(
                        0, "", "seedbank: 'soil-2024', serial 1 was withdrawn before; its entry stays as it is\n"));
        assertThat(bench.run("list").out()).endsWith("soil-2024  (withdrawn)\n");
    }

    @Test
    void tells_why_it_was_withdrawn_and_what_takes_its_place(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("soil-2025/ph.csv", "7.1");
        bench.publish("BENCH/soil-2025");

        bench.run("withdraw", "1", "--yes", "--reason", "wrong units", "--superseded-by", "2");

        assertThat(bench.run("list").out()).contains("soil-2024  (withdrawn: wrong units; superseded by 2)\n");
        assertThat(bench.run("show", "1").out())
                .contains("state       withdrawn by its publisher on YYYY-MM-DD: wrong units; superseded by 2\n");
        assertThat(bench.run("get", "--foreground", "--timeout", "1", "1", "-d", "BENCH/copy")
                        .err())
                .startsWith(
                        "seedbank: warning: 'soil-2024' was withdrawn by its publisher: wrong units; superseded by 2\n");
    }

    @Test
    void status_says_that_a_paused_copy_was_withdrawn_and_why(Bench bench) throws Exception {
        publishSoil(bench);
        FakeNode node = bench.nodes().run(Network.LOCAL);
        node.put(FakeView.named("soil-2024", Soil.DIGEST, "a".repeat(40))
                .seeding()
                .view());

        bench.run("withdraw", "1", "--yes", "--reason", "wrong units");

        assertThat(bench.run("status").out()).contains("\n    withdrawn by its publisher: wrong units\n");
        assertThat(bench.run("status", "1").out()).contains("\ncatalog   withdrawn by its publisher: wrong units\n");
    }

    @Test
    void a_node_that_does_not_run_does_not_share_it_when_it_is_started(Bench bench) throws Exception {
        publishSoil(bench);
        new StateOnDisk(bench, Soil.V1).verified().write();
        Files.copy(
                bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"),
                bench.path("home/state/node/datasets/" + Soil.V1 + "/torrent"));

        assertThat(bench.run("withdraw", "1", "--yes", "--reason", "wrong units")
                        .err())
                .isEqualTo("seedbank: the node does not share its copy at 'BENCH/data/soil-2024' any more when it is"
                        + " started\n");

        assertThat(bench.run("list").out()).contains("  not running (paused)  ");
        assertThat(bench.run("history").out()).contains("withdrawn").contains("wrong units");
    }

    @Test
    void what_takes_its_place_is_another_one_that_stands(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("soil-2025/ph.csv", "7.1");
        bench.publish("BENCH/soil-2025");

        assertThat(bench.run("withdraw", "1", "--yes", "--superseded-by", "1").err())
                .startsWith("seedbank: error: '1' is what is to be withdrawn: name another one that takes its place\n");
        bench.run("withdraw", "2", "--yes");
        Outcome gone = bench.run("withdraw", "1", "--yes", "--superseded-by", "2");

        assertThat(gone.err())
                .startsWith("seedbank: error: '2' was withdrawn, and nothing takes its place: name one that still"
                        + " stands\n");
        assertThat(gone.exitCode()).isEqualTo(2);
        assertThat(bench.run("show", "1").out()).doesNotContain("withdrawn");
    }

    @Test
    void what_takes_its_place_may_not_lead_back_to_it(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("soil-2025/ph.csv", "7.1");
        bench.publish("BENCH/soil-2025");
        bench.write("soil-2026/ph.csv", "7.2");
        bench.publish("BENCH/soil-2026");
        bench.run("withdraw", "1", "--yes", "--superseded-by", "2");
        bench.run("withdraw", "2", "--yes", "--superseded-by", "3");

        Outcome circle = bench.run("withdraw", "3", "--yes", "--superseded-by", "1");

        assertThat(circle.err())
                .startsWith("seedbank: error: '1' is itself superseded by what is to be withdrawn: name one that still"
                        + " stands\n");
        assertThat(circle.exitCode()).isEqualTo(2);
        assertThat(bench.run("show", "3").out()).doesNotContain("withdrawn");
    }

    @Test
    void the_own_node_stops_sharing_what_was_withdrawn(Bench bench) throws Exception {
        publishSoil(bench);
        FakeNode node = bench.nodes().run(Network.LOCAL);
        node.put(FakeView.named("soil-2024", Soil.DIGEST, "a".repeat(40))
                .seeding()
                .view());

        Outcome kept = bench.run("withdraw", "1", "--yes", "--keep-seeding");
        assertThat(kept.err())
                .isEqualTo(
                        "seedbank: the node goes on sharing its copy at '/data/soil-2024'; it sees nobody else who shares"
                                + " all of it now\n");
        assertThat(node.datasets()).extracting(DatasetView::state).containsExactly(DatasetState.SEEDING);

        bench.run("withdraw", "1", "--yes");
        assertThat(node.datasets()).extracting(DatasetView::state).containsExactly(DatasetState.PAUSED);
        assertThat(node.told()).containsExactly("withdrawn soil-2024: ");
    }

    @Test
    void asks_before_it_withdraws(Bench bench) throws Exception {
        publishSoil(bench);

        Outcome no = bench.runAnswering("", "withdraw", "1");
        Outcome yes = bench.runAnswering(" Yes", "withdraw", "1");

        assertThat(no)
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "seedbank: withdraw 'soil-2024', serial 1? This cannot be undone [y/N] "
                                + "seedbank: nothing has changed\n"));
        assertThat(yes.out()).startsWith("withdrew 'soil-2024', serial 1;");
        assertThat(yes.exitCode()).isZero();
    }

    @Test
    void a_catalog_that_cannot_be_written_is_refused_before_anything_is_hashed(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("file", "");

        assertThat(bench.run("publish", "--foreground", "BENCH/soil-2024", "--catalog", "dir:BENCH/file/below"))
                .isEqualTo(new Outcome(5, "", """
            seedbank: error: cannot write to catalog 'dir:BENCH/file/below': it is not a folder
            seedbank: hint: check that you may write to the folder and that its disk has space
            """));
    }

    private static void publishSoil(Bench bench, String... options) throws Exception {
        Soil.write(bench);
        String[] all = new String[options.length + 1];
        all[0] = "BENCH/soil-2024";
        System.arraycopy(options, 0, all, 1, options.length);
        bench.publish(all).interrupt();
    }
}
