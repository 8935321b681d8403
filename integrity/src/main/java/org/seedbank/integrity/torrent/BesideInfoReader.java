package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.OuterDict;

/**
 * Reads what a torrent holds beside {@code info}. No byte of the data depends on it, so nothing here is refused: what can
 * be meant in one way is taken, the rest is left out, and both cost a warning.
 */
final class BesideInfoReader {

    /** Keys beside {@code info} that are read here. */
    static final Set<String> KEYS = Set.of(
            "announce",
            "announce-list",
            "comment",
            "created by",
            "creation date",
            "httpseeds",
            "nodes",
            "url-list",
            Metainfo.ENTRY_KEY);

    /** As long as a catalog entry may be, which is the longest text there is any use for. */
    private static final int LONGEST_TEXT = 1 << 20;

    private static final int MOST_URLS = 1000;
    private static final int MOST_NODES = 100;

    /** So many values are looked at for these: a stranger's list can have millions of others. */
    private static final int MOST_VALUES = 10_000;

    /** As long as a magnet link's, and without what would split a line of a request or a log. */
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s\\p{Cntrl}]{1,2000}");

    private final OuterDict outer;
    private final TorrentWarnings warnings;

    private BesideInfoReader(OuterDict outer, TorrentWarnings warnings) {
        this.outer = outer;
        this.warnings = warnings;
    }

    static BesideInfo read(OuterDict outer, TorrentWarnings warnings) {
        BesideInfoReader reader = new BesideInfoReader(outer, warnings);
        reader.remark("comment", BBytes.class);
        reader.remark("created by", BBytes.class);
        reader.remark("creation date", BValue.BInteger.class);
        return new BesideInfo(
                reader.tiers(), reader.urls("url-list"), reader.urls("httpseeds"), reader.nodes(), reader.entryJson());
    }

    /** Looks at a remark that seedbank has no use for, so that nobody takes an odd one for a good one. */
    private void remark(String key, Class<? extends BValue> kind) {
        outer.get(key).ifPresent(value -> {
            if (!kind.isInstance(value)) {
                warnings.add("'%s' is %s".formatted(key, value.kind()));
            } else if (value instanceof BBytes text) {
                text(key, text);
            }
        });
    }

    private Optional<String> text(String key, BBytes value) {
        if (value.length() > LONGEST_TEXT) {
            warnings.add("'%s' has %d bytes".formatted(key, value.length()));
            return Optional.empty();
        }
        try {
            return Optional.of(value.text());
        } catch (BencodeException e) {
            warnings.add("'%s' is not valid UTF-8".formatted(key));
            return Optional.empty();
        }
    }

    /** BEP 12: where there is a list, {@code announce} is not looked at. */
    private List<List<String>> tiers() {
        Urls urls = new Urls("announce-list");
        List<List<String>> tiers = new ArrayList<>();
        Optional<BValue> list = outer.get("announce-list");
        if (list.isPresent() && list.get() instanceof BValue.BList values) {
            for (BValue tier : urls.looked(values)) {
                if (!(tier instanceof BValue.BList)) {
                    urls.odd("has something else than lists in it");
                }
                addTier(tiers, urls.in(tier));
            }
        } else if (list.isPresent()) {
            urls.odd("is " + list.get().kind());
            addTier(tiers, urls.in(list.get()));
        }
        if (tiers.isEmpty()) {
            urls = new Urls("announce");
            Optional<BValue> announce = outer.get("announce");
            if (announce.isPresent()) {
                if (announce.get() instanceof BValue.BList) {
                    urls.odd("is a list");
                }
                addTier(tiers, urls.in(announce.get()));
            }
        }
        return List.copyOf(tiers);
    }

    private static void addTier(List<List<String>> tiers, List<String> urls) {
        if (!urls.isEmpty()) {
            tiers.add(urls);
        }
    }

    private List<String> urls(String key) {
        Optional<BValue> list = outer.get(key);
        return list.isPresent() ? new Urls(key).in(list.get()) : List.of();
    }

    /** Takes URLs out of a value of any form, each once. */
    private final class Urls {

        private final String key;
        private final Set<String> all = new LinkedHashSet<>();
        private int seen;

        Urls(String key) {
            this.key = key;
        }

        void odd(String what) {
            warnings.add("'%s' %s".formatted(key, what));
        }

        /** The values of a list, as many as may still be looked at. */
        List<BValue> looked(BValue.BList list) {
            int left = Math.min(list.values().size(), MOST_VALUES - seen);
            seen += left;
            if (left < list.values().size()) {
                odd("has more than %d URLs".formatted(MOST_URLS));
            }
            return list.values().subList(0, left);
        }

        /** The URLs in a text, or in a list of them, that did not come before. */
        List<String> in(BValue value) {
            List<String> found = new ArrayList<>();
            if (value instanceof BValue.BList list) {
                if (list.values().isEmpty()) {
                    odd("has an empty list in it");
                }
                for (BValue each : looked(list)) {
                    if (each instanceof BValue.BList deeper) {
                        odd("has lists within lists");
                        found.addAll(in(deeper));
                    } else {
                        take(each, found);
                    }
                }
            } else {
                take(value, found);
            }
            return List.copyOf(found);
        }

        private void take(BValue value, List<String> found) {
            if (!(value instanceof BBytes bytes)) {
                odd("has %s where a URL belongs".formatted(value.kind()));
                return;
            }
            Optional<String> written = text(key, bytes);
            if (written.isEmpty()) {
                return;
            }
            String url = written.get().strip();
            if (bytes.length() == 0) {
                odd("has an empty text in it");
            } else if (!URL.matcher(url).matches()) {
                odd("has a text in it that is no URL");
            } else if (all.size() == MOST_URLS && !all.contains(url)) {
                odd("has more than %d URLs".formatted(MOST_URLS));
            } else if (all.add(url)) {
                found.add(url);
            }
            if (url.length() < written.get().length()) {
                odd("has blanks around a URL");
            }
        }
    }

    /** BEP 5: a list of lists of a host and a port. */
    private List<HostPort> nodes() {
        Optional<BValue> list = outer.get("nodes");
        if (list.isEmpty()) {
            return List.of();
        }
        if (!(list.get() instanceof BValue.BList values)) {
            warnings.add("'nodes' is " + list.get().kind());
            return List.of();
        }
        Set<HostPort> nodes = new LinkedHashSet<>();
        for (BValue value :
                values.values().subList(0, Math.min(MOST_VALUES, values.values().size()))) {
            Optional<HostPort> node = node(value);
            if (node.isEmpty()) {
                warnings.add("'nodes' has something in it that is no host and port");
            } else if (nodes.size() == MOST_NODES) {
                warnings.add("'nodes' has more than %d nodes".formatted(MOST_NODES));
                break;
            } else {
                nodes.add(node.get());
            }
        }
        return List.copyOf(nodes);
    }

    private Optional<HostPort> node(BValue value) {
        if (!(value instanceof BValue.BList pair)
                || pair.values().size() < 2
                || !(pair.values().get(0) instanceof BBytes host)
                || !(pair.values().get(1) instanceof BValue.BInteger port)
                || port.value() < 1
                || port.value() > 0xffff) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HostPort(host.text(), (int) port.value()));
        } catch (BencodeException | IllegalArgumentException e) {
            return Optional.empty(); // The caller says that it is none.
        }
    }

    private Optional<String> entryJson() {
        Optional<BValue> json = outer.get(Metainfo.ENTRY_KEY);
        if (json.isPresent() && json.get() instanceof BBytes text) {
            return text(Metainfo.ENTRY_KEY, text);
        }
        json.ifPresent(value -> warnings.add("'%s' is %s".formatted(Metainfo.ENTRY_KEY, value.kind())));
        return Optional.empty();
    }
}
