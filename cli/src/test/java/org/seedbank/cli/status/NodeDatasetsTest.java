package org.seedbank.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.Bench;
import org.seedbank.cli.Benches;
import org.seedbank.cli.Outcome;
import org.seedbank.cli.Soil;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;
import org.seedbank.swarm.Network;

/** Commands that change what the node does with its datasets. */
@ExtendWith(Benches.class)
class NodeDatasetsTest {

    private FakeNode node;

    @BeforeEach
    void fill(Bench bench) throws Exception {
        node = bench.nodes().run(Network.LOCAL);
        node.put(
                FakeView.named("soil", "1".repeat(64), "a".repeat(40)).seeding().view());
        node.put(FakeView.named("ice", "2".repeat(64), "b".repeat(40)).view());
    }

    @Test
    void datasets_are_paused_and_resumed(Bench bench) throws Exception {
        assertThat(bench.run("pause", "soil", "111111", "ice")).isEqualTo(new Outcome(0, """
            paused 'soil'
            paused 'ice'
            """, ""));
        assertThat(bench.run("resume", "--all").out()).isEqualTo("""
            seeding 'soil'
            seeding 'ice'
            """);
    }

    @Test
    void an_unknown_dataset_changes_nothing(Bench bench) throws Exception {
        assertThat(bench.run("pause", "soil", "rain")).isEqualTo(new Outcome(4, "", """
            seedbank: error: the node has no dataset 'rain'
            seedbank: hint: see what it has with 'seedbank status'
            """));
        assertThat(node.datasets()).noneMatch(view -> view.state() == DatasetState.PAUSED);
    }

    @Test
    void a_magnet_link_without_a_torrent_is_removed_without_a_question(Bench bench) throws Exception {
        node.change("ice", view -> view.state(DatasetState.NO_TORRENT));

        assertThat(bench.run("remove", "ice")).isEqualTo(new Outcome(0, "removed 'ice'; it had no files\n", ""));
        node.change("soil", FakeView::seeding);
        assertThat(bench.run("remove", "soil").exitCode()).isEqualTo(2);
        assertThat(node.names()).containsExactly("soil");
    }

    @Test
    void removing_asks_first(Bench bench) throws Exception {
        Outcome no = bench.runAnswering("n", "remove", "soil", "--delete-data");

        assertThat(no)
                .isEqualTo(
                        new Outcome(
                                1,
                                "",
                                "seedbank: remove 'soil' and delete its 2 files (1.00 kB) at '/data/soil'? [y/N] seedbank: nothing has changed\n"));
        assertThat(node.removals()).isEmpty();

        Outcome yes = bench.runAnswering("y", "remove", "soil");
        assertThat(yes.out()).isEqualTo("removed 'soil'; its files stay at '/data/soil'\n");
        assertThat(node.removals()).containsExactly("soil");
    }

    @Test
    void removing_says_what_was_deleted_and_names_what_was_left(Bench bench) throws Exception {
        assertThat(bench.run("remove", "soil", "--delete-data", "--yes")).isEqualTo(new Outcome(0, """
            removed 'soil', and deleted 1 file (500 B) of it at '/data/soil'
            """, """
            seedbank: left '/data/notes': it is not of the dataset
            """));
    }

    @Test
    void removing_what_has_not_all_come_names_the_folder_that_it_came_to(Bench bench) throws Exception {
        node.change("ice", view -> view.state(DatasetState.FETCHING));
        assertThat(bench.run("remove", "ice", "--yes").out())
                .isEqualTo(
                        "removed 'ice'; what has come of it stays at '/data/.seedbank-incoming-1', and fetching it again"
                                + " goes on from there\n");

        node.change("soil", view -> view.state(DatasetState.FETCHING));
        Outcome yes = bench.runAnswering("y", "remove", "soil", "--delete-data");
        assertThat(yes.out())
                .isEqualTo("removed 'soil', and deleted what had come of it, at '/data/.seedbank-incoming-1'\n");
        assertThat(yes.err()).startsWith("seedbank: remove 'soil' and delete what has come of it (");
    }

    @Test
    void removing_originals_says_that_nobody_else_has_them(Bench bench) throws Exception {
        node.put(FakeView.named("rain", "3".repeat(64), "c".repeat(40))
                .published()
                .seeding()
                .view());

        Outcome no = bench.runAnswering("n", "remove", "rain", "ice", "--delete-data");

        assertThat(no.err())
                .isEqualTo(
                        "seedbank: warning: the files of 'rain' are the published originals,"
                                + " and the node sees nobody else who has all of them now\n"
                                + "seedbank: remove 'rain' and 1 other dataset, and delete their 4 files (2.00 kB)? [y/N] seedbank: nothing has changed\n");
    }

    @Test
    void removing_needs_yes_where_nobody_can_be_asked(Bench bench) throws Exception {
        assertThat(bench.run("remove", "soil").exitCode()).isEqualTo(2);
        assertThat(bench.run("remove", "soil", "ice", "--delete-data", "--yes").exitCode())
                .isZero();
        assertThat(node.removals()).containsExactly("soil with its data", "ice with its data");
    }

    @Test
    void limits_are_set_shown_and_lifted(Bench bench) throws Exception {
        assertThat(bench.run("limit", "--up", "1000K", "--down", "5M").out()).isEqualTo("""
            of                   up       down  ratio
            all together  1.00 MB/s  5.00 MB/s   none
            """);
        assertThat(bench.run("limit", "--up", "0", "--down", "none").out()).isEqualTo("""
            of             up  down  ratio
            all together  off  none   none
            """);
        assertThat(bench.run("limit", "soil", "ice", "--ratio", "2").out()).isEqualTo("""
            of      up  down  ratio
            soil  none  none   2.00
            ice   none  none   2.00
            """);
        assertThat(bench.run("limit").out()).isEqualTo("""
            of              up  down  ratio
            all together   off  none   none
            soil          none  none   2.00
            ice           none  none   2.00
            """);
    }

    @Test
    void the_schedule_has_numbered_rules(Bench bench) throws Exception {
        assertThat(bench.run("schedule").err()).isEqualTo("seedbank: the schedule has no rules\n");
        bench.run("schedule", "add", "08:00-18:00", "mon-wed,sun", "up", "100K", "down", "0");
        bench.run("schedule", "add", "22:00-06:00 daily up none");

        assertThat(bench.run("schedule").out()).isEqualTo("""
            1  08:00-18:00 mon-wed,sun up 100K down 0
            2  22:00-06:00 daily up none down none
            """);
        assertThat(bench.run("schedule", "remove", "1").out()).isEqualTo("1  22:00-06:00 daily up none down none\n");
        assertThat(bench.run("schedule", "remove", "2").exitCode()).isEqualTo(2);
        assertThat(bench.run("schedule", "clear").err()).isEqualTo("seedbank: the schedule has no rules\n");
    }

    @Test
    void a_rule_that_says_nothing_is_wrong(Bench bench) throws Exception {
        for (String rule :
                new String[] {"always", "25:00-18:00 daily", "08:00-09:00 xyz up 1", "08:00-09:00 mon up fast"}) {
            Outcome wrong = bench.run("schedule", "add", rule);

            assertThat(wrong.err()).endsWith("seedbank: hint: see 'seedbank schedule add --help'\n");
            assertThat(wrong.exitCode()).as(rule).isEqualTo(2);
        }
    }

    @Test
    void finished_data_is_linked(Bench bench) throws Exception {
        assertThat(bench.run("link", "soil", "ice", "BENCH/app", "--symbolic").out())
                .isEqualTo("""
            link-1  link aaaaaaaaaaaa 'BENCH/app' --symbolic
            link-2  link bbbbbbbbbbbb 'BENCH/app' --symbolic
            """);
    }

    @Test
    void list_shows_the_state_of_my_copy(Bench bench) throws Exception {
        Soil.write(bench);
        bench.run("publish", "BENCH/soil-2024");
        String header = "serial  state   size  files  published   title\n";

        node.change("soil-2024", view -> view.state(DatasetState.FETCHING).done(20));
        assertThat(bench.run("list").out()).isEqualTo("""
            serial  state  size  files  published   title
                 1  42 %   47 B      2  YYYY-MM-DD  soil-2024
            """);
        node.change("soil-2024", view -> view.state(DatasetState.PAUSED));
        assertThat(bench.run("list").out()).isEqualTo(header + "     1  paused  47 B      2  YYYY-MM-DD  soil-2024\n");
        bench.run("remove", "1", "--yes");
        assertThat(bench.run("list").out()).isEqualTo(header + "     1  absent  47 B      2  YYYY-MM-DD  soil-2024\n");
    }
}
