package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.FileVerdict;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;

/** What a hint says of {@code get} works as it is written, from any folder. */
@ExtendWith(Benches.class)
class GetHintsTest {

    private static final Pattern HINT = Pattern.compile("'seedbank (get [^']*)'");

    private static final Source PRIVATE = Source.notAsked(Source.Kind.WEB_SEED, "http://10.0.0.7/", NotAsked.PRIVATE);

    private Bench bench;
    private FakeNode node;
    private Metainfo torrent;

    /** The node has soil, or fetches it, in a folder in which nobody is. */
    @BeforeEach
    void list(Bench bench) throws Exception {
        this.bench = bench;
        Soil.write(bench);
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024");
        torrent = Metainfo.read(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));
        node = bench.nodes().run(Network.LOCAL);
    }

    private void fetches(Source... sources) throws Exception {
        assertThat(bench.run("get", "1", "-d", "BENCH/copy").exitCode()).isZero();
        node.change(
                "soil-2024",
                view -> view.state(DatasetState.FETCHING).sources(sources).why("nobody who has it was found yet"));
    }

    private static List<String> hints(Outcome said) {
        return HINT.matcher(said.out() + said.err())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Runs the hints as they are written, but for the words that a person has to put something for. */
    private void follow(Outcome said) throws Exception {
        assertThat(hints(said)).as(said.out() + said.err()).isNotEmpty();
        for (String hint : hints(said)) {
            String words = hint.substring("'seedbank ".length(), hint.length() - 1)
                    .replace("HOST:PORT", "127.0.0.1:7000")
                    .replace("DIR", "BENCH/elsewhere");
            Outcome done = bench.run(words.split(" "));
            assertThat(done.exitCode()).as(hint + ": " + done.err()).isZero();
        }
    }

    @Test
    void private_places_are_allowed_where_the_dataset_is() throws Exception {
        fetches(PRIVATE);

        follow(bench.run("status"));
        follow(bench.run("status", "soil-2024"));
        follow(bench.run("get", "1", "-d", "BENCH/copy"));
        node.finds(Finding.of(Finding.Kind.NOT_ASKED_PRIVATE, "http://10.0.0.7/", "it leads inwards"));
        follow(bench.run("doctor", "soil-2024"));

        assertThat(last().allowPrivate()).contains(true);
        assertThat(last().place()).isEqualTo(bench.path("copy"));
    }

    @Test
    void peers_are_named_where_the_dataset_is() throws Exception {
        fetches(Source.of(Source.Kind.TRACKER, "http://a.example.org/", Source.State.FAILING, Optional.of("no")));
        node.finds(
                Finding.of(Finding.Kind.NOBODY_FOUND, "never"),
                Finding.of(Finding.Kind.TRACKER_FAILS, "http://a.example.org/", "no"),
                Finding.of(Finding.Kind.TRACKER_FAILS_FIRST, "http://a.example.org/", "no"),
                Finding.of(Finding.Kind.PRIVATE_WITHOUT_TRACKER));

        Outcome doctor = bench.run("doctor", "soil-2024");
        assertThat(doctor.out())
                .as("who has not published it cannot change what its torrent names")
                .doesNotContain("seedbank edit");
        follow(doctor);

        assertThat(last().peers()).hasSize(1);
        assertThat(last().place()).isEqualTo(bench.path("copy"));
    }

    @Test
    void peers_are_named_of_a_magnet_link_that_waits() throws Exception {
        Files.createDirectory(bench.path("empty"));
        bench.run("get", "magnet:?xt=urn:btih:" + Soil.V1, "-d", "BENCH/copy", "--catalog", "BENCH/empty");

        follow(bench.run("status", Soil.V1.substring(0, 8)));
    }

    @Test
    void a_choice_of_files_stays_the_same_where_only_something_else_is_said() throws Exception {
        bench.run("get", "1", "-d", "BENCH/copy", "--include", "ph.csv");
        node.change("soil-2024", view -> view.state(DatasetState.FETCHING).sources(PRIVATE));
        node.tells(
                SwarmKey.of(torrent),
                List.of(file("depth.csv", FileVerdict.NOT_CHOSEN), file("ph.csv", FileVerdict.ARRIVING)));

        follow(bench.run("status"));
        assertThat(last().files()).contains(Set.of(1));
        bench.run("get", "1", "--peer", "127.0.0.1:7000", "--include", "*");
        assertThat(last().files()).contains(Set.of(1));
        bench.run("get", "1", "-d", "BENCH/copy");
        assertThat(last().files()).isEmpty();
    }

    private static DatasetFiles.FileView file(String path, FileVerdict verdict) {
        return new DatasetFiles.FileView(path, 2, Optional.empty(), verdict, Optional.empty());
    }

    @Test
    void another_copy_is_made_of_what_is_here() throws Exception {
        node.put(FakeView.of(NewDataset.published(torrent, bench.path("soil-2024")))
                .view());

        follow(bench.run("get", "1", "-d", "BENCH/other"));

        assertThat(bench.files("elsewhere/soil-2024")).isEqualTo(Soil.files());
    }

    /** Of that there is nothing to copy and nothing to move. */
    @Test
    void of_what_is_not_here_yet_no_copy_is_proposed() throws Exception {
        fetches();

        for (String all : List.of("1", "--all")) {
            Outcome elsewhere = bench.run("get", all, "-d", "BENCH/other");
            assertThat(hints(elsewhere)).isEmpty();
            assertThat(elsewhere.err())
                    .contains(
                            "the node has 'soil-2024' already, at 'BENCH/copy/soil-2024'",
                            "'seedbank status %.8s' shows how it comes along there".formatted(Soil.DIGEST),
                            "'seedbank remove %.8s' gives it up".formatted(Soil.DIGEST))
                    .doesNotContain("--copy", "seedbank move");
        }
        assertThat(bench.run("status", Soil.DIGEST.substring(0, 8)).exitCode()).isZero();
        assertThat(bench.run("remove", "--yes", Soil.DIGEST.substring(0, 8)).exitCode())
                .isZero();
        assertThat(bench.run("get", "1", "-d", "BENCH/other").exitCode()).isZero();
    }

    @Test
    void a_copy_is_made_where_programs_write() throws Exception {
        node.put(FakeView.of(NewDataset.published(torrent, bench.path("soil-2024")))
                .view());
        Files.createDirectory(bench.path("links"));

        follow(bench.run("link", "soil-2024", "BENCH/links"));
    }

    @Test
    void everything_is_read_again_where_the_dataset_is() throws Exception {
        fetches();

        Outcome verify = bench.run("get", "--verify", "soil-2024");

        assertThat(verify.exitCode()).as(verify.err()).isZero();
        assertThat(node.told()).endsWith("check soil-2024 everything");
    }

    @Test
    void what_is_said_with_another_place_counts_where_the_dataset_is_too() throws Exception {
        fetches(PRIVATE);

        Outcome elsewhere = bench.run("get", "1", "--allow-private", "-d", "BENCH/other");

        assertThat(elsewhere.exitCode()).isEqualTo(1);
        assertThat(elsewhere.err()).startsWith("seedbank: what was said counts for it where it is\n");
        assertThat(last().place()).isEqualTo(bench.path("copy"));
        assertThat(last().allowPrivate()).contains(true);
    }

    private NewDataset last() {
        return node.requests().get(node.requests().size() - 1);
    }
}
