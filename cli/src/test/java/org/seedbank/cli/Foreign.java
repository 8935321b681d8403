package org.seedbank.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;

/** A dataset with a torrent as other programs make them: v1 only, without file digests. */
final class Foreign {

    private static final String A = "abc";
    private static final String C = "defg";

    /** What {@code python3-libtorrent} computes for {@link #torrent}. */
    static final String V1 = "34b52f7f02e4fe8d7b107ce9b10f22aa87a66444";

    private Foreign() {}

    /** Writes it to {@code BENCH/foreign}. */
    static void write(Bench bench) throws IOException {
        bench.write("foreign/a.txt", A);
        bench.write("foreign/b/c.txt", C);
    }

    static byte[] torrent() {
        ByteArrayOutputStream torrent = new ByteArrayOutputStream();
        torrent.writeBytes(ascii("d4:infod5:filesl"
                + "d6:lengthi3e4:pathl5:a.txtee"
                + "d6:lengthi4e4:pathl1:b5:c.txtee"
                + "e4:name7:foreign12:piece lengthi16384e6:pieces20:"));
        torrent.writeBytes(DigestUtils.sha1(A + C));
        torrent.writeBytes(ascii("ee"));
        return torrent.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
