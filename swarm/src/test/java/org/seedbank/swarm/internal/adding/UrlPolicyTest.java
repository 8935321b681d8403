package org.seedbank.swarm.internal.adding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.internal.session.HostLookups;

/** Which trackers of a torrent are asked by a session that reaches everywhere. */
class UrlPolicyTest {

    private static final SwarmKey KEY = new SwarmKey("a".repeat(40));

    private final Map<String, String[]> names = new ConcurrentHashMap<>();
    private final HostLookups lookups = new HostLookups(this::resolve);

    @AfterEach
    void close() {
        lookups.close();
    }

    @Test
    void addresses_in_digits_are_judged_at_once() {
        TorrentUrls urls = policy(false)
                .judge(
                        KEY,
                        List.of(
                                "http://127.0.0.1:6969/announce",
                                "udp://1.1.1.1:80",
                                "udp://[::1]:80",
                                "http://0x7f.1/a"));

        assertThat(urls.trackers()).extracting(TorrentUrls.Url::text).containsExactly("udp://1.1.1.1:80");
        assertThat(unasked(urls))
                .containsExactly(
                        unasked("http://127.0.0.1:6969/announce", NotAsked.PRIVATE),
                        unasked("udp://[::1]:80", NotAsked.PRIVATE),
                        unasked("http://0x7f.1/a", NotAsked.PRIVATE));
    }

    @Test
    void a_name_is_asked_when_all_its_addresses_are_on_the_internet() throws Exception {
        names.put("seed.example.org", new String[] {"1.1.1.1", "2606:4700::1"});
        names.put("inside.example.org", new String[] {"10.0.0.7"});
        names.put("both.example.org", new String[] {"1.1.1.1", "127.0.0.1"});
        UrlPolicy policy = policy(false);
        Torrent torrent = new Torrent(policy.judge(
                KEY,
                List.of(
                        "udp://inside.example.org/announce",
                        "udp://both.example.org/announce",
                        "udp://seed.example.org/announce")));
        assertThat(torrent.urls().trackers()).isEmpty();

        policy.follow(KEY, torrent);

        torrent.awaitNews(3);
        assertThat(torrent.asked).hasSize(1);
        assertThat(unasked(torrent.urls()))
                .containsExactlyInAnyOrder(
                        unasked("udp://inside.example.org/announce", NotAsked.PRIVATE),
                        unasked("udp://both.example.org/announce", NotAsked.PRIVATE));
    }

    @Test
    void a_name_that_is_not_known_is_looked_up_again() throws Exception {
        UrlPolicy policy = policy(false);
        Torrent torrent = new Torrent(policy.judge(KEY, List.of("udp://tracker.example.org:80")));
        policy.follow(KEY, torrent);
        torrent.awaitNews(1);
        assertThat(unasked(torrent.urls()))
                .containsExactly(unasked("udp://tracker.example.org:80", NotAsked.UNKNOWN_HOST));
        names.put("tracker.example.org", new String[] {"1.1.1.1"});

        policy.again();

        torrent.awaitNews(1);
        assertThat(torrent.asked).hasSize(1);
        assertThat(unasked(torrent.urls())).isEmpty();
    }

    @Test
    void one_torrent_makes_a_hundred_lookups_at_most() {
        List<String> trackers = IntStream.range(0, 150)
                .mapToObj("udp://t%d.example.org:80"::formatted)
                .toList();

        TorrentUrls urls = policy(false).judge(KEY, trackers);

        assertThat(urls.unknown()).hasSize(100);
        assertThat(unasked(urls)).hasSize(50).allMatch(each -> each.getValue() == NotAsked.TOO_MANY);
    }

    @Test
    void what_programs_could_read_in_two_ways_is_not_asked() {
        TorrentUrls urls = policy(false).judge(KEY, List.of("http://8.8.8.8#:x@127.0.0.1/announce"));

        assertThat(unasked(urls)).containsExactly(unasked("http://8.8.8.8#:x@127.0.0.1/announce", NotAsked.UNUSABLE));
    }

    @Test
    void the_owner_of_the_session_may_allow_all_of_it() {
        TorrentUrls urls = policy(true).judge(KEY, List.of("http://127.0.0.1/announce", "udp://nas:80"));

        assertThat(urls.trackers()).hasSize(1);
        assertThat(urls.announced()).hasSize(1);
        assertThat(unasked(urls)).isEmpty();
    }

    @Test
    void a_torrent_that_is_trusted_names_private_ones() {
        UrlPolicy policy = policy(false);
        policy.trust(KEY);

        TorrentUrls urls = policy.judge(KEY, List.of("http://127.0.0.1/announce"));

        assertThat(unasked(urls)).isEmpty();
    }

    @Test
    void a_torrent_in_the_session_is_trusted_from_then_on() throws Exception {
        UrlPolicy policy = policy(false);
        Torrent torrent =
                new Torrent(policy.judge(KEY, List.of("http://127.0.0.1/announce", "udp://unknown.example.org:80")));
        policy.follow(KEY, torrent);
        torrent.awaitNews(1);

        policy.trust(KEY);

        assertThat(torrent.announced).containsExactly("http://127.0.0.1/announce");
        assertThat(torrent.asked).hasSize(1);
        assertThat(unasked(torrent.urls())).isEmpty();
    }

    private UrlPolicy policy(boolean allowPrivate) {
        SwarmSettings settings = SwarmSettings.open(SwarmFolders.under(Path.of("unused")), "0.1.0")
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withAllowPrivate(allowPrivate);
        return new UrlPolicy(settings, lookups);
    }

    @Test
    void encrypted_websockets_are_not_asked_whoever_allows_private_ones() {
        for (boolean allowPrivate : List.of(true, false)) {
            TorrentUrls urls =
                    policy(allowPrivate).judge(KEY, List.of("wss://tracker.example.org", " WSS://127.0.0.1/a"));

            assertThat(urls.trackers()).isEmpty();
            assertThat(urls.announced()).isEmpty();
            assertThat(urls.unknown()).isEmpty();
            assertThat(unasked(urls))
                    .extracting(Map.Entry::getValue)
                    .containsExactly(NotAsked.WEBSOCKET, NotAsked.WEBSOCKET);
            assertThat(urls.allowPrivate()).isEmpty();
        }
    }

    @Test
    void no_tracker_over_http_is_libtorrents_and_none_waits_for_a_name_server() {
        List<String> trackers = List.of(
                "http://1.1.1.1/announce",
                " HTTPS://1.1.1.1/announce",
                "https://tracker.example.org/announce",
                "http://user:secret@tracker.example.org:80/a?key=1",
                "udp://1.1.1.1:80",
                "ws://1.1.1.1/");

        TorrentUrls urls = policy(false).judge(KEY, trackers);

        assertThat(urls.trackers())
                .extracting(TorrentUrls.Url::text)
                .containsExactly("udp://1.1.1.1:80", "ws://1.1.1.1/");
        assertThat(urls.announced())
                .extracting(TorrentUrls.Url::text)
                .containsExactlyElementsOf(trackers.subList(0, 4));
        assertThat(urls.unknown()).isEmpty();
        assertThat(unasked(urls)).isEmpty();
    }

    @Test
    void a_hundred_trackers_over_http_are_asked_at_most() {
        List<String> trackers = IntStream.range(0, 150)
                .mapToObj("http://t%d.example.org/announce"::formatted)
                .toList();

        TorrentUrls urls = policy(true).judge(KEY, trackers);

        assertThat(urls.announced()).hasSize(100);
        assertThat(unasked(urls)).hasSize(50).allMatch(each -> each.getValue() == NotAsked.TOO_MANY);
    }

    @Test
    void hosts_in_other_letters_are_judged_by_what_they_are_in_ascii() {
        TorrentUrls urls = policy(false)
                .judge(
                        KEY,
                        List.of(
                                "http://b\u00fccher.example/announce",
                                "udp://b\u00fccher.example:80",
                                "http://\uff11\uff12\uff17.0.0.1/announce",
                                "udp://\uff11\uff12\uff17\u3002\uff10.0.1:80"));

        assertThat(urls.announced())
                .extracting(TorrentUrls.Url::text)
                .containsExactly("http://b\u00fccher.example/announce");
        assertThat(urls.unknown()).extracting(TorrentUrls.Url::plain).containsExactly("udp://xn--bcher-kva.example:80");
        assertThat(unasked(urls)).hasSize(2).allMatch(each -> each.getValue() == NotAsked.PRIVATE);
    }

    @Test
    void a_session_of_this_machine_asks_trackers_here_alone() {
        TorrentUrls urls = TorrentUrls.of(
                List.of(List.of("https://127.0.0.1/announce"), List.of("https://1.1.1.1/announce")),
                List.of(),
                new TorrentUrls.Rule(Reach.of(Network.LOCAL), false));

        assertThat(unasked(urls))
                .containsExactly(
                        unasked("https://127.0.0.1/announce", NotAsked.PRIVATE),
                        unasked("https://1.1.1.1/announce", NotAsked.BEYOND_REACH));
    }

    @Test
    void where_the_proxy_carries_no_udp_trackers_over_udp_are_not_asked_and_say_so() {
        TorrentUrls urls = TorrentUrls.of(
                List.of(
                        List.of("UDP://tracker.example.org:80", "http://1.1.1.1/announce"),
                        List.of("udp://10.0.0.7:80")),
                List.of(),
                new TorrentUrls.Rule(Reach.of(Network.PUBLIC), true, false));

        assertThat(unasked(urls))
                .containsExactly(
                        unasked("UDP://tracker.example.org:80", NotAsked.NO_UDP),
                        unasked("udp://10.0.0.7:80", NotAsked.NO_UDP));
        assertThat(urls.trackers()).isEmpty();
        assertThat(urls.unknown()).isEmpty();
    }

    @Test
    void tiers_of_trackers_stay_tiers_and_their_order_is_shuffled() throws Exception {
        List<String> second =
                IntStream.range(0, 50).mapToObj("udp://1.1.1.2:%d"::formatted).toList();
        ResumeData resume = new ResumeData(Optional.of(InfoHash.of(new byte[20])), Optional.empty());

        resume.putTrackers(TorrentUrls.of(
                        List.of(List.of("udp://1.1.1.1:80"), second),
                        List.of(),
                        new TorrentUrls.Rule(Reach.of(Network.PUBLIC), false))
                .trackers());

        BDict written = (BDict) BencodeReader.read(BencodeWriter.write(resume.dictionary()));
        List<List<String>> tiers = new ArrayList<>();
        for (BValue tier : written.require("trackers", BValue.BList.class).values()) {
            List<String> urls = new ArrayList<>();
            for (BValue url : ((BValue.BList) tier).values()) {
                urls.add(((BBytes) url).text());
            }
            tiers.add(urls);
        }
        assertThat(tiers).hasSize(2);
        assertThat(tiers.get(0)).containsExactly("udp://1.1.1.1:80");
        assertThat(tiers.get(1)).containsExactlyInAnyOrderElementsOf(second).isNotEqualTo(second);
    }

    @Test
    void the_dht_is_told_of_nodes_on_the_internet_and_of_no_others() throws Exception {
        names.put("node.example.org", new String[] {"10.0.0.7", "1.1.1.1"});
        Torrent torrent = new Torrent(policy(false).judge(withNodes(false)));

        policy(false).follow(KEY, torrent);

        assertThat(torrent.nodes.poll(1, TimeUnit.MINUTES)).isEqualTo(new HostPort("8.8.8.8", 6881));
        assertThat(torrent.nodes.poll(1, TimeUnit.MINUTES)).isEqualTo(new HostPort("1.1.1.1", 6883));
        assertThat(torrent.nodes).isEmpty();
    }

    @Test
    void the_dht_is_told_nothing_of_a_private_torrent() {
        assertThat(policy(true).judge(withNodes(true)).nodes()).isEmpty();
    }

    @Test
    void a_stranger_introduces_peers_within_reach_and_none_further_in_than_it_goes() throws Exception {
        names.put("seeds.lab", new String[] {"10.0.0.7", "1.1.1.1"});
        names.put("localhost", new String[] {"127.0.0.1"});

        assertThat(met(Network.PUBLIC, false, "1.1.1.1:1")).isEqualTo("1.1.1.1:1");
        assertThat(met(Network.PUBLIC, false, "10.0.0.7:1")).isEqualTo("private");
        assertThat(met(Network.PUBLIC, false, "127.0.0.1:1")).isEqualTo("private");
        assertThat(met(Network.PUBLIC, false, "seeds.lab:1")).isEqualTo("1.1.1.1:1");
        assertThat(met(Network.PUBLIC, true, "10.0.0.7:1")).isEqualTo("10.0.0.7:1");
        assertThat(met(Network.PRIVATE, false, "10.0.0.7:1")).isEqualTo("10.0.0.7:1");
        assertThat(met(Network.PRIVATE, false, "seeds.lab:1")).isEqualTo("10.0.0.7:1");
        assertThat(met(Network.PRIVATE, false, "1.1.1.1:1")).isEqualTo("beyond reach");
        assertThat(met(Network.PRIVATE, false, "127.0.0.1:1")).isEqualTo("private");
        assertThat(met(Network.PRIVATE, true, "127.0.0.1:1")).isEqualTo("127.0.0.1:1");
        assertThat(met(Network.PRIVATE, false, "nobody.lab:1")).isEqualTo("unknown host");
        assertThat(met(Network.LOCAL, false, "127.0.0.1:1")).isEqualTo("127.0.0.1:1");
        assertThat(met(Network.LOCAL, false, "localhost:1")).isEqualTo("127.0.0.1:1");
        assertThat(met(Network.LOCAL, false, "10.0.0.7:1")).isEqualTo("beyond reach");
        assertThat(met(Network.LOCAL, false, "seeds.lab:1")).isEqualTo("beyond reach");
    }

    /** The address at which a peer is met, or why it is not. */
    private String met(Network network, boolean trusted, String peer) throws InterruptedException {
        UrlPolicy policy =
                new UrlPolicy(SwarmSettings.reaching(network, SwarmFolders.under(Path.of("unused")), "0.1.0"), lookups);
        if (trusted) {
            policy.trust(KEY);
        }
        BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
        policy.judgePeer(
                KEY,
                HostPort.parse(peer),
                address -> outcome.add(address.getAddress().getHostAddress() + ":" + address.getPort()),
                reason -> outcome.add(reason.label()));
        return outcome.poll(1, TimeUnit.MINUTES);
    }

    private static Metainfo withNodes(boolean isPrivate) {
        BencodeWriter info = new BencodeWriter().beginDict().key("length").integer(1);
        info.key("name").text("x").key("piece length").integer(16384);
        info.key("pieces").bytes(new byte[20]);
        if (isPrivate) {
            info.key("private").integer(1);
        }
        BencodeWriter torrent =
                new BencodeWriter().beginDict().key("info").encoded(info.end().toByteArray());
        torrent.key("nodes").beginList();
        torrent.beginList().text("127.0.0.1").integer(6880).end();
        torrent.beginList().text("8.8.8.8").integer(6881).end();
        torrent.beginList().text("node.example.org").integer(6883).end();
        return Metainfo.parse(torrent.end().end().toByteArray());
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        String[] digits = names.get(host);
        if (digits == null) {
            throw new UnknownHostException(host);
        }
        InetAddress[] addresses = new InetAddress[digits.length];
        for (int i = 0; i < digits.length; i++) {
            addresses[i] = InetAddress.getByName(digits[i]);
        }
        return addresses;
    }

    private static List<Map.Entry<String, NotAsked>> unasked(TorrentUrls urls) {
        return urls.sources().stream()
                .filter(each -> each.state() == Source.State.NOT_ASKED)
                .map(each -> Map.entry(each.address(), each.reason().orElseThrow()))
                .toList();
    }

    private static Map.Entry<String, NotAsked> unasked(String url, NotAsked reason) {
        return Map.entry(url, reason);
    }

    /** A torrent that counts what it is asked, and when there is news of what is not. */
    private static final class Torrent implements UrlPolicy.Asking {

        private final TorrentUrls urls;
        private final BlockingQueue<List<Source>> news = new LinkedBlockingQueue<>();
        private final BlockingQueue<HostPort> nodes = new LinkedBlockingQueue<>();
        private final List<Consumer<torrent_handle>> asked = new ArrayList<>();
        private final List<String> announced = new ArrayList<>();

        Torrent(TorrentUrls urls) {
            this.urls = urls;
        }

        void awaitNews(int times) throws InterruptedException {
            for (int i = 0; i < times; i++) {
                assertThat(news.poll(1, TimeUnit.MINUTES)).isNotNull();
            }
        }

        @Override
        public TorrentUrls urls() {
            return urls;
        }

        @Override
        public void later(Consumer<torrent_handle> call) {
            asked.add(call);
        }

        @Override
        public void announce(String url, int tier) {
            announced.add(url);
        }

        @Override
        public void dhtNode(HostPort node) {
            nodes.add(node);
        }

        @Override
        public void show(List<Source> sources) {
            news.add(sources);
        }

        @Override
        public boolean hasEnded() {
            return false;
        }
    }
}
