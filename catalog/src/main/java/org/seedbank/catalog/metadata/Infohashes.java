package org.seedbank.catalog.metadata;

import java.util.ArrayList;
import java.util.List;
import org.seedbank.catalog.Entry;

/** The infohashes of a dataset's torrent, in the forms in which other programs know them. */
final class Infohashes {

    private Infohashes() {}

    /** As in magnet links: {@code urn:btih:} and the v1 infohash, {@code urn:btmh:} and the v2 one's multihash (BEP 9). */
    static List<String> urns(Entry entry) {
        List<String> urns = new ArrayList<>();
        entry.infohashV1().ifPresent(hash -> urns.add("urn:btih:" + hash));
        entry.infohashV2().ifPresent(hash -> urns.add("urn:btmh:1220" + hash));
        return urns;
    }

    /** For places that take a remark. */
    static String sentence(Entry entry) {
        return "BitTorrent " + String.join(", ", urns(entry));
    }
}
