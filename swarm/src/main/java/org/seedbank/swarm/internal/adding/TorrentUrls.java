package org.seedbank.swarm.internal.adding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.internal.announce.Announcing;
import org.seedbank.swarm.internal.session.NearAddress;
import org.seedbank.web.WebAddress;

/**
 * The trackers that are asked of those that a torrent names. The one place that says which are not, and why. Safe for all
 * threads.
 */
final class TorrentUrls {

    /** Names that are looked up for one torrent; a stranger could name a hundred thousand. */
    private static final int MOST_NAMES = 100;

    /** Schemes of TLS. libtorrent's own can be held up for ever by a crafted certificate (CVE-2022-0778), and knows no authority. */
    private static final Pattern ENCRYPTED =
            Pattern.compile("\\s*(https|wss):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern UDP = Pattern.compile("\\s*udp:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern HTTP = Pattern.compile("\\s*https?:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Who may be asked.
     *
     * @param reach how far the session reaches; short of everywhere, by the digits of addresses alone, all of which are
     *     private
     * @param allowPrivate whether this machine and private networks may be asked, since the owner of this node says so
     * @param overUdp whether anybody is asked by UDP; not through a proxy that does not carry it
     */
    record Rule(Reach reach, boolean allowPrivate, boolean overUdp) {
        Rule(Reach reach, boolean allowPrivate) {
            this(reach, allowPrivate, true);
        }

        Network network() {
            return reach.network();
        }
    }

    /**
     * A tracker.
     *
     * @param tier its tier, from 0
     */
    record Url(String text, int tier) {

        /** Tells whether it is a tracker that libtorrent knows nothing of. */
        boolean isAnnounced() {
            return HTTP.matcher(text).matches();
        }

        /** Its address as it is asked, with its host in ASCII. */
        String plain() {
            return WebAddress.withAsciiHost(text);
        }

        /** Its host; there is one in all but those that are {@link NotAsked#UNUSABLE}. */
        String host() {
            return HostKind.hostOf(plain()).orElseThrow();
        }
    }

    private final Rule rule;
    private final List<Url> asked = new ArrayList<>();
    private final List<Url> unknown = new ArrayList<>();
    private final Set<Url> named = new LinkedHashSet<>();
    private final Map<Url, NotAsked> unasked = new HashMap<>();

    /** Those left out for being private alone. */
    private final List<Url> refused = new ArrayList<>();

    private final List<HostPort> nodes;

    private TorrentUrls(Rule rule, List<HostPort> nodes) {
        this.rule = rule;
        this.nodes = nodes;
    }

    /**
     * Those that may be asked of these.
     *
     * @param tiers trackers in tiers (BEP 12)
     * @param nodes nodes of the DHT (BEP 5) of a torrent that is not private
     */
    static TorrentUrls of(List<List<String>> tiers, List<HostPort> nodes, Rule rule) {
        TorrentUrls urls = new TorrentUrls(rule, rule.network() == Network.PUBLIC ? List.copyOf(nodes) : List.of());
        for (int tier = 0; tier < tiers.size(); tier++) {
            for (String tracker : tiers.get(tier)) {
                urls.judge(new Url(tracker, tier));
            }
        }
        return urls;
    }

    /** Takes in trackers that are named later, each that it does not have in a tier of its own. */
    synchronized void add(List<String> trackers) {
        for (String tracker : trackers) {
            if (named.stream().noneMatch(url -> url.text().equals(tracker))) {
                judge(new Url(tracker, named.size()));
            }
        }
    }

    private void judge(Url url) {
        named.add(url);
        if (rule.network() != Network.PUBLIC) {
            if (!NearAddress.isTrackerWithin(rule.network(), url.plain())) {
                take(url, Optional.of(NotAsked.BEYOND_REACH));
            } else if (isEncrypted(url)) {
                take(url, Optional.of(NotAsked.WEBSOCKET));
            } else {
                takePrivate(url);
            }
            return;
        }
        if (isEncrypted(url)) {
            take(url, Optional.of(NotAsked.WEBSOCKET));
            return;
        }
        if (!rule.overUdp() && UDP.matcher(url.text()).matches()) {
            take(url, Optional.of(NotAsked.NO_UDP));
            return;
        }
        switch (HostKind.ofUrl(url.plain())) {
            case PUBLIC -> take(url, unusable(url));
            case PRIVATE -> takePrivate(url);
            case UNUSABLE -> take(url, Optional.of(NotAsked.UNUSABLE));
            case NAME -> lookUp(url);
        }
    }

    private static boolean isEncrypted(Url url) {
        return ENCRYPTED.matcher(url.text()).matches() && !url.isAnnounced();
    }

    /**
     * Where the owner allows all of it, nothing has to be known of a name. Of trackers over HTTP it is looked up by each
     * request, by the proxy where there is one.
     */
    private void lookUp(Url url) {
        if (url.isAnnounced()) {
            boolean room = asked.stream().filter(Url::isAnnounced).count() < MOST_NAMES;
            take(url, room ? unusable(url) : Optional.of(NotAsked.TOO_MANY));
        } else if (rule.allowPrivate()) {
            asked.add(url);
        } else if (unknown.size() < MOST_NAMES) {
            unknown.add(url);
        } else {
            take(url, Optional.of(NotAsked.TOO_MANY));
        }
    }

    /** Java has no addresses with some forms of digits and names that other programs take. */
    private static Optional<NotAsked> unusable(Url url) {
        return url.isAnnounced() && !Announcing.isHttp(url.text()) ? Optional.of(NotAsked.UNUSABLE) : Optional.empty();
    }

    private void takePrivate(Url url) {
        if (rule.allowPrivate()) {
            take(url, unusable(url));
        } else {
            refuse(url);
        }
    }

    private void refuse(Url url) {
        refused.add(url);
        unasked.put(url, NotAsked.PRIVATE);
    }

    private void take(Url url, Optional<NotAsked> reason) {
        reason.ifPresentOrElse(why -> unasked.put(url, why), () -> asked.add(url));
    }

    /** Trackers that libtorrent asks at once: none over HTTP. */
    synchronized List<Url> trackers() {
        return asked.stream().filter(url -> !url.isAnnounced()).toList();
    }

    /** Trackers over HTTP, which are asked at once. */
    synchronized List<Url> announced() {
        return asked.stream().filter(Url::isAnnounced).toList();
    }

    /** Nodes that the DHT may be told of if {@link #allows} each; none where the session has no DHT. */
    List<HostPort> nodes() {
        return nodes;
    }

    /** Tells whether a host of this kind may be asked. */
    boolean allows(HostKind kind) {
        return kind == HostKind.PUBLIC || (rule.allowPrivate() && kind != HostKind.UNUSABLE);
    }

    /** Those whose host is a name of which nothing is known yet. */
    synchronized List<Url> unknown() {
        return List.copyOf(unknown);
    }

    /**
     * Notes what was learned of a name.
     *
     * @param kind where it leads; {@link HostKind#NAME} when it leads nowhere yet
     * @return true when it is to be asked from now on
     */
    synchronized boolean learned(Url url, HostKind kind) {
        if (!unknown.contains(url)) {
            return false; // Another lookup of the same name came first.
        }
        unasked.remove(url, NotAsked.UNKNOWN_HOST);
        switch (kind) {
            case NAME -> unasked.put(url, NotAsked.UNKNOWN_HOST);
            case PUBLIC -> unknown.remove(url);
            case PRIVATE, UNUSABLE -> {
                unknown.remove(url);
                refuse(url);
            }
        }
        return kind == HostKind.PUBLIC;
    }

    /** Lets private ones be asked from now on; those that were left out, to be asked now. */
    synchronized List<Url> allowPrivate() {
        List<Url> allowed = new ArrayList<>(refused);
        allowed.addAll(unknown);
        allowed.addAll(announced());
        refused.clear();
        unknown.clear();
        unasked.values().removeIf(reason -> reason == NotAsked.PRIVATE || reason == NotAsked.UNKNOWN_HOST);
        return allowed;
    }

    /** All of them in the torrent's order, as far as {@link Source#MOST}: those that are not asked, and why, and those that are. */
    synchronized List<Source> sources() {
        return named.stream().limit(Source.MOST).map(this::source).toList();
    }

    private Source source(Url url) {
        // As libtorrent names those that it asks.
        String address = AddressKeys.hidden(url.isAnnounced() ? url.text() : url.plain());
        NotAsked reason = unasked.get(url);
        return reason == null
                ? Source.of(Source.Kind.TRACKER, address, Source.State.WAITING, Optional.empty())
                : Source.notAsked(Source.Kind.TRACKER, address, reason);
    }
}
