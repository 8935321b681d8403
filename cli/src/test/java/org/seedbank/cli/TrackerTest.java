package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.names.Catalogs;

/** {@code seedbank tracker} and its keys. */
@ExtendWith(Benches.class)
class TrackerTest {

    private static final Pattern READY =
            Pattern.compile("the tracker is ready: (http://127\\.0\\.0\\.1:[0-9]+)/announce and udp://");

    private static String base(Running tracker) throws InterruptedException {
        tracker.awaitErr("statistics at");
        Matcher ready = READY.matcher(tracker.err());
        assertThat(ready.find()).isTrue();
        return ready.group(1);
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void awaitDatasets(String base, int count) throws Exception {
        long deadline = System.nanoTime() + Bench.DEADLINE.toNanos();
        while (datasets(base) != count && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(datasets(base)).isEqualTo(count);
    }

    private static int datasets(String base) throws Exception {
        return JsonParser.parseString(get(base + "/stats.json"))
                .getAsJsonObject()
                .getAsJsonObject("totals")
                .get("datasets")
                .getAsInt();
    }

    @Test
    void a_dataset_may_be_announced_while_the_catalog_has_it_and_not_once_it_is_withdrawn(Bench bench)
            throws Exception {
        Soil.write(bench);
        bench.publish(
                        "BENCH/soil-2024",
                        "--title",
                        "Soil & <b>plots</b>",
                        "--tracker",
                        "http://tracker.invalid/announce")
                .interrupt();
        Running tracker = bench.start("tracker", "--listen", "127.0.0.1:0");
        String base = base(tracker);
        awaitDatasets(base, 1);
        Catalog catalog = Catalogs.in(bench.path("home/data/catalog"));
        String hash = catalog.list()
                .entries()
                .get(0)
                .entry()
                .infohashV1()
                .orElseThrow()
                .hex();
        String announce = base + "/announce?port=6881&left=0&info_hash=" + hash.replaceAll("(..)", "%$1");

        assertThat(get(announce)).contains("8:completei1e");
        assertThat(get(base + "/stats")).contains("local/1", "Soil &amp; &lt;b&gt;plots&lt;/b&gt;");

        assertThat(bench.run("withdraw", "1", "--yes").exitCode()).isZero();
        awaitDatasets(base, 0);
        assertThat(get(announce)).contains("this tracker does not have that infohash");

        Outcome ended = tracker.interrupt();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).endsWith("""
                seedbank: ending the tracker, as it was told to by a signal
                seedbank: the tracker has ended
                """);
    }

    @Test
    void a_node_is_a_tracker_for_as_long_as_it_runs(Bench bench) throws Exception {
        Running node = bench.start("node", "run", "--port", "0", "--tracker", "127.0.0.1:0");
        node.awaitErr("the node is ready");
        String base = base(node);

        assertThat(get(base + "/stats")).contains("0 datasets");
        Outcome ended = node.interrupt();

        assertThat(ended.exitCode()).isZero();
        assertThatThrownBy(() -> get(base + "/stats")).isInstanceOf(IOException.class);
    }

    @Test
    void members_announce_with_their_key(Bench bench) throws Exception {
        String key = bench.run("tracker", "key", "add", "ada", "--expires", "1d")
                .out()
                .strip();
        Running tracker = bench.start("tracker", "--listen", "127.0.0.1:0", "--open", "--members");
        String base = base(tracker);
        String query = "/announce?port=6881&left=0&info_hash=aaaaaaaaaaaaaaaaaaaa";

        assertThat(get(base + "/" + key + query)).contains("8:completei1e");
        assertThat(get(base + query)).contains("this tracker is for members");
        assertThat(get(base + "/stats")).contains("this tracker is for members");
        assertThat(bench.run("tracker", "key", "list").out())
                .startsWith("name  added")
                .contains("ada ");
        assertThat(tracker.interrupt().err()).doesNotContain(key);
    }

    @Test
    void what_is_wrong_with_a_key_or_an_option_is_said(Bench bench) throws Exception {
        bench.run("tracker", "key", "add", "ada");

        assertThat(bench.run("tracker", "key", "add", "ada")).isEqualTo(new Outcome(1, "", """
                seedbank: error: there is a key 'ada' already
                seedbank: hint: choose another name, or remove that key first with 'seedbank tracker key remove'; a key itself is shown only once
                """));
        assertThat(bench.run("tracker", "key", "remove", "bob")).isEqualTo(new Outcome(1, "", """
                seedbank: error: there is no key 'bob'
                seedbank: hint: see which keys there are with 'seedbank tracker key list'
                """));
        assertThat(bench.run("tracker", "key", "add", "a b").exitCode()).isEqualTo(2);
        assertThat(bench.run("tracker", "key", "add", "eve", "--expires", "0d").err())
                .startsWith("seedbank: error: --expires: '0d' is not from 1m to 3650d\n");
        assertThat(bench.run("tracker", "key", "add", "eve", "--expires", "5s").exitCode())
                .isEqualTo(2);
        assertThat(bench.run("tracker", "--listen", "tracker.example.org:6969").err())
                .contains("'tracker.example.org:6969' is not an IP address with a port");
        assertThat(bench.run("tracker", "--interval", "1s").err())
                .contains("an interval is from 5 s to 7200 s, not 1 s");
        assertThat(bench.run("tracker", "--behind-proxy=nginx").err()).contains("'nginx' is no IP address");
        assertThat(bench.run("tracker", "--catalog", "nowhere").exitCode()).isEqualTo(2);
        assertThat(bench.run("node", "start", "--tracker-catalog", "local").err())
                .contains("--tracker-catalog says nothing without --tracker");
    }
}
