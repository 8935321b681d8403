package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.screen.FindingText;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.examination.Finding;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;

/** {@code seedbank get} and {@code add}: what is handed to the node, and what came of it. */
@ExtendWith(Benches.class)
class GetThroughNodeTest {

    private static final String GOES_ON = "seedbank: the node goes on with it; 'seedbank status' shows how it does\n";

    private static final String HINT =
            "seedbank: hint: 'seedbank resume %.8s' tries again to get from others what is damaged\n"
                    .formatted(Soil.DIGEST);

    @Test
    void what_the_node_has_is_looked_at_before_anything_is_said_of_it(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        bench.run("get", "1", "-d", "BENCH/copy");
        Instant looked = Instant.now().plusSeconds(3600);
        node.change("soil-2024", view -> view.seeding().verified(Instant.parse("2026-05-17T09:00:00Z"), looked));

        Outcome get = bench.run("get", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo("""
            seeding 'BENCH/copy/soil-2024'
            all 2 files intact when verified at TIME (47 B); lengths and times unchanged since
            """);
        assertThat(get.err()).isEmpty();
        assertThat(node.told()).endsWith("check soil-2024");
        bench.run("get", "1", "-d", "BENCH/copy", "--verify");
        assertThat(node.told()).endsWith("check soil-2024 everything");
    }

    @Test
    void peers_that_a_person_names_are_asked_for_a_magnet_link_and_for_the_dataset(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        Metainfo torrent = Metainfo.read(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));
        FakeNode node = bench.nodes().run(Network.LOCAL);
        node.knows("magnet:?xt=urn:btih:" + Soil.V1 + "&x.pe=127.0.0.1:6881&x.pe=127.0.0.1:7000", torrent);

        Outcome get = bench.run(
                "get",
                "magnet:?xt=urn:btih:" + Soil.V1 + "&x.pe=127.0.0.1:6881",
                "--peer",
                "127.0.0.1:7000",
                "-d",
                "BENCH/copies");

        assertThat(get.exitCode()).isZero();
        assertThat(node.requests().get(0).peers())
                .containsExactly(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 7000),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 6881));
    }

    @Test
    void a_peer_beyond_reach_is_refused_at_once(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        FakeNode node = bench.nodes().run(Network.LOCAL);

        for (String peer : List.of("192.0.2.1:6881", "seeds.example.org:6881")) {
            assertThat(bench.run("get", "1", "--peer", peer, "-d", "BENCH/copies"))
                    .isEqualTo(new Outcome(1, "", """
                seedbank: error: the peer '%s' is beyond reach: the node reaches this machine only
                seedbank: hint: the node reaches this machine only, and 'seedbank node reach network' or 'seedbank node reach public' changes that
                """.formatted(peer)));
        }
        assertThat(bench.run("get", "--foreground", "1", "--peer", "192.0.2.1:6881", "-d", "BENCH/copies")
                        .err())
                .isEqualTo("""
            seedbank: error: the peer '192.0.2.1:6881' is beyond reach: this command reaches this machine only
            seedbank: hint: add --public, which reaches peers anywhere
            """);
        assertThat(bench.run("get", "1", "--peer", "localhost:6881", "-d", "BENCH/copies")
                        .exitCode())
                .isZero();
        assertThat(node.requests().get(0).peers())
                .contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), 6881));
    }

    @Test
    void what_was_edited_in_the_catalog_is_taken_over_when_it_is_fetched_again(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        FakeNode node = bench.nodes().run(Network.LOCAL);
        bench.run("get", "1", "-d", "BENCH/copies");
        Metainfo before = node.torrent(node.datasets().get(0).key());
        bench.run("edit", "1", "--add-tracker", "udp://127.0.0.1:6969");
        node.replace(before);

        bench.run("get", "1", "-d", "BENCH/copies");

        assertThat(node.torrent(node.datasets().get(0).key()).trackers()).containsExactly("udp://127.0.0.1:6969");
    }

    @Test
    void a_magnet_link_chooses_files_and_names_peers(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Metainfo torrent = torrent(bench);
        String link = "magnet:?xt=urn:btih:" + Soil.V1 + "&x.pe=127.0.0.1:6881&so=0";
        node.knows(link, torrent);

        Outcome get = bench.run(
                "get",
                "magnet:///?xt=urn:btih:" + Soil.V1.toUpperCase(Locale.ROOT)
                        + "&amp;so=0&amp;x.pe=localhost:6881&amp;x.pe=seed.example.org:6881&amp;x.pe=nobody",
                "-d",
                "BENCH/copy");

        assertThat(get.exitCode()).isZero();
        assertThat(get.err())
                .contains(
                        "warning: the magnet link says 'x.pe=nobody', which is not heeded",
                        "warning: the peer 'seed.example.org:6881' of the magnet link is beyond what is reached, and not looked up");
        assertThat(node.requests())
                .extracting(NewDataset::files, NewDataset::peers)
                .containsExactly(tuple(
                        Optional.of(Set.of(0)),
                        List.of(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 6881))));
    }

    @Test
    void an_infohash_that_no_catalog_has_is_asked_for_among_peers(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Files.createDirectory(bench.path("empty"));
        Metainfo torrent = torrent(bench);
        node.knows("magnet:?xt=urn:btih:" + Soil.V1, torrent);
        node.knows("magnet:?xt=urn:btmh:1220" + "ef".repeat(32), torrent);

        for (String reference : List.of(
                Soil.V1.toUpperCase(Locale.ROOT),
                "EF".repeat(32),
                "1220" + "ef".repeat(32),
                new Base32().encodeToString(new InfoHash(Soil.V1).bytes()))) {
            Outcome get = bench.run("get", reference, "--catalog", "BENCH/empty", "-d", "BENCH/copy");

            assertThat(get.err()).contains("no catalog lists '" + reference + "'; asking peers for it");
            assertThat(get.exitCode()).as(reference).isZero();
            node.remove(SwarmKey.of(torrent), false);
        }
    }

    @Test
    void a_reference_that_means_a_waiting_magnet_link_keeps_its_folder_and_its_trackers(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Files.createDirectory(bench.path("empty"));
        String link = "magnet:?xt=urn:btih:" + Soil.V1 + "&dn=ph&tr=http%3A%2F%2Fa.example.org%2F";
        bench.run("get", link, "-d", "BENCH/waiting", "--as", "ours", "--no-seed", "--catalog", "BENCH/empty");
        for (String reference : List.of("ph", Soil.V1, Soil.V1.substring(0, 8), "magnet:?xt=urn:btih:" + Soil.V1)) {
            Outcome get = bench.run("get", reference, "--peer", "127.0.0.1:7000", "--catalog", "BENCH/empty");

            assertThat(get.exitCode()).as(reference + get.err()).isZero();
            NewMagnet now = node.waiting().get(node.waiting().size() - 1);
            assertThat(now.place()).isEqualTo(bench.path("waiting"));
            assertThat(now.name()).contains("ours");
            assertThat(now.seed()).isFalse();
            assertThat(now.link().trackers()).containsExactly("http://a.example.org/");
            assertThat(now.link().peers()).hasToString("[127.0.0.1:7000]");
        }

        bench.run("get", "ph", "-d", "BENCH/other", "--catalog", "BENCH/empty");
        assertThat(node.waiting().get(node.waiting().size() - 1))
                .returns(bench.path("other"), NewMagnet::place)
                .returns(Optional.empty(), NewMagnet::name);
    }

    @Test
    void a_catalog_that_lists_what_a_magnet_link_waits_for_ends_the_waiting_at_its_place(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Files.createDirectory(bench.path("empty"));
        bench.run("get", "magnet:?xt=urn:btih:" + Soil.V1, "-d", "BENCH/waiting", "--catalog", "BENCH/empty");
        node.onAdd(() -> node.change("soil-2024", FakeView::seeding));

        Outcome get = bench.run("get", "1", "--wait");

        assertThat(get.err()).isEmpty();
        assertThat(get.out()).startsWith("fetched 'BENCH/waiting/soil-2024'\n");
    }

    @Test
    void peers_that_are_named_of_what_the_node_has_are_asked_where_it_is(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Files.createDirectory(bench.path("empty"));
        bench.run("get", "1", "-d", "BENCH/copy", "--as", "ours");
        for (String reference : List.of("1", "soil-2024", Soil.V1.substring(0, 8))) {
            String catalog = reference.equals("1") ? "local" : "BENCH/empty";
            Outcome get = bench.run("get", reference, "--peer", "127.0.0.1:7000", "--catalog", catalog);

            assertThat(get.exitCode()).as(get.err()).isZero();
            assertThat(last(node))
                    .returns(bench.path("copy"), NewDataset::place)
                    .returns(Optional.of("ours"), NewDataset::name)
                    .returns(7000, request -> request.peers().get(0).getPort());
        }

        Outcome elsewhere = bench.run("get", "1", "-d", "BENCH/other", "--peer", "127.0.0.1:7001");
        assertThat(elsewhere.exitCode()).isEqualTo(1);
        assertThat(elsewhere.err())
                .startsWith("seedbank: the peers that were named are asked for it where it is\n")
                .contains("at 'BENCH/copy/ours'");
        assertThat(last(node))
                .returns(bench.path("copy"), NewDataset::place)
                .returns(7001, request -> request.peers().get(0).getPort());
    }

    private static NewDataset last(FakeNode node) {
        return node.requests().get(node.requests().size() - 1);
    }

    @Test
    void what_the_node_was_fetching_is_called_fetched_when_it_is_there(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        bench.run("get", "1", "-d", "BENCH/copy");
        node.onAdd(() -> node.change("soil-2024", FakeView::seeding));

        assertThat(bench.run("get", "1", "-d", "BENCH/copy", "--wait").out())
                .startsWith("fetched 'BENCH/copy/soil-2024'\n");
        assertThat(bench.run("get", "1", "-d", "BENCH/copy", "--wait").out())
                .startsWith("seeding 'BENCH/copy/soil-2024'\n");
    }

    @Test
    void says_which_trackers_and_web_seeds_are_not_asked(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        bench.run("get", "1", "-d", "BENCH/copy");
        node.change(
                "soil-2024",
                view -> view.sources(
                        Source.notAsked(Source.Kind.TRACKER, "http://10.0.0.7/", NotAsked.PRIVATE),
                        Source.notAsked(Source.Kind.TRACKER, "http://far.example.org/", NotAsked.BEYOND_REACH)));

        assertThat(bench.run("get", "1", "-d", "BENCH/copy").err())
                .startsWith(
                        "seedbank: warning: trackers and web seeds are not asked, 1 address: it leads to this machine or"
                                + " a private network; 'seedbank get %.8s --allow-private' lets private ones be asked\n"
                                        .formatted(Soil.DIGEST));
    }

    @Test
    void private_trackers_and_web_seeds_are_for_the_person_to_allow(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);

        bench.run("get", "1", "-d", "BENCH/copy");
        bench.run("get", "1", "-d", "BENCH/copy", "--allow-private");

        assertThat(node.requests())
                .extracting(NewDataset::allowPrivate)
                .containsExactly(Optional.empty(), Optional.of(true));
    }

    @Test
    void what_the_node_has_elsewhere_is_told_and_is_no_error_of_all(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        bench.run("get", "1", "-d", "BENCH/copy");
        node.change("soil-2024", FakeView::seeding);

        Outcome all = bench.run("get", "--all", "-d", "BENCH/other");

        assertThat(all.exitCode()).isZero();
        assertThat(all.out()).startsWith("seeding 'BENCH/copy/soil-2024'\n");
        assertThat(all.err())
                .isEqualTo("seedbank: the node has 'soil-2024' already, at 'BENCH/copy/soil-2024'; use it there;"
                        + " 'seedbank get --copy %1$.8s -d DIR' makes another copy of it, and 'seedbank move %1$.8s NEWPATH' brings it"
                                .formatted(Soil.DIGEST)
                        + " elsewhere\n");
        Outcome one = bench.run("get", "1", "-d", "BENCH/other");
        assertThat(one.exitCode()).isEqualTo(1);
        assertThat(one.err()).contains("at 'BENCH/copy/soil-2024'", "makes another copy of it");
    }

    @Test
    void makes_another_copy_that_is_verified(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.published(torrent(bench), bench.path("soil-2024")))
                .view());

        Outcome copy = bench.run("get", "1", "--copy", "-d", "BENCH/other");

        assertThat(copy.out()).startsWith("copied to 'BENCH/other/soil-2024'\nall 2 files intact");
        assertThat(copy.exitCode()).isZero();
        assertThat(bench.files("other/soil-2024")).isEqualTo(Soil.files());
        Outcome again = bench.run("get", "1", "--copy", "-d", "BENCH/other");
        assertThat(again.out()).startsWith("is there already: 'BENCH/other/soil-2024'\nall 2 files intact");
        assertThat(again.exitCode()).isZero();
        bench.write("other/soil-2024/ph.csv", "mine");
        assertThat(bench.run("get", "1", "--copy", "-d", "BENCH/other").err())
                .startsWith("seedbank: error: 'BENCH/other/soil-2024' is a folder");
    }

    @Test
    void nothing_is_called_damaged_that_has_not_arrived_yet(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.fetched(torrent(bench), bench.path("copy"), "get"))
                .state(DatasetState.FETCHING)
                .view());

        Outcome copy = bench.run("get", "1", "--copy", "-d", "BENCH/other");

        assertThat(copy.err()).isEqualTo("""
            seedbank: error: 'soil-2024' is not here yet: it is fetching, and 0 % of it has arrived
            seedbank: hint: see what it has with 'seedbank status'
            """);
        assertThat(copy.exitCode()).isEqualTo(1);
        assertThat(bench.path("other")).doesNotExist();
    }

    @Test
    void a_damaged_copy_is_not_copied_and_the_node_is_told(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.published(torrent(bench), bench.path("soil-2024")))
                .view());
        bench.write("soil-2024/ph.csv", "9.9");

        Outcome copy = bench.run("get", "1", "--copy", "-d", "BENCH/other");

        assertThat(copy.exitCode()).isEqualTo(3);
        assertThat(copy.out()).startsWith("not copied to 'BENCH/other/soil-2024': 'BENCH/soil-2024' is damaged\n");
        assertThat(bench.path("other/soil-2024")).doesNotExist();
        assertThat(node.told()).containsExactly("found soil-2024 complete=true damaged=[1]");
    }

    @Test
    void a_verification_tells_the_node_what_it_has_found(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.published(torrent(bench), bench.path("soil-2024")))
                .seeding()
                .view());

        bench.run("verify", "1", "BENCH/soil-2024");
        bench.write("soil-2024/ph.csv", "9.9");
        Outcome damaged = bench.run("verify", "1", "BENCH/soil-2024");

        assertThat(node.told())
                .containsExactly(
                        "found soil-2024 complete=true damaged=[]", "found soil-2024 complete=true damaged=[1]");
        assertThat(damaged.err()).contains("the node has this copy, and does not offer what is damaged");
    }

    @Test
    void a_node_that_is_not_done_with_its_copy_is_not_said_to_have_heard(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.published(torrent(bench), bench.path("soil-2024")))
                .state(DatasetState.PAUSED)
                .view());
        bench.write("soil-2024/ph.csv", "9.9");
        Files.createSymbolicLink(bench.path("link"), bench.path("soil-2024"));

        assertThat(bench.run("verify", "1", "BENCH/link").err())
                .contains("the node has this copy, which is paused; it reads it when it goes on with it")
                .doesNotContain("does not offer");
    }

    @Test
    void a_repair_of_the_nodes_own_copy_is_done_by_the_node(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.published(torrent(bench), bench.path("soil-2024")))
                .view());

        Outcome repair = bench.run("verify", "--repair", "1", "BENCH/soil-2024");

        assertThat(repair.exitCode()).isZero();
        assertThat(repair.out()).startsWith("all 2 files intact");
        assertThat(node.told()).containsExactly("mend soil-2024");
    }

    @Test
    void what_is_found_wrong_just_now_is_replaced_when_a_person_says_so(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.published(torrent(bench), bench.path("soil-2024")))
                .view());
        Instant before = Instant.parse("2026-05-17T09:00:00Z");
        node.change("soil-2024", view -> view.verified(before, before).state(DatasetState.CHECKING));
        Running get = bench.start("get", "1", "-d", "BENCH", "--overwrite");
        node.awaitTold("check soil-2024");

        node.change("soil-2024", view -> view.damaged("ph.csv"));

        get.end();
        assertThat(node.told()).containsExactly("check soil-2024", "mend soil-2024");
    }

    @Test
    void what_was_moved_is_published_where_it_is_now_without_hashing(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.published(torrent(bench), bench.path("soil-2024")))
                .view());
        Files.move(bench.path("soil-2024"), bench.path("moved"));

        Outcome publish = bench.run("publish", "BENCH/moved");

        assertThat(publish.exitCode()).isZero();
        assertThat(publish.out()).contains("serial    1\n", "digest    " + Soil.DIGEST);
        assertThat(publish.err()).contains("these bytes were published before");
        assertThat(node.told()).containsExactly("relocate soil-2024");
        assertThat(node.requests()).isEmpty();
    }

    @Test
    void moves_and_relocates_what_the_node_has(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.put(FakeView.of(NewDataset.published(torrent(bench), bench.path("soil-2024")))
                .view());
        Files.createDirectory(bench.path("there"));

        assertThat(bench.run("move", "soil-2024", "BENCH/there").out())
                .isEqualTo("'soil-2024' is at 'BENCH/there/soil-2024'\n");
        assertThat(bench.run("relocate", "soil-2024", "BENCH/elsewhere").out())
                .isEqualTo("'soil-2024' is at 'BENCH/elsewhere'\n");
        assertThat(node.told()).containsExactly("move soil-2024", "relocate soil-2024");
    }

    @Test
    void the_node_fetches_in_the_background(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);

        Outcome get = bench.run("get", "1", "-d", "BENCH/copy");

        assertThat(get).isEqualTo(new Outcome(0, "fetching 'BENCH/copy/soil-2024'\n", GOES_ON));
        Metainfo torrent = node.requests().get(0).torrent();
        assertThat(torrent.infoHashV2()).isEqualTo(torrent(bench).infoHashV2());
        assertThat(node.requests()).containsExactly(NewDataset.fetched(torrent, bench.path("copy"), "get"));
    }

    @Test
    void one_is_started_when_none_runs(Bench bench) throws Exception {
        withSoilListed(bench);
        bench.nodes().stop();
        bench.nodes().allowStart();

        Outcome get = bench.run("get", "1");

        assertThat(get.exitCode()).isZero();
        assertThat(bench.nodes().started()).contains(NodeStart.USUAL);
        assertThat(bench.nodes().node().facts().network()).isEqualTo(Network.LOCAL);
    }

    @Test
    void a_misspelt_reference_starts_no_node(Bench bench) throws Exception {
        Outcome get = bench.run("get", "7");

        assertThat(get.exitCode()).isEqualTo(4);
        assertThat(bench.nodes().node()).isNull();
    }

    @Test
    void a_node_that_reaches_less_than_is_asked_for_is_an_error(Bench bench) throws Exception {
        withSoilListed(bench);

        assertThat(bench.run("get", "1", "--public")).isEqualTo(new Outcome(1, "", """
            seedbank: error: the node reaches this machine only, and --public asks for more
            seedbank: hint: let it reach further with 'seedbank node reach public', which is for all of its datasets
            """));
    }

    @Test
    void chosen_files_peers_and_what_comes_after_are_handed_over(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);

        bench.run("get", "1", "--include", "ph.csv", "--peer", "127.0.0.1:6882", "--no-seed");

        NewDataset request = node.requests().get(0);
        assertThat(request.files()).isEqualTo(Optional.of(Set.of(1)));
        assertThat(request.peers()).hasSize(1);
        assertThat(request.seed()).isFalse();
    }

    @Test
    void name_and_policy_are_handed_over(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);

        bench.run("get", "1", "--as", "soil", "--adopt");
        bench.run("get", "1", "--overwrite");
        bench.run("get", "1");

        assertThat(node.requests())
                .extracting(NewDataset::name, NewDataset::existing)
                .containsExactly(
                        tuple(Optional.of("soil"), Optional.of(ExistingFiles.Policy.ADOPT)),
                        tuple(Optional.empty(), Optional.of(ExistingFiles.Policy.OVERWRITE)),
                        tuple(Optional.empty(), Optional.empty()));
    }

    @Test
    void a_name_is_for_one_dataset(Bench bench) throws Exception {
        withSoilListed(bench);

        assertThat(bench.run("get", "1", "1", "--as", "soil").exitCode()).isEqualTo(2);
        assertThat(bench.run("get", "--all", "--as", "soil").exitCode()).isEqualTo(2);
    }

    @Test
    void no_file_at_all_is_wrong(Bench bench) throws Exception {
        withSoilListed(bench);

        assertThat(bench.run("get", "1", "--include", "*.xls").exitCode()).isEqualTo(2);
    }

    @Test
    void waits_until_all_is_verified(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Running get = bench.start("get", "1", "-d", "BENCH/copy", "--wait");
        node.awaitRequests(1);

        node.change("soil-2024", view -> view.done(20));
        node.change("soil-2024", view -> view.state(DatasetState.VERIFYING));
        node.change("soil-2024", FakeView::seeding);

        assertThat(get.end()).isEqualTo(new Outcome(0, """
            fetched 'BENCH/copy/soil-2024'
            all 2 files intact (47 B, verified just now)
            """, ""));
    }

    @Test
    void damage_that_stays_is_named(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Running get = bench.start("get", "1", "-d", "BENCH/copy", "--wait");
        node.awaitRequests(1);

        node.change("soil-2024", view -> view.damaged("ph.csv"));

        assertThat(get.end()).isEqualTo(new Outcome(3, """
            fetched 'BENCH/copy/soil-2024'
            damaged       ph.csv
            1 of 2 files is damaged (47 B)
            """, HINT));
    }

    @Test
    void waiting_ends_when_nobody_has_it_and_the_node_goes_on(Bench bench) throws Exception {
        withSoilListed(bench);

        assertThat(bench.run("get", "1", "--wait", "--timeout", "1")).isEqualTo(new Outcome(6, "", """
            seedbank: error: nobody sent a byte of 'soil-2024' for 1 second; the node goes on asking
            seedbank: hint: try again when somebody seeds it; the node reaches this machine only, and 'seedbank node reach network' or 'seedbank node reach public' changes that
            """));
    }

    @Test
    void waiting_ends_as_a_fetch_in_the_foreground_does_when_all_that_came_was_wrong(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Source wrong = Source.of(Source.Kind.PEER, "10.0.0.1:6881", Source.State.FAILING, Optional.of("it lied"))
                .with(Optional.of(Source.Fault.WRONG_BYTES));
        node.onAdd(() -> node.change("soil-2024", view -> view.sources(wrong)));

        assertThat(bench.run("get", "1", "--wait", "--timeout", "1")).isEqualTo(new Outcome(3, "", """
            seedbank: the node goes on asking
            seedbank: error: peer 10.0.0.1:6881 sent bytes of 'soil-2024' that are not what was published
            seedbank: hint: ask them to verify their copy, and try again; what has arrived intact is kept
            """));
    }

    @Test
    void waiting_that_ends_says_what_the_node_knows_of_why(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        String why = "nobody who has it was found yet; tracker: not\u001b[2J authorized";
        node.onAdd(() -> node.change("soil-2024", view -> view.why(why)));

        assertThat(bench.run("get", "1", "--wait", "--timeout", "1").err())
                .startsWith("seedbank: error: nobody sent a byte of 'soil-2024' for 1 second; the node goes on asking;"
                        + " nobody who has it was found yet; tracker: not")
                .doesNotContain("\u001b")
                .contains(" authorized\nseedbank: hint: try again when somebody seeds it");
    }

    @Test
    void waiting_that_ends_names_a_proxy_that_does_not_answer(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.finds(
                Finding.of(Finding.Kind.PROXY_WRONG, "http_proxy", "of commands alone"),
                Finding.of(Finding.Kind.PROXY_WRONG, Finding.OWN_PROXY, "nobody answers there"));

        assertThat(bench.run("get", "1", "--wait", "--timeout", "1").err())
                .startsWith("seedbank: error: nobody sent a byte of 'soil-2024' for 1 second; the node goes on asking;"
                        + " proxy: cannot use the node's proxy: nobody answers there\n"
                        + "seedbank: hint: set it to the proxy of your network, ");
    }

    /** A firewall, a cable that is cut, and a web seed that leads inwards: a longer reach helps against none of them. */
    @Test
    void waiting_that_ends_names_the_cause_and_the_step_that_the_status_names(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        for (Finding cause : List.of(
                Finding.of(Finding.Kind.PEER_FAILS, "192.0.2.1:6881", "timed out"),
                Finding.of(Finding.Kind.PEER_DECLINES, "192.0.2.1:6881"),
                Finding.of(Finding.Kind.PEERS_SILENT, "1", "2026-05-17T09:00:00Z"),
                Finding.of(Finding.Kind.NOT_ASKED_PRIVATE, "http://10.0.0.7/", "it leads inwards"),
                Finding.of(Finding.Kind.WEB_SEED_DEAD, "http://a.example.org/", "HTTP status 404"),
                Finding.of(Finding.Kind.NOTHING_OFFERED, "1", "never"))) {
            String why = "nobody who has it was found yet; the node reaches this machine only";
            bench.run("get", "1", "-d", "BENCH/copy");
            node.change("soil-2024", view -> view.why(why));
            node.finds(Finding.of(Finding.Kind.REACH_MACHINE), cause);
            String next = bench.run("status", "soil-2024")
                    .out()
                    .lines()
                    .filter(line -> line.startsWith("next      "))
                    .findFirst()
                    .orElseThrow()
                    .substring(10);

            Outcome get = bench.run("get", "1", "-d", "BENCH/copy", "--wait", "--timeout", "1");

            assertThat(get.exitCode()).isEqualTo(6);
            assertThat(get.err())
                    .contains("the node goes on asking; " + why, "seedbank: hint: " + next + "\n")
                    .doesNotContain("seedbank node reach");
            assertThat(FindingText.of(cause).next()).as(next).startsWith(next.substring(0, 12));
        }
    }

    @Test
    void waiting_that_ends_by_a_limit_of_ones_own_blames_nobody_and_says_how_it_is_lifted(Bench bench)
            throws Exception {
        FakeNode node = withSoilListed(bench);
        node.onAdd(() -> node.change("soil-2024", view -> view.why(OwnLimit.ALL.whyNothingComes())));

        assertThat(bench.run("get", "1", "--wait", "--timeout", "1").err()).isEqualTo("""
                seedbank: error: nothing of 'soil-2024' came for 1 second; nothing may be received: the limit for all together is 0
                seedbank: hint: 'seedbank limit --down none' lifts it
                """);
    }

    @Test
    void interrupting_the_wait_leaves_the_node_at_work(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Running get = bench.start("get", "1", "--wait");
        node.awaitRequests(1);

        assertThat(get.interrupt()).isEqualTo(new Outcome(130, "", """
            seedbank: the node goes on fetching; 'seedbank status' shows how it does
            seedbank: interrupted
            """));
        assertThat(node.datasets()).hasSize(1);
    }

    @Test
    void what_keeps_the_node_from_going_on_ends_the_wait(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Running get = bench.start("get", "1", "-d", "BENCH/copy", "--wait");
        node.awaitRequests(1);

        node.change("soil-2024", view -> view.state(DatasetState.NO_ROOM).why("47 B are missing"));

        assertThat(get.end())
                .isEqualTo(new Outcome(
                        1,
                        "no room 'BENCH/copy/soil-2024': 47 B are missing\n",
                        "seedbank: hint: free some space and it goes on by itself, or 'seedbank remove %.8s' gives it up\n"
                                .formatted(Soil.DIGEST)));
    }

    @Test
    void all_of_a_catalog_goes_by_another_name_where_something_else_has_its_own(Bench bench) throws Exception {
        withSoilListed(bench);
        bench.write("copy/soil-2024", "a file of mine");
        String name = "soil-2024-" + Soil.DIGEST.substring(0, 8);

        Outcome get = bench.run("get", "--all", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo("fetching 'BENCH/copy/%s'\n".formatted(name));
        assertThat(get.err())
                .contains(
                        "the name 'soil-2024' is taken in 'BENCH/copy': this one is called '%s' there".formatted(name));
        assertThat(bench.run("status").out()).contains("\n    called '%s' in its folder\n".formatted(name));
    }

    @Test
    void json_holds_the_datasets(Bench bench) throws Exception {
        withSoilListed(bench);

        String out = bench.run("get", "--all", "--json").out();

        assertThat(JsonParser.parseString(out).getAsJsonObject().getAsJsonArray("datasets"))
                .hasSize(1);
    }

    @Test
    void a_magnet_link_is_resolved_by_the_node(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        node.knows(Soil.MAGNET, torrent(bench));

        assertThat(bench.run("get", Soil.MAGNET, "-d", "BENCH/copy").exitCode()).isZero();
        assertThat(node.requests()).hasSize(1);
    }

    @Test
    void a_magnet_link_whose_torrent_nobody_gives_stays_with_the_node(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        String link = "magnet:?xt=urn:btih:" + "ab".repeat(20) + "&dn=soil%1B[2J&x.pe=127.0.0.1:6881&so=0";

        Outcome get = bench.run("get", link, "-d", "BENCH/copy", "--peer", "127.0.0.1:6882", "--no-seed");

        assertThat(get.out()).isEqualTo("no torrent 'BENCH/copy/soil\\u{1b}[2J'\n");
        assertThat(get.err())
                .contains("warning: nobody sent the torrent of ")
                .contains(" for 15 seconds; try again when somebody seeds it\n")
                .contains("the node goes on with it");
        assertThat(get.exitCode()).isZero();
        NewMagnet left = node.waiting().get(0);
        assertThat(left.magnet())
                .isEqualTo(link.replace("%1B[", "%1B%5B").replace("&so=0", "&x.pe=127.0.0.1:6882&so=0"));
        assertThat(left.seed()).isFalse();
        assertThat(left.place()).isEqualTo(bench.path("copy"));
        Outcome status = bench.run("status");
        assertThat(status.out()).containsPattern("no torrent +- +- ").doesNotContain("\u001b");
        assertThat(bench.run("status", "ababab").out()).contains("seedbank remove abababab");
        assertThat(bench.run("remove", "ababab", "--yes").out())
                .isEqualTo("removed 'soil\\u{1b}[2J'; it had no files\n");
        assertThat(bench.run("status").out()).doesNotContain("no torrent");
    }

    /** A longer reach helps against none of them. */
    @Test
    void a_magnet_link_that_stays_has_the_next_step_of_the_nearest_cause(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        String link = "magnet:?xt=urn:btih:" + "ab".repeat(20);
        node.finds(
                Finding.of(Finding.Kind.PEER_FAILS, "192.0.2.1:6881", "timed out"),
                Finding.of(Finding.Kind.PEER_DECLINES, "192.0.2.2:6881"));
        String step = "have it resumed or seeded there: 'seedbank status' on that machine tells\n";

        assertThat(bench.run("get", link, "-d", "BENCH/copy").err())
                .contains("; " + step)
                .doesNotContain("seedbank node reach");
        assertThat(bench.run("get", link, "-d", "BENCH/copy", "--wait", "--timeout", "1")
                        .err())
                .contains("the node goes on asking\nseedbank: hint: " + step)
                .doesNotContain("seedbank node reach");
        assertThat(bench.run("doctor", "ababab").out()).contains(step);
    }

    @Test
    void a_magnet_link_that_stays_is_told_of_with_the_place_where_it_will_be(Bench bench) throws Exception {
        withSoilListed(bench);
        String link = "magnet:?xt=urn:btih:" + "ab".repeat(20);

        assertThat(bench.run("get", link + "&dn=soil", "-d", "BENCH/copy").out())
                .isEqualTo("no torrent 'BENCH/copy/soil'\n");
        assertThat(bench.run("get", link.replace("ab", "cd"), "-d", "BENCH/copy")
                        .out())
                .isEqualTo("no torrent 'BENCH/copy'\n");
        assertThat(bench.run("get", link.replace("ab", "ef") + "&dn=..%2Fsoil", "-d", "BENCH/copy")
                        .out())
                .isEqualTo("no torrent 'BENCH/copy'\n");
    }

    @Test
    void plain_limit_shows_the_datasets_that_have_limits_of_their_own(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        bench.run("get", "1", "-d", "BENCH/copy");
        node.put(FakeView.named("snow").view());
        assertThat(bench.run("limit", "soil-2024", "--up", "0").exitCode()).isZero();

        String all = bench.run("limit").out();
        assertThat(all).contains("all together", "soil-2024").doesNotContain("snow");
        assertThat(bench.run("limit", "--down", "0").out()).containsPattern("soil-2024 +off +none");
        assertThat(node.dataset(node.datasets().get(0).key()).limits().down()).isEmpty();
    }

    @Test
    void a_web_seed_that_sends_wrong_bytes_is_nobody_who_could_verify_a_copy(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        Running get = bench.start("get", "1", "--wait", "--timeout", "1");
        node.awaitRequests(1);

        Source wrong = Source.of(Source.Kind.WEB_SEED, "http://a.example.org/", Source.State.FAILING, Optional.of("no"))
                .with(Optional.of(Source.Fault.WRONG_BYTES));
        node.change("soil-2024", view -> view.sources(wrong));

        assertThat(get.end().err())
                .contains(
                        "web seed http://a.example.org/ sent bytes of 'soil-2024' that are not what was published",
                        "hint: have the files of the web seed put right by whoever keeps it, and try again; what has");
    }

    @Test
    void who_waits_for_a_magnet_link_in_vain_is_told_so_and_the_node_goes_on(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);
        String link = "magnet:?xt=urn:btih:" + "ab".repeat(20);

        Outcome get = bench.run("get", link, "-d", "BENCH/copy", "--wait", "--timeout", "1");

        assertThat(get.err()).contains("; the node goes on asking");
        assertThat(get.exitCode()).isEqualTo(6);
        assertThat(node.waiting()).hasSize(1);
        assertThat(bench.run("get", link, "-d", "BENCH/copy", "--include", "*.csv")
                        .exitCode())
                .isEqualTo(6);
        assertThat(node.waiting()).hasSize(1);
    }

    @Test
    void add_takes_anybodys_torrent_paused_if_asked(Bench bench) throws Exception {
        FakeNode node = withSoilListed(bench);

        Outcome add = bench.run("add", "BENCH/soil.torrent", "-d", "BENCH/copy", "--paused");

        assertThat(add.out()).isEqualTo("paused 'BENCH/copy/soil-2024'\n");
        NewDataset request = node.requests().get(0);
        assertThat(request.paused()).isTrue();
        assertThat(request.seed()).isTrue();
        assertThat(request.place()).isEqualTo(bench.path("copy"));
        assertThat(request.origin()).isEqualTo("add");
    }

    @Test
    void add_says_what_is_odd_about_a_torrent_and_takes_it(Bench bench) throws Exception {
        withSoilListed(bench);
        Files.write(bench.path("soil.torrent"), new byte[] {'\n'}, StandardOpenOption.APPEND);

        Outcome add = bench.run("add", "BENCH/soil.torrent", "-d", "BENCH/copy", "--paused", "--json");

        assertThat(add.err()).contains("warning: 'soil-2024': what follows its end is not read: 1 B\n");
        assertThat(JsonParser.parseString(add.out()).getAsJsonObject().get("warnings"))
                .hasToString("[{\"name\":\"soil-2024\",\"reason\":\"what follows its end is not read: 1 B\"}]");
        assertThat(add.exitCode()).isZero();
    }

    /** Soil is in the catalog and in {@code soil.torrent}, and the node has nothing. */
    private static FakeNode withSoilListed(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024");
        Files.copy(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"), bench.path("soil.torrent"));
        return bench.nodes().run(Network.LOCAL);
    }

    private static Metainfo torrent(Bench bench) {
        return Metainfo.read(bench.path("soil.torrent"));
    }
}
