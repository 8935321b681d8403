package org.seedbank.swarm.internal.adding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.load_torrent_limits;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmException;

/**
 * libtorrent's resume data: what it is told of a torrent that is added. Names and paths go to it in this form because the
 * binding's own strings go through Java's modified UTF-8, which breaks every name with a character outside the basic
 * plane.
 */
final class ResumeData {

    static final String FORMAT = "libtorrent resume file";
    static final int VERSION = 1;

    /** {@link Metainfo} bounds torrents by their bytes; the shortest item of bencode has two. */
    private static final int MAX_ITEMS = Metainfo.MAX_BYTES / 2;

    private final Map<String, BValue> values = new HashMap<>();

    /** The data of a torrent with these infohashes. */
    ResumeData(Optional<InfoHash> v1, Optional<InfoHash> v2) {
        values.put("file-format", BBytes.of(FORMAT));
        values.put("file-version", new BValue.BInteger(VERSION));
        v1.ifPresent(hash -> put("info-hash", hash.bytes()));
        v2.ifPresent(hash -> put("info-hash2", hash.bytes()));
    }

    void put(String key, byte[] bytes) {
        values.put(key, BBytes.of(bytes));
    }

    void put(String key, String text) {
        values.put(key, BBytes.of(text));
    }

    void put(String key, List<? extends BValue> list) {
        values.put(key, new BValue.BList(List.copyOf(list)));
    }

    void putTexts(String key, List<String> texts) {
        put(key, texts.stream().map(BBytes::of).toList());
    }

    /** Puts trackers in their tiers, each tier in an order that is another one every time (BEP 12). */
    void putTrackers(List<TorrentUrls.Url> urls) {
        SortedMap<Integer, List<BValue>> tiers = new TreeMap<>();
        urls.forEach(url ->
                tiers.computeIfAbsent(url.tier(), tier -> new ArrayList<>()).add(BBytes.of(url.plain())));
        tiers.values().forEach(Collections::shuffle);
        put("trackers", tiers.values().stream().map(BValue.BList::new).toList());
    }

    BDict dictionary() {
        return BDict.of(values);
    }

    /** Has libtorrent read it. Throws {@link SwarmException.TorrentRefused} for the torrent of this name. */
    add_torrent_params read(String name) {
        return read(name, BencodeWriter.write(dictionary()));
    }

    /** Has libtorrent read what is bencoded already. Throws {@link SwarmException.TorrentRefused} as above. */
    static add_torrent_params read(String name, byte[] bencoded) {
        load_torrent_limits limits = new load_torrent_limits();
        limits.setMax_decode_tokens(MAX_ITEMS);
        error_code error = new error_code();
        byte_vector buffer = new byte_vector(bencoded);
        add_torrent_params params = libtorrent.read_resume_data_ex(buffer, error, limits);
        buffer.delete();
        if (error.failed()) {
            throw new SwarmException.TorrentRefused(name, error.message());
        }
        return params;
    }
}
