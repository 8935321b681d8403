package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the node keeps is written into one file and put back. */
@ExtendWith(Benches.class)
class NodeBackupTest {

    @Test
    void what_was_kept_is_put_back_and_what_was_there_is_not_deleted(Bench bench) throws Exception {
        bench.run("node", "reach", "network");
        assertThat(bench.run("node", "backup", "BENCH/a.backup"))
                .isEqualTo(new Outcome(0, "wrote 'BENCH/a.backup' with 0 datasets\n", ""));
        bench.run("node", "reach", "public");

        Outcome restored = bench.run("node", "restore", "BENCH/a.backup");

        assertThat(restored.exitCode()).isZero();
        assertThat(restored.out())
                .startsWith("restored 0 datasets from 'BENCH/a.backup'\n")
                .contains("what was there before is kept as 'BENCH/home/state/node/node.db.replaced-");
        assertThat(bench.run("node", "reach").out()).startsWith("network: ");
    }

    @Test
    void nothing_is_written_over_and_nothing_damaged_is_put_back(Bench bench) throws Exception {
        bench.run("node", "reach", "network");
        bench.write("mine.txt", "mine, and certainly no backup of a node: it has not even the beginning of a database");

        Outcome written = bench.run("node", "backup", "BENCH/mine.txt");
        Outcome restored = bench.run("node", "restore", "BENCH/mine.txt");

        assertThat(written.exitCode()).isEqualTo(1);
        assertThat(written.err()).contains("there is something at 'BENCH/mine.txt' already");
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.err()).contains("'BENCH/mine.txt' is damaged, or no backup of a node");
        assertThat(bench.path("mine.txt")).content().startsWith("mine");
        assertThat(bench.run("node", "reach").out()).startsWith("network: ");
        assertThat(bench.run("node", "restore", "BENCH/nowhere").err()).contains("there is no file 'BENCH/nowhere'");
        assertThat(bench.path("home/state/node")).isDirectoryNotContaining("glob:**replaced*");
    }

    @Test
    void a_database_with_nothing_in_it_is_neither_written_nor_put_back(Bench bench) throws Exception {
        bench.write("home/state/node/node.db", "");
        bench.write("empty", "");

        Outcome written = bench.run("node", "backup", "BENCH/a.backup");
        Outcome restored = bench.run("node", "restore", "BENCH/empty");

        assertThat(written.exitCode()).isEqualTo(1);
        assertThat(written.err()).contains("node.db' is damaged: it has none of the tables", "'seedbank node restore'");
        assertThat(bench.path("a.backup")).doesNotExist();
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.err()).contains("'BENCH/empty' is no backup of a node");
        assertThat(bench.path("home/state/node")).isDirectoryNotContaining("glob:**replaced*");
    }

    @Test
    void a_folder_and_a_file_in_a_folder_that_is_missing_are_told(Bench bench) throws Exception {
        bench.run("node", "reach", "network");

        assertThat(bench.run("node", "backup", "BENCH/home").err()).contains("'BENCH/home' is a folder");
        assertThat(bench.run("node", "restore", "BENCH/home").err()).contains("'BENCH/home' is a folder");
        assertThat(bench.run("node", "backup", "BENCH/nowhere/a").err()).contains("there is no folder 'BENCH/nowhere'");
    }

    @Test
    void there_is_nothing_to_be_kept_before_a_node_was_there(Bench bench) throws Exception {
        Outcome written = bench.run("node", "backup", "BENCH/a.backup");

        assertThat(written.exitCode()).isEqualTo(1);
        assertThat(written.err()).contains("no node has kept anything");
        assertThat(bench.path("a.backup")).doesNotExist();
    }
}
