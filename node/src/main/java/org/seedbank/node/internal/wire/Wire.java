package org.seedbank.node.internal.wire;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.function.Function;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.json.JsonException;
import org.seedbank.integrity.json.JsonMapper;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeJson;
import org.seedbank.swarm.PeerAddresses;

/** The JSON form of all that a node is told and answers. */
public final class Wire {

    /** Knows every value that is sent; reading and writing are inverses. */
    public static final JsonMapper MAPPER = mapper(Wire::base64);

    private Wire() {}

    private static JsonMapper mapper(Function<Metainfo, String> torrents) {
        return NodeJson.mapper()
                .text(
                        InetSocketAddress.class,
                        text -> PeerAddresses.inDigits(text).orElseThrow(IllegalArgumentException::new),
                        address -> PeerAddresses.of(address).toString(),
                        "an IP address and a port such as 192.0.2.1:6881")
                .object(Entry.class, Entry::parse, Entry::toJson)
                .text(Metainfo.class, Wire::torrent, torrents, "a torrent in base64")
                .build();
    }

    /** Throws what {@link Metainfo#parse} throws, which says what is wrong with the torrent. */
    private static Metainfo torrent(String text) {
        return HandedTorrent.isMeant(text)
                ? HandedTorrent.read(text)
                : Metainfo.parse(Base64.getDecoder().decode(text));
    }

    private static String base64(Metainfo torrent) {
        return Base64.getEncoder().encodeToString(torrent.bytes());
    }

    /**
     * Something that somebody asks for.
     *
     * @throws NodeException.BadRequest when it is not that, with what is wrong with it
     * @throws IOException when it cannot be read to its end
     */
    public static <T> T request(Reader json, Class<T> type) throws IOException {
        try {
            return MAPPER.read(json, type);
        } catch (JsonException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }

    /** An answer, whose fields need not all be known here; throws as {@link #request(Reader, Class)} does. */
    public static <T> T answer(Reader json, Class<T> type) throws IOException {
        try {
            return MAPPER.readKnown(json, type);
        } catch (JsonException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }

    /** Writes a value as one line. */
    public static void write(Object value, Writer out) throws IOException {
        MAPPER.write(value, out);
    }

    /** A value as one line, whose one torrent is handed over in a file. */
    public static String text(Object value, HandedTorrent torrent) {
        return mapper(any -> torrent.text()).text(value);
    }

    /** A value as one line. */
    public static String text(Object value) {
        return MAPPER.text(value);
    }
}
