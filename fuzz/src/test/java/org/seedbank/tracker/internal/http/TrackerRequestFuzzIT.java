package org.seedbank.tracker.internal.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;
import org.seedbank.tracker.internal.swarms.PeerAddress;

/** Requests to the tracker over HTTP: heads, their queries, and what a proxy says of where they come from. */
class TrackerRequestFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("tracker-request", 1 << 20, 100);
    private static final PeerAddress PEER = new PeerAddress(0, 0xc633_6401L, false);
    private static final ClientAddress PROXY = new ClientAddress(Optional.of(Set.of(InetAddress.getLoopbackAddress())));

    static Stream<byte[]> seeds() {
        String hash = "%00%11%22%33%44%55%66%77%88%99%aa%bb%cc%dd%ee%ff%00%11%22%33";
        return Seeds.texts(
                "GET /announce?info_hash=" + hash
                        + "&peer_id=-XX0000-012345678901&port=6881&uploaded=0&downloaded=0&left=9"
                        + "&event=started&numwant=50&compact=1&key=ab&ip=192.0.2.1 HTTP/1.1\r\nHost: a\r\n"
                        + "X-Forwarded-For: 192.0.2.7, 127.0.0.1\r\n",
                "HEAD http://a/scrape?info_hash=" + hash + "&info_hash=" + hash
                        + " HTTP/1.0\r\nConnection: keep-alive\r\n",
                String.join(
                        "\r\n",
                        "GET /key/announce?left=-1&port=65536&numwant=99999999999999999999 HTTP/1.1",
                        "Content-Length: 3",
                        "X-Real-IP: [2001:db8::1]:80",
                        "Transfer-Encoding: chunked",
                        ""),
                "GET /announce?info_hash=%0 HTTP/1.1\r\n: \r\nX-Forwarded-For:,,::1\r\n");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        String head = new String(input, StandardCharsets.ISO_8859_1);
        YARDSTICK.measure(input.length, () -> read(head));
    }

    private static Object read(String head) {
        Optional<HttpRequest> request = HttpRequest.parse(head);
        if (request.isEmpty()) {
            return request;
        }
        PeerAddress loopback = PeerAddress.of(InetAddress.getLoopbackAddress());
        Optional<PeerAddress> from = PROXY.of(loopback, request.get().forwarded());
        try {
            Query query = Query.parse(request.get().query());
            query.hashes();
            query.wantsDictionaries();
            return query.announce(from.orElse(PEER));
        } catch (Query.Unusable e) {
            return e.why();
        }
    }
}
