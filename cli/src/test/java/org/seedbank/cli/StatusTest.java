package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jline.terminal.Size;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.screen.ScreenSize;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.cli.status.StatusWatch;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

/** {@code seedbank status}: what the node does, and what keeps it from doing more. */
@ExtendWith(Benches.class)
class StatusTest {

    private static final String ICE = "1".repeat(64);
    private static final String ICE_HASH = "2".repeat(40);
    private static final String NO_NODE = """
        seedbank: error: no node is running
        seedbank: hint: start one with 'seedbank node start'
        """;

    @Test
    void says_that_no_node_is_running(Bench bench) throws Exception {
        assertThat(bench.run("status")).isEqualTo(new Outcome(1, "", NO_NODE));
        Outcome json = bench.run("node", "status", "--json");
        assertThat(json.out()).contains("\"kind\": \"not running\"");
        assertThat(json.err()).isEqualTo(NO_NODE);
        assertThat(json.exitCode()).isEqualTo(1);
    }

    @Test
    void names_the_log_of_a_node_that_is_gone(Bench bench) throws Exception {
        Files.createDirectories(bench.path("home/state/node"));
        Files.createFile(bench.path("home/state/node/log"));

        assertThat(bench.run("node", "status"))
                .isEqualTo(
                        new Outcome(1, "", "seedbank: the log of the node is 'BENCH/home/state/node/log'\n" + NO_NODE));
    }

    @Test
    void shows_everything_with_what_is_wrong_below_it_and_the_sum(Bench bench) throws Exception {
        fill(bench.nodes().run(Network.LOCAL));

        Outcome status = bench.run("status");

        assertThat(status.out()).isEqualTo("""
            name       state        %     size    down         up  peers  ratio  left
            soil-2024  seeding    100     47 B       -  1.50 kB/s      2      -     -
            ice        fetching    42  1.00 kB  10 B/s          -      1   0.50  58 s
                no room: 12 bytes are missing
            \\u{1b}[2J  not there    -  1.00 kB       -          -      0      -     -
            3 datasets, 2.05 kB, 10 B/s down, 1.50 kB/s up
            """);
        assertThat(status.err()).isEmpty();
        assertThat(status.exitCode()).isZero();
    }

    @Test
    void says_what_is_wrong_with_the_node(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL).warns("the disk is full");

        assertThat(bench.run("status"))
                .isEqualTo(new Outcome(
                        0, "0 datasets, 0 B, 0 B/s down, 0 B/s up\n", "seedbank: warning: the disk is full\n"));
    }

    @Test
    void says_that_the_node_was_started_before_another_version_was_installed(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL).isOfVersion("0.0.9");

        assertThat(bench.run("status").err()).isEqualTo("""
            seedbank: warning: the node still is seedbank 0.0.9, and this is 0.1.0; 'seedbank node restart' has it go on with 0.1.0
            """);
    }

    @Test
    void says_once_what_is_wrong_with_the_machine_below_the_table(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.warns("the proxy does not answer");
        node.finds(
                Finding.of(Finding.Kind.PROXY_WRONG, Finding.OWN_PROXY, "the proxy does not answer"),
                Finding.of(Finding.Kind.DISK_FULL, "/data", "1000"),
                Finding.of(Finding.Kind.DISK_SLOW, "/slow", "4000"),
                Finding.of(Finding.Kind.CATALOG_UNREACHABLE, "lab", "no answer"),
                Finding.of(Finding.Kind.SIGNALS_WELL),
                Finding.of(Finding.Kind.REACH_MACHINE),
                Finding.of(Finding.Kind.PORT_UNPROVEN, "6881", "2024"));

        assertThat(bench.run("status").err()).isEqualTo("""
            seedbank: warning: the proxy does not answer
            seedbank: warning: '/data' has only 1.00 kB free (the file system says so); free some space there, or choose another disk with -d
            seedbank: warning: the disk of '/slow' is slow: a mebibyte took 4000 ms (it was written and waited for); see what else uses the disk, or keep data on another one
            seedbank: warning: 'lab': no answer (it was asked); see 'seedbank catalog list' for its address; for Google Drive 'seedbank doctor drive' tells more
            """);
    }

    @Test
    void says_below_the_table_that_nothing_may_be_sent_and_what_lifts_that(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.finds(Finding.of(Finding.Kind.UP_IS_ZERO, OwnLimit.ALL.text()));
        String said = "nothing may be sent, so nobody gets anything from here (the limit for all together is 0)";

        assertThat(bench.run("status").err())
                .isEqualTo("seedbank: warning: %s; 'seedbank limit --up none' lifts it\n".formatted(said));
        assertThat(bench.run("doctor").out())
                .contains("note  limit: " + said + "\n      'seedbank limit --up none' lifts it\n");

        node.finds(Finding.of(Finding.Kind.DOWN_IS_ZERO, OwnLimit.SCHEDULE.text()));
        assertThat(bench.run("status").err())
                .contains("; 'seedbank schedule' shows the rules, and 'seedbank schedule remove N' takes one out\n");
    }

    @Test
    void shows_one_dataset_in_depth(Bench bench) throws Exception {
        fill(bench.nodes().run(Network.LOCAL));

        assertThat(bench.run("status", "ice").out()).isEqualTo("""
            name      ice
            state     fetching
            why       no room: 12 bytes are missing
            digest    %s
            infohash  %s (v1)
            path      /data/ice
            from      get, TIME
            here      420 B of 1.00 kB, 42 %%
            files     2
            left      58 s
            down      10 B/s, 400 B in all
            up        0 B/s, 200 B in all
            ratio     0.50
            peers     1, of which 0 have everything
            rejected  3 pieces of what was not published, 1 peer banned
            limits    up none, down none, ratio none
            """.formatted(ICE, ICE_HASH));
    }

    @Test
    void names_trackers_and_web_seeds_that_are_not_asked(Bench bench) throws Exception {
        bench.nodes()
                .run(Network.PUBLIC)
                .put(FakeView.named("ice", ICE, ICE_HASH)
                        .sources(
                                Source.notAsked(
                                        Source.Kind.TRACKER, "http://127.0.0.1:6969/\u001b[2J", NotAsked.PRIVATE),
                                Source.notAsked(Source.Kind.TRACKER, "http://10.0.0.7/", NotAsked.PRIVATE),
                                Source.notAsked(Source.Kind.TRACKER, "udp://t.example.org:80", NotAsked.UNKNOWN_HOST))
                        .view());

        assertThat(bench.run("status", "ice").out()).endsWith("""

            source   address                          state      answered  next  seeds  peers
            tracker  http://127.0.0.1:6969/\\u{1b}[2J  not asked  -         -         -      -
                it leads to this machine or a private network
            tracker  http://10.0.0.7/                 not asked  -         -         -      -
                it leads to this machine or a private network
            tracker  udp://t.example.org:80           not asked  -         -         -      -
                there is no such host, or no network
            """);
        assertThat(bench.run("status").out())
                .contains(
                        "trackers and web seeds are not asked, 2 addresses: it leads to this machine or a private network;"
                                + " 1 address: there is no such host, or no network; 'seedbank get 11111111 --allow-private' lets"
                                + " private ones be asked");
        assertThat(bench.run("status", "--json").out())
                .contains("\"address\": \"http://10.0.0.7/\"", "\"word\": \"private\"", "\"word\": \"unknown host\"");
    }

    @Test
    void a_publisher_is_told_when_no_tracker_helps_and_which_refuse_or_do_not_answer(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        Source refuses = Source.of(
                        Source.Kind.TRACKER,
                        "http://a.example.org/",
                        Source.State.FAILING,
                        Optional.of("not registered\u001b[2J"))
                .with(Optional.of(Source.Fault.REFUSED));
        Source dead =
                Source.of(Source.Kind.TRACKER, "http://c.example.org/", Source.State.FAILING, Optional.of("timed out"));
        Source waits = Source.of(Source.Kind.TRACKER, "http://d.example.org/", Source.State.WAITING, Optional.empty());
        Source answers =
                Source.of(Source.Kind.TRACKER, "udp://b.example.org:80", Source.State.WORKING, Optional.empty());
        node.put(FakeView.named("ice", ICE, ICE_HASH)
                .state(DatasetState.SEEDING)
                .sources(refuses)
                .view());

        assertThat(bench.run("status").out())
                .contains("\n    seeding, but its tracker refuses: http://a.example.org/: not registered\\u{1b}[2J\n");

        node.change("ice", view -> view.sources(answers, refuses));
        assertThat(bench.run("status").out())
                .contains("\n    1 of 2 trackers refuses: http://a.example.org/: not registered\\u{1b}[2J\n");

        node.change("ice", view -> view.sources(answers, refuses, waits));
        assertThat(bench.run("status").out()).contains("\n    1 of 3 trackers refuses: http://a.example.org/: ");

        node.change("ice", view -> view.sources(answers, refuses, dead));
        assertThat(bench.run("status").out())
                .contains("\n    1 of 3 trackers refuses and 1 does not answer: http://a.example.org/: ");

        node.change("ice", view -> view.sources(answers, dead));
        assertThat(bench.run("status").out())
                .contains("\n    1 of 2 trackers does not answer: http://c.example.org/: timed out\n");

        node.change("ice", view -> view.sources(dead));
        assertThat(bench.run("status").out())
                .contains("\n    seeding, but no tracker answers: http://c.example.org/: timed out\n");

        node.change("ice", view -> view.sources(refuses, dead));
        assertThat(bench.run("status").out())
                .contains(
                        "\n    seeding, but no tracker helps, 1 refuses and 1 does not answer: http://a.example.org/: ");

        node.change("ice", view -> view.sources(answers));
        assertThat(bench.run("status").out()).doesNotContain("answer");
    }

    @Test
    void says_why_a_dataset_stands_still_and_what_to_do(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.put(FakeView.named("ice", ICE, ICE_HASH).published().view());
        node.finds(
                Finding.of(Finding.Kind.NODE_WELL, "2024-05-01T12:00:00Z"),
                Finding.of(Finding.Kind.TRACKER_FAILS, "http://a.example.org/", "not registered"));

        assertThat(bench.run("status", "ice").out()).endsWith("""

            bad   tracker: http://a.example.org/: not registered (its last answer, and no other tracker helps)
                  ask its owner, or name another with 'seedbank edit 11111111 --add-tracker URL'
            """);
    }

    @Test
    void says_once_what_to_do_about_several_trackers_and_a_long_refusal_in_full_once(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        String refusal =
                "this tracker takes what its catalog lists and nothing else; ask those who keep it to list your dataset";
        node.put(FakeView.named("ice", ICE, ICE_HASH)
                .published()
                .sources(Source.of(
                        Source.Kind.TRACKER, "http://a.example.org/", Source.State.FAILING, Optional.of(refusal)))
                .view());
        node.finds(
                Finding.of(Finding.Kind.TRACKER_FAILS_ALONE, "http://a.example.org/", refusal),
                Finding.of(Finding.Kind.TRACKER_WELL, "http://b.example.org/", "1 have it, 0 fetch it"),
                Finding.of(Finding.Kind.TRACKER_FAILS_ALONE, "http://c.example.org/", "not registered"));

        assertThat(bench.run("status", "ice").out())
                .contains("    " + refusal + "\n")
                .endsWith("""

            note  tracker: http://a.example.org/: this tracker takes what its catalog lists and nothing else; … (its last answer; another tracker helps)
            note  tracker: http://c.example.org/: not registered (its last answer; another tracker helps)
                  ask its owner, or name another with 'seedbank edit 11111111 --add-tracker URL'
            """);
        assertThat(bench.run("doctor", "ice").out())
                .contains(refusal)
                .containsOnlyOnce("ask its owner, or name another");
    }

    /** The table, the end of a fetch that is waited for and the doctor go by one rule. */
    @Test
    void one_cause_is_named_first_everywhere(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.put(FakeView.named("ice", ICE, ICE_HASH)
                .state(DatasetState.FETCHING)
                .traffic(DatasetView.Moves.NONE)
                .sources(Source.of(
                        Source.Kind.TRACKER, "http://a.example.org/", Source.State.FAILING, Optional.of("no")))
                .view());
        node.finds(
                Finding.of(Finding.Kind.NOBODY_ANSWERS, "1", "never"),
                Finding.of(Finding.Kind.TRACKER_FAILS, "http://a.example.org/", "no"),
                Finding.of(Finding.Kind.PEER_FAILS, "192.0.2.1:6881", "Connection refused"));
        String cause = "peer: 192.0.2.1:6881: Connection refused";

        assertThat(bench.run("status").out()).contains("    fetching, but " + cause + "\n");
        assertThat(bench.run("doctor", "ice").out()).startsWith("note  " + cause + " (it was tried)\n");

        node.change("ice", view -> view.why("nobody answers"));
        assertThat(bench.run("status").out())
                .contains("    nobody answers; " + cause + ": see whether its node runs, and its firewall\n");
        assertThat(bench.run("status", "ice").out())
                .contains("next      see whether its node runs, and its firewall\n", "\n\nnote  " + cause);
    }

    @Test
    void whoever_cannot_change_the_torrent_is_told_what_else_helps(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.put(FakeView.named("ice", ICE, ICE_HASH)
                .state(DatasetState.FETCHING)
                .view());
        node.finds(Finding.of(Finding.Kind.TRACKER_FAILS, "http://a.example.org/", "not registered"));

        String advice =
                "ask its owner; a peer whose address you know is named with 'seedbank get 11111111 --peer HOST:PORT'";
        String dht = "; 'seedbank node network --dht on' finds peers without trackers\n";
        assertThat(bench.run("status", "ice").out())
                .as("the DHT may be on, or of no use here")
                .endsWith(advice + "\n");

        node.change("ice", view -> view.sources(Source.notAsked(Source.Kind.DHT, "", NotAsked.AROUND_PROXY)));
        assertThat(bench.run("status", "ice").out()).endsWith(advice + "\n");

        node.change("ice", view -> view.sources(Source.notAsked(Source.Kind.DHT, "", NotAsked.OFF)));
        assertThat(bench.run("status", "ice").out()).endsWith(advice + dht).doesNotContain("edit");

        node.change("ice", FakeView::ofPrivateTorrent);
        assertThat(bench.run("status", "ice").out()).endsWith(advice + "\n");
    }

    @Test
    void whoever_lacks_nothing_is_not_told_how_a_peer_is_named(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.put(FakeView.named("ice", ICE, ICE_HASH).view());
        node.finds(Finding.of(Finding.Kind.TRACKER_FAILS, "http://a.example.org/", "not registered"));

        for (DatasetState whole : List.of(DatasetState.SEEDING, DatasetState.COMPLETE)) {
            node.change("ice", view -> view.state(whole));
            assertThat(bench.run("status", "ice").out()).endsWith("      ask its owner\n");
            assertThat(bench.run("doctor", "ice").out())
                    .contains("      ask its owner\n")
                    .doesNotContain("--peer");
        }
    }

    @Test
    void the_next_step_of_a_state_is_a_command_for_this_dataset(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.PUBLIC);
        node.put(FakeView.named("ice", ICE, ICE_HASH)
                .state(DatasetState.NO_TORRENT)
                .why("nobody has given the torrent")
                .view());
        node.finds(Finding.of(Finding.Kind.STATE, "no torrent", "nobody has given the torrent"));

        String next =
                "it is asked for again and again, at once with 'seedbank resume 11111111'; somebody who has it is named with"
                        + " 'seedbank get 11111111 --peer HOST:PORT', and 'seedbank remove 11111111' gives it up\n";
        assertThat(bench.run("status", "ice").out()).containsOnlyOnce(next).doesNotContain("status REF");
        assertThat(bench.run("doctor", "ice").out()).contains("      " + next);
        assertThat(bench.run("doctor", "ice", "--json").out()).contains("seedbank resume 11111111");
    }

    @Test
    void says_that_a_torrent_is_private(Bench bench) throws Exception {
        bench.nodes()
                .run(Network.PUBLIC)
                .put(FakeView.named("ice", ICE, ICE_HASH).ofPrivateTorrent().view());

        assertThat(bench.run("status", "ice").out())
                .contains("\nprivate   yes: its peers are had from its trackers alone\n");
        assertThat(bench.run("status", "--json").out()).contains("\"private\": true");
    }

    @Test
    void a_web_seed_that_gives_nothing_is_what_is_to_be_seen_to_before_the_reach(Bench bench) throws Exception {
        String near = "nobody who has it was found yet; the node reaches this machine only";
        Source wrong = new Source(
                        Source.Kind.WEB_SEED,
                        "http://127.0.0.1/",
                        Source.State.WORKING,
                        Optional.of("bytes 0 to 16383 of 'ph.csv' are not what was published"),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty())
                .with(Optional.of(Source.Fault.WRONG_BYTES));
        FakeNode node = bench.nodes().run(Network.LOCAL);
        node.put(FakeView.named("ice", ICE, ICE_HASH).why(near).sources(wrong).view());
        node.put(FakeView.named("rain", "4".repeat(64), "4".repeat(40))
                .why(near)
                .sources(Source.notAsked(Source.Kind.WEB_SEED, "http://10.0.0.7/", NotAsked.PRIVATE))
                .view());
        node.put(FakeView.named("snow", "5".repeat(64), "5".repeat(40))
                .why(near)
                .sources(Source.of(Source.Kind.WEB_SEED, "http://127.0.0.2/", Source.State.WORKING, Optional.empty()))
                .view());

        String ice = bench.run("status", "ice").out();
        assertThat(ice)
                .contains(
                        "next      the web seed 'http://127.0.0.1/' has to be mended, or taken out with 'seedbank edit 11111111"
                                + " --remove-web-seed http://127.0.0.1/'\n",
                        "http://127.0.0.1/  wrong bytes  ",
                        "bytes 0 to 16383 of 'ph.csv' are not what was published")
                .doesNotContain("seedbank node reach");
        assertThat(bench.run("status", "rain").out())
                .contains("next      'seedbank get 44444444 --allow-private' lets private web seeds be asked\n");
        assertThat(bench.run("status", "snow").out()).contains("next      'seedbank node reach network' or");
    }

    /** What a session was told not to reach is no news. */
    @Test
    void the_table_passes_over_what_is_beyond_the_reach_that_was_set(Bench bench) throws Exception {
        bench.nodes()
                .run(Network.LOCAL)
                .put(FakeView.named("ice", ICE, ICE_HASH)
                        .sources(Source.notAsked(Source.Kind.TRACKER, "http://t.example.org/", NotAsked.BEYOND_REACH))
                        .view());

        assertThat(bench.run("status").out()).doesNotContain("not asked");
        assertThat(bench.run("status", "ice").out())
                .contains(
                        "tracker  http://t.example.org/  not asked  -", "    it is beyond what this session reaches\n");
    }

    @Test
    void names_the_next_command_for_what_does_not_go_on(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.LOCAL);
        node.put(FakeView.named("rain", "4".repeat(64), "4".repeat(40))
                .damaged("mm.csv")
                .view());
        node.put(FakeView.named("ice", ICE, ICE_HASH)
                .state(DatasetState.NOT_THERE)
                .why("nothing of it is at '/data/ice'")
                .view());

        assertThat(bench.run("status", "rain").out())
                .contains(
                        "next      'seedbank resume 44444444' tries again to get from others what is damaged\n",
                        "since     TIME, when damage was found first; all else is served\n",
                        "damaged   mm.csv\n");
        assertThat(bench.run("status", "ice").out())
                .contains("next      if it was moved, 'seedbank relocate 11111111 NEWPATH' says where to");
        assertThat(bench.run("status").out())
                .contains("nothing of it is at '/data/ice'; see 'seedbank status 11111111'");
    }

    @Test
    void watches_until_it_is_interrupted_and_then_all_is_well(Bench bench) throws Exception {
        FakeNode node = bench.nodes().run(Network.LOCAL);
        fill(node);
        Running watch = bench.startOnTerminal("status", "--watch");
        watch.awaitOut("42");

        node.change("ice", FakeView::seeding);
        watch.awaitOut("ice        seeding");

        Outcome end = watch.interrupt();
        assertThat(end.exitCode()).isZero();
        assertThat(end.out().lines()).allSatisfy(line -> assertThat(line.replaceAll("\u001b\\[[0-9]*[A-Z]", ""))
                .hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void a_table_that_is_too_high_shows_its_beginning_and_the_sum() throws Exception {
        FakeNode node = new FakeNode(Network.LOCAL, 4711);
        for (int i = 0; i < 9; i++) {
            node.put(FakeView.named(
                            "a-name-that-is-much-too-long-for-it-" + i,
                            ICE,
                            Integer.toString(i).repeat(40))
                    .seeding()
                    .view());
        }
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        Thread.currentThread().interrupt();

        new StatusWatch(new Terminal(out, out, true, true, false), node, () -> new ScreenSize(6, 80)).run();

        assertThat(printed.toString().replace("\u001b[K", "").replaceAll("\u001b\\[[0-9]*[A-Z]", ""))
                .isEqualTo("""
                    name                         state      %     size  down  up  peers  ratio  left
                    a-name-that-is-much-too-lo…  seeding  100  1.00 kB     -   -      0      -     -
                    a-name-that-is-much-too-lo…  seeding  100  1.00 kB     -   -      0      -     -
                    … 7 lines more
                    9 datasets, 9.00 kB, 0 B/s down, 0 B/s up

                    """);
    }

    @Test
    void watching_shows_what_is_wrong_with_the_node_below_the_table() throws Exception {
        FakeNode node = new FakeNode(Network.LOCAL, 4711);
        node.warns("the disk is full");
        assertThat(watched(node)).isEqualTo("""
            0 datasets, 0 B, 0 B/s down, 0 B/s up
            warning: the disk is full

            """);
        node.warns("the history cannot be written");
        node.warns("the schedule cannot be read");
        assertThat(watched(node)).isEqualTo("""
            0 datasets, 0 B, 0 B/s down, 0 B/s up
            3 warnings: see 'seedbank node status'

            """);
    }

    /** One frame on a screen of 6 lines. */
    private static String watched(FakeNode node) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        Thread.currentThread().interrupt();
        new StatusWatch(new Terminal(out, out, true, true, false), node, () -> new ScreenSize(6, 80)).run();
        return printed.toString().replace("\u001b[K", "").replaceAll("\u001b\\[[0-9]*[A-Z]", "");
    }

    @Test
    void watching_needs_a_terminal_and_is_for_the_table_alone(Bench bench) throws Exception {
        assertThat(bench.run("status", "--watch").err()).startsWith("seedbank: error: --watch needs a terminal\n");
        assertThat(bench.run("status", "--watch", "ice").err())
                .startsWith("seedbank: error: --watch is for the table alone\n");
    }

    @Test
    void the_screen_has_a_usual_size_where_the_terminal_tells_none() throws Exception {
        assertThat(sized(132, 50)).isEqualTo(new ScreenSize(50, 132));
        assertThat(sized(1, 1)).isEqualTo(new ScreenSize(4, 40));
        assertThat(sized(0, 0)).isEqualTo(new ScreenSize(24, 80));
    }

    private static ScreenSize sized(int columns, int rows) throws Exception {
        try (DumbTerminal terminal = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
            terminal.setSize(new Size(columns, rows));
            return ScreenSize.of(terminal);
        }
    }

    private static void fill(FakeNode node) {
        node.put(soil().view());
        node.put(FakeView.named("ice", ICE, ICE_HASH)
                .done(420)
                .why("no room: 12 bytes are missing")
                .traffic(new DatasetView.Moves(10, 0, 400, 200, 1, 0, 3, 1))
                .view());
        node.put(FakeView.named("\u001b[2J", "3".repeat(64), "3".repeat(40))
                .state(DatasetState.NOT_THERE)
                .view());
    }

    private static FakeView soil() {
        FakeView soil = FakeView.named("soil-2024", Soil.DIGEST, Soil.V1);
        return FakeView.of(new DatasetView(
                soil.view().key(),
                soil.view().name(),
                soil.view().digest(),
                soil.view().infohashV1(),
                soil.view().infohashV2(),
                soil.view().path(),
                true,
                FakeNode.STARTED,
                "publish",
                DatasetState.SEEDING,
                soil.view().why(),
                new DatasetView.Amounts(47, 47, 47, 2, 2, 0),
                new DatasetView.Moves(0, 1500, 0, 0, 2, 0, 0, 0),
                soil.view().limits(),
                soil.view().damaged(),
                soil.view().verified()));
    }
}
