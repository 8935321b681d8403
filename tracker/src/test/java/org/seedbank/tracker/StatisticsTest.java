package org.seedbank.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.tracker.api.TrackedDataset;
import org.seedbank.tracker.api.TrackerAccess;

/** What is shown of swarms: to people, to programs, and to Prometheus. */
class StatisticsTest {

    private static final String HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too' \\ \u202e\u0007\nline";

    @TempDir
    Path folder;

    private Trackers trackers;
    private HostPort at;

    @BeforeEach
    void prepare() throws Exception {
        trackers = new Trackers(folder);
        Tracker tracker = trackers.open(Trackers.PROXIED);
        at = tracker.addresses().get(0);
        List<TrackedDataset> all = new ArrayList<>(List.of(Trackers.SOIL));
        for (int i = 2; i < 6; i++) {
            all.add(new TrackedDataset(
                    "lab",
                    Integer.toString(i),
                    i == 3 ? HOSTILE : "Plot " + i,
                    1_000,
                    new TrackedDataset.Infohashes(
                            Optional.of(new InfoHash(Integer.toString(i).repeat(40))), Optional.empty())));
        }
        tracker.allow(all);
        announce(Trackers.HASH, "198.51.100.1", 0);
        announce(Trackers.HASH2, "198.51.100.1", 0);
        announce(Trackers.HASH, "198.51.100.2", 0);
        announce(Trackers.HASH, "198.51.100.3", 400);
        announce("info_hash=" + "%22".repeat(20), "198.51.100.3", 0);
        announce("info_hash=" + "%44".repeat(20), "2001:db8::1", 300);
        announce("info_hash=" + "%44".repeat(20) + "&event=completed", "2001:db8::1", 0);
        announce("info_hash=" + "%44".repeat(20), "2001:db8::2", 100);
    }

    @AfterEach
    void end() {
        trackers.close();
    }

    private void announce(String hash, String client, long left) throws Exception {
        Peer.ask(at, "/announce?" + hash + "&port=6881&left=" + left, client);
    }

    @Test
    void datasets_come_with_the_fewest_seeders_first_also_those_that_nobody_announces() throws Exception {
        JsonObject figures =
                JsonParser.parseString(Peer.page(at, "/stats.json")).getAsJsonObject();

        List<String> rows = new ArrayList<>();
        for (JsonElement each : figures.getAsJsonArray("datasets")) {
            JsonObject row = each.getAsJsonObject();
            rows.add("%s seeders %s leechers %s completed %s copies %s left %s"
                    .formatted(
                            row.get("serial").getAsString(),
                            row.get("seeders"),
                            row.get("leechers"),
                            row.get("completed"),
                            row.get("copies"),
                            row.get("bytesLeft")));
        }
        assertThat(rows)
                .containsExactly(
                        "3 seeders 0 leechers 0 completed 0 copies 0.0 left 0",
                        "5 seeders 0 leechers 0 completed 0 copies 0.0 left 0",
                        "4 seeders 1 leechers 1 completed 1 copies 1.9 left 100",
                        "2 seeders 1 leechers 0 completed 0 copies 1.0 left 0",
                        "1 seeders 2 leechers 1 completed 0 copies 2.6 left 400");
    }

    @Test
    void totals_are_the_sums_of_the_rows_in_each_form() throws Exception {
        JsonObject figures =
                JsonParser.parseString(Peer.page(at, "/stats.json")).getAsJsonObject();
        JsonObject totals = figures.getAsJsonObject("totals");
        for (String each : List.of("seeders", "leechers", "completed", "bytesLeft", "paused")) {
            long sum = 0;
            for (JsonElement row : figures.getAsJsonArray("datasets")) {
                sum += row.getAsJsonObject().get(each).getAsLong();
            }
            assertThat(totals.get(each).getAsLong()).as(each).isEqualTo(sum);
        }
        assertThat(totals.get("datasets").getAsLong()).isEqualTo(5);
        assertThat(totals.get("unseeded").getAsLong()).isEqualTo(2);
        assertThat(totals.get("single").getAsLong()).isEqualTo(2);

        String page = Peer.page(at, "/");
        String all = page.substring(page.indexOf("<td>all</td>"));
        assertThat(all).contains("<td class=\"n\">4</td><td class=\"n\">2</td><td class=\"n\">1</td>");
        assertThat(page).contains("5 datasets, 2 of them without a seeder and 2 with one; 4 seeders, 2 leechers.");

        String metrics = Peer.page(at, "/metrics");
        assertThat(metrics).contains("\nseedbank_tracker_seeders 4\n", "\nseedbank_tracker_leechers 2\n");
        assertThat(values(metrics, "seedbank_tracker_dataset_seeders").stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(4);
    }

    private static List<Long> values(String metrics, String name) {
        return Pattern.compile("(?m)^" + name + "\\{[^}]*} ([0-9]+)$")
                .matcher(metrics)
                .results()
                .map(each -> Long.parseLong(each.group(1)))
                .toList();
    }

    @Test
    void what_a_stranger_calls_a_dataset_is_text_and_nothing_else() throws Exception {
        String page = Peer.page(at, "/stats");

        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot; &#39;too&#39; \\ \\u{202e}\\u{7}\\u{a}line")
                .doesNotContain("<script", "\u202e", "\u0007");
        assertThat(Peer.page(at, "/metrics"))
                .contains(
                        "title=\"<script>alert(1)</script> & \\\"quoted\\\" 'too' \\\\ \\\\u{202e}\\\\u{7}\\\\u{a}line\"");
        JsonObject figures =
                JsonParser.parseString(Peer.page(at, "/stats.json")).getAsJsonObject();
        assertThat(figures.getAsJsonArray("datasets")
                        .get(0)
                        .getAsJsonObject()
                        .get("title")
                        .getAsString())
                .isEqualTo(HOSTILE);
    }

    @Test
    void a_page_may_load_and_send_nothing() throws Exception {
        String answer = Peer.get(at, "/", "");

        assertThat(answer)
                .contains("Content-Security-Policy: default-src 'none'; style-src 'sha256-")
                .contains("frame-ancestors 'none'", "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer");
        assertThat(Peer.get(at, "/stats.json", "")).contains("style-src 'none'");
    }

    @Test
    void no_address_of_a_peer_is_shown_anywhere() throws Exception {
        for (String path : List.of("/", "/stats", "/stats.json", "/metrics")) {
            assertThat(Peer.page(at, path)).as(path).doesNotContain("198.51.100", "2001:db8", "6881");
        }
    }

    @Test
    void the_history_is_there_after_a_restart_and_is_drawn() throws Exception {
        trackers.close();
        HostPort again = trackers.open(TrackerAccess.USUAL).addresses().get(0);

        JsonObject figures =
                JsonParser.parseString(Peer.page(again, "/stats.json")).getAsJsonObject();
        // An hour may end in the middle of the test, and then the next one has begun.
        assertThat(figures.getAsJsonArray("history")).hasSizeBetween(1, 2);
        JsonObject sample = figures.getAsJsonArray("history").get(0).getAsJsonObject();
        assertThat(sample.get("seeders").getAsLong()).isEqualTo(4);
        assertThat(sample.get("unseeded").getAsLong()).isEqualTo(2);
        assertThat(Peer.page(again, "/"))
                .containsPattern("<path d=\"M71[89]\\.0 20\\.0h1\\S*\" fill=\"none\" stroke=\"#075\"");
    }

    private static final Pattern HELP = Pattern.compile("# HELP ([a-z_]+) [A-Z][^\\n]*\\.");
    private static final Pattern TYPE = Pattern.compile("# TYPE ([a-z_]+) (gauge|counter)");
    private static final Pattern SERIES = Pattern.compile(
            "([a-z_]+)(\\{(?:[a-z]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+})? (-?[0-9]+(?:\\.[0-9]+)?)");

    /** The text form 0.0.4, more strictly than Prometheus itself: each metric once, with help and type before its series. */
    @Test
    void metrics_are_in_the_form_that_prometheus_reads() throws Exception {
        assertThat(Peer.get(at, "/metrics", "")).contains("Content-Type: text/plain; version=0.0.4; charset=utf-8");
        String text = Peer.page(at, "/metrics");
        assertThat(text).endsWith("\n");
        Set<String> seen = new HashSet<>();
        Set<String> series = new HashSet<>();
        String helped = "";
        String typed = "";
        for (String line : text.lines().toList()) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher value = SERIES.matcher(line);
            if (help.matches()) {
                helped = help.group(1);
                assertThat(seen.add(helped)).as(line).isTrue();
            } else if (type.matches()) {
                typed = type.group(1);
                assertThat(typed).isEqualTo(helped);
                assertThat(typed.endsWith("_total"))
                        .as(line)
                        .isEqualTo(type.group(2).equals("counter"));
            } else {
                assertThat(value.matches()).as(line).isTrue();
                assertThat(value.group(1)).as(line).isEqualTo(typed);
                assertThat(series.add(value.group(1) + value.group(2))).as(line).isTrue();
            }
        }
        assertThat(seen).hasSizeGreaterThan(12);
    }
}
