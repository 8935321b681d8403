package org.seedbank.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.cli.screen.DisplayWidth;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/** The screen: lines that follow from what is known and how much room there is. */
class DashboardTest {

    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String OTHER_DIGEST = "fedcba9876543210".repeat(4);

    private final FakeNode node = new FakeNode(Network.LOCAL, 4711);
    private final Dashboard dashboard = new Dashboard(Set.of());

    @BeforeEach
    void two_datasets() {
        node.put(soil().done(420)
                .traffic(new DatasetView.Moves(1_200_000, 34_000, 420, 105, 3, 2, 0, 0))
                .view());
        node.put(ocean().seeding().view());
        report();
    }

    private static FakeView soil() {
        return FakeView.named("soil-2024", DIGEST, "01".repeat(20));
    }

    private static FakeView ocean() {
        return FakeView.named("ocean", OTHER_DIGEST, "02".repeat(20));
    }

    private void report() {
        dashboard.take(new Event.Reported(node.datasets(), List.of(), true, node.facts(), List.of()), NINE);
    }

    private String screen(int columns, int rows) {
        List<String> lines = DashboardLines.of(dashboard, rows, columns).stream()
                .map(ScreenLine::text)
                .toList();
        assertThat(lines).hasSize(rows);
        return String.join("\n", lines) + "\n";
    }

    @Test
    void has_a_row_for_each_dataset_and_all_about_the_chosen_one() {
        assertThat(screen(80, 24)).isEqualTo("""
                2 datasets, down 1.20 MB/s, up 34.0 kB/s, 2.00 kB, no limits
                  name              state        %    size      down        up peers        left
                > soil-2024         fetching    42 1.00 kB 1.20 MB/s 34.0 kB/s     3         1 s
                  ocean             seeding    100 1.00 kB         -         -     0           -












                -- soil-2024 -------------------------------------------------------------------
                here     [##################.........................] 420 B of 1.00 kB, 2 files
                traffic  420 B received, 105 B sent, 3 peers, of which 2 have all
                limits   up none, down none, ratio none
                path     /data/soil-2024
                digest   0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

                q quit  h help  p pause  r resume  l limit  v verify  o open  / filter  s sort
                """);
    }

    @Test
    void a_small_one_has_what_matters_most() {
        assertThat(screen(40, 12)).isEqualTo("""
                2 datasets, down 1.20 MB/s, up 34.0 kB/s
                  name          state        %      down
                > soil-2024     fetching    42 1.20 MB/s
                  ocean         seeding    100         -


                -- soil-2024 ---------------------------
                here     420 B of 1.00 kB, 2 files
                traffic  420 B received, 105 B sent, 3
                         peers, of which 2 have all

                q quit  h help  p pause  r resume
                """);
    }

    @Test
    void a_large_one_has_all_columns_and_more_of_the_log() {
        dashboard.log("one", NINE);
        dashboard.log("two", NINE.plusSeconds(61));

        String screen = screen(200, 50);

        assertThat(screen.lines().toList().get(0)).endsWith(", reach: this machine only");
        assertThat(screen.lines().toList().get(1))
                .startsWith("  name ")
                .endsWith(" state        %    size      down        up peers ratio copies        left");
        assertThat(screen.lines().toList().get(2))
                .startsWith("> soil-2024 ")
                .endsWith(" fetching    42 1.00 kB 1.20 MB/s 34.0 kB/s     3  0.25      2         1 s");
        assertThat(screen).endsWith("""
                09:00:00 one
                09:01:01 two
                q quit  h help  p pause  r resume  l limit  v verify  o open  / filter  s sort
                """);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 24", "80, 1", "2, 2", "9, 3", "3, 9", "40, 4", "500, 200"})
    void any_room_is_filled_and_no_more(int columns, int rows) {
        node.put(ocean().damaged("ein Ausbruch 🌊").view());
        report();
        for (Dashboard.Mode mode : Dashboard.Mode.values()) {
            dashboard.enter(mode);
            dashboard.type("x".repeat(100));

            assertThat(screen(columns, rows).lines())
                    .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(columns));
        }
    }

    @Test
    void says_why_a_dataset_stands_still_and_what_helps() {
        node.put(soil().state(DatasetState.NO_ROOM)
                .why("the disk of '/data' is full")
                .view());
        report();

        assertThat(screen(80, 24))
                .contains("""
                why      the disk of '/data' is full
                next     free some space and it goes on by itself, or 'seedbank remove 01234567'
                         gives it up
                """)
                .contains("\n09:00:00 'soil-2024' is no room, was fetching: the disk of '/data' is full\n");
    }

    @Test
    void a_name_cannot_drive_the_terminal() {
        node.put(FakeView.named("a\u001b[2J\u202e" + "土壌".repeat(30), DIGEST, "03".repeat(20))
                .view());
        report();
        dashboard.move(2);

        assertThat(screen(80, 24))
                .contains("> a\\u{1b}[2J\\u{202… ")
                .contains("-- a\\u{1b}[2J\\u{202e}土壌土壌")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void a_filter_and_an_order_leave_the_choice_where_it_is() {
        dashboard.move(1);
        dashboard.sort(NINE);
        String sorted = screen(80, 24);
        dashboard.enter(Dashboard.Mode.FILTER);
        dashboard.type("soi");

        assertThat(sorted).contains("  NAME ").contains("> ocean ").contains("\n09:00:00 sorted by name\n");
        assertThat(sorted.indexOf("> ocean ")).isLessThan(sorted.indexOf("  soil-2024 "));
        assertThat(screen(80, 24))
                .contains("> soil-2024 ")
                .doesNotContain("ocean")
                .endsWith("\nfilter: soi_\n");
    }

    @Test
    void what_was_typed_is_seen_at_its_end() {
        dashboard.enter(Dashboard.Mode.LIMIT);
        dashboard.type("--up 1000K --down 5M --ratio 2");

        assertThat(screen(40, 12)).endsWith("\nlimit (--up --down …--down 5M --ratio 2_\n");
    }

    @Test
    void a_dataset_that_took_the_place_of_another_is_not_meant_yet() {
        node.remove(node.datasets().get(0).key(), false);
        report();

        assertThat(dashboard.chosen()).map(DatasetView::name).contains("ocean");
        assertThat(dashboard.isChosenUnseen()).isTrue();
        dashboard.drawn();
        assertThat(dashboard.isChosenUnseen()).isFalse();
    }

    @Test
    void a_question_is_about_the_dataset_that_was_chosen_then() {
        dashboard.enter(Dashboard.Mode.LIMIT);
        node.remove(node.datasets().get(0).key(), false);
        report();

        assertThat(dashboard.asked()).isEqualTo(Optional.empty());
    }

    @Test
    void a_node_that_is_gone_is_told_above_what_it_said_last() {
        dashboard.take(new Event.Lost("no node is running", "start one with 'seedbank node start'"), NINE);
        dashboard.take(new Event.Lost("no node is running", "start one with 'seedbank node start'"), NINE);
        String gone = screen(80, 24);
        report();

        assertThat(gone)
                .startsWith("no node is running; start one with 'seedbank node start'\n")
                .contains("> soil-2024 ");
        assertThat(dashboard.log(9))
                .extracting(Dashboard.LogLine::text)
                .containsExactly("no node is running", "the node answers again");
    }

    @Test
    void a_row_stays_in_view_however_many_there_are() {
        for (int i = 0; i < 2000; i++) {
            node.put(
                    FakeView.named("d" + i, DIGEST, "%040x".formatted(1000 + i)).view());
        }
        report();
        dashboard.move(Integer.MAX_VALUE);

        assertThat(screen(80, 24)).contains("> d1999 ").contains("-- d1999 ");
    }

    @Test
    void has_the_pieces_of_the_chosen_dataset() {
        DatasetView first = node.datasets().get(0);
        PieceMap pieces = new PieceMap(9, List.of(2, 1, 0, 0), List.of(0, 0, 1, 0), List.of(1, 1, 1, 0));
        dashboard.take(new Event.Looked(first.key(), Optional.of(pieces), Optional.empty()));
        String known = screen(80, 24);
        dashboard.move(1);

        assertThat(known).contains("\npieces   [#++?] 9\n");
        assertThat(screen(80, 24)).doesNotContain("pieces");
    }

    @Test
    void tells_the_nearest_cause_and_the_next_step_of_a_fetch_to_which_nothing_comes() {
        node.put(soil().state(DatasetState.FETCHING).why("nobody answers").view());
        report();
        SwarmKey chosen = dashboard.chosen().orElseThrow().key();
        Finding nearest = Finding.of(Finding.Kind.PEER_FAILS, "10.0.0.7:6881", "connection refused");
        Examination found = new Examination(
                List.of(), List.of(Finding.of(Finding.Kind.BOTH_CLOSED, "1", "6881", "never"), nearest));
        dashboard.take(new Event.Looked(chosen, Optional.empty(), Optional.of(found)));

        assertThat(screen(120, 40))
                .contains("\nwhy      nobody answers\n")
                .contains("\ncause    peer: 10.0.0.7:6881: connection refused\n")
                .contains("\nnext     see whether its node runs, and its firewall\n");
    }

    @Test
    void pieces_fit_into_a_narrow_bar() {
        PieceMap pieces = PieceMap.of(1000, 60, piece -> piece < 500);

        assertThat(PieceBar.of(pieces, 10)).isEqualTo("#####.....");
        assertThat(PieceBar.of(pieces, 60)).isEqualTo("#".repeat(30) + ".".repeat(30));
    }

    @Test
    void the_log_has_an_end() {
        for (int i = 0; i < 1000; i++) {
            dashboard.log("line " + i, NINE);
        }

        assertThat(dashboard.log(1000)).hasSize(50);
    }
}
