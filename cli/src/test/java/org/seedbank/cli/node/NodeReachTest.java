package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.Bench;
import org.seedbank.cli.Benches;
import org.seedbank.cli.Outcome;
import org.seedbank.cli.Soil;
import org.seedbank.swarm.Network;

/** How far the node reaches is said once, kept, and told wherever it may be the reason that nothing comes. */
@ExtendWith(Benches.class)
class NodeReachTest {

    private static final String QUESTION =
            "seedbank: how far is the node to reach, now and later? 'machine' is programs on this machine only, 'network'"
                    + " other machines here with private addresses, 'public' anybody anywhere\n"
                    + "seedbank: machine, network or public? [machine] ";

    private static Network reach(Bench bench) throws Exception {
        return bench.nodes().node().facts().network();
    }

    @Test
    void is_kept_and_shown_without_a_node(Bench bench) throws Exception {
        assertThat(bench.run("node", "reach").out())
                .isEqualTo("not set, which means machine: the node reaches this machine only; it does not run\n");
        assertThat(bench.run("node", "reach", "network"))
                .isEqualTo(new Outcome(0, "network: the node reaches this network only; it does not run\n", ""));
        assertThat(bench.run("node", "reach").out())
                .isEqualTo("network: the node reaches this network only; it does not run\n");
    }

    @Test
    void is_taken_up_by_a_node_that_runs_and_by_the_next(Bench bench) throws Exception {
        bench.nodes().runUnsaid(Network.LOCAL);
        bench.nodes().allowStart();

        assertThat(bench.run("node", "reach", "public").out())
                .isEqualTo("public: the node reaches peers anywhere, port PORT\n");
        assertThat(reach(bench)).isEqualTo(Network.PUBLIC);

        bench.run("node", "stop");
        bench.run("node", "start");
        assertThat(reach(bench)).isEqualTo(Network.PUBLIC);
    }

    @Test
    void another_word_is_wrong(Bench bench) throws Exception {
        Outcome reach = bench.run("node", "reach", "galaxy");

        assertThat(reach.exitCode()).isEqualTo(2);
        assertThat(reach.err()).contains("'galaxy' is not machine, network or public");
    }

    @Test
    void a_person_is_asked_once(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().allowStart();

        Outcome first = bench.runAnswering("network", "publish", "BENCH/soil-2024");
        Outcome second = bench.runAnswering("public", "publish", "BENCH/soil-2024");

        assertThat(first.err())
                .startsWith(QUESTION
                        + "seedbank: kept: the node reaches this network only; 'seedbank node reach' changes that\n");
        assertThat(reach(bench)).isEqualTo(Network.PRIVATE);
        assertThat(second.err()).doesNotContain("how far");
    }

    @Test
    void what_a_person_answers_holds_for_a_node_that_runs_too(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().runUnsaid(Network.LOCAL);

        bench.runAnswering("public", "publish", "BENCH/soil-2024");

        assertThat(reach(bench)).isEqualTo(Network.PUBLIC);
        assertThat(bench.run("node", "reach").out()).startsWith("public: ");
    }

    @Test
    void no_answer_means_this_machine_and_is_kept_and_nonsense_is_not(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().allowStart();

        assertThat(bench.runAnswering("galaxy", "publish", "BENCH/soil-2024").err())
                .contains("'galaxy' is none of them: the node reaches this machine only until");
        assertThat(bench.run("node", "reach").out()).startsWith("not set");
        bench.runAnswering("", "publish", "BENCH/soil-2024");
        assertThat(bench.run("node", "reach").out()).startsWith("machine: ");
    }

    @Test
    void a_script_reaches_this_machine_and_is_told_how_to_change_that(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().allowStart();

        String magnet = "magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567";
        Outcome get = bench.run("get", magnet, "-d", "BENCH/copy");
        Outcome again = bench.run("get", magnet, "-d", "BENCH/copy");
        Outcome publish = bench.run("publish", "BENCH/soil-2024");

        assertThat(get.err())
                .startsWith("seedbank: how far the node reaches was never set, so it reaches this machine only;"
                        + " 'seedbank node reach network' or 'seedbank node reach public' changes that\n");
        assertThat(again.err()).as("told with the start of the node").doesNotContain("never set");
        assertThat(publish.err())
                .isEqualTo("seedbank: the node seeds 'soil-2024' to this machine only, port PORT;"
                        + " 'seedbank node reach' changes that\n");
        assertThat(bench.run("node", "reach").out()).startsWith("not set");
    }

    @Test
    void public_at_the_first_publication_says_the_same(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().allowStart();

        Outcome publish = bench.run("publish", "--public", "BENCH/soil-2024");

        assertThat(publish.err())
                .startsWith(
                        "seedbank: the node reaches peers anywhere from now on; 'seedbank node reach' changes that\n");
        assertThat(reach(bench)).isEqualTo(Network.PUBLIC);
    }

    @Test
    void public_does_not_change_what_was_said(Bench bench) throws Exception {
        Soil.write(bench);
        bench.run("node", "reach", "network");
        bench.nodes().allowStart();

        Outcome publish = bench.run("publish", "--public", "BENCH/soil-2024");

        assertThat(publish).isEqualTo(new Outcome(1, "", """
            seedbank: error: the node reaches this network only, and --public asks for more
            seedbank: hint: let it reach further with 'seedbank node reach public', which is for all of its datasets
            """));
        assertThat(bench.nodes().node()).isNull();
    }

    @Test
    void a_restart_keeps_the_reach_of_a_node_of_an_earlier_version(Bench bench) throws Exception {
        bench.nodes().runUnsaid(Network.PUBLIC);
        bench.nodes().allowStart();

        bench.run("node", "restart");

        assertThat(reach(bench)).isEqualTo(Network.PUBLIC);
        assertThat(bench.run("node", "reach").out()).startsWith("public: ");
    }

    @Test
    void two_options_that_say_different_things_are_wrong(Bench bench) throws Exception {
        assertThat(bench.run("node", "start", "--public", "--local").exitCode()).isEqualTo(2);
    }
}
