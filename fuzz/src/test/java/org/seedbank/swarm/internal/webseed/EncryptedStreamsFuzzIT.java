package org.seedbank.swarm.internal.webseed;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Yardstick;

/** The answer to an encrypted handshake. With the key 1 the secret is 1 whatever the other side chose, so that inputs get further. */
class EncryptedStreamsFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("encrypted", 1 << 20, 300);
    private static final byte[] INFOHASH = new byte[20];
    private static final int KEY = 96;

    static Stream<byte[]> seeds() throws Exception {
        return Stream.of(
                new byte[KEY],
                answer(0, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0}),
                answer(9, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3, 1, 2, 3, 19, 'B', 'i', 't'}),
                answer(512, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0}),
                answer(1, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, -1, -1, 7}));
    }

    private static byte[] answer(int padding, byte[] plain) throws Exception {
        byte[] key = new byte[KEY];
        key[KEY - 1] = 1;
        Cipher cipher = Cipher.getInstance("RC4");
        byte[] hash =
                DigestUtils.getSha1Digest().digest(concat("keyB".getBytes(StandardCharsets.US_ASCII), key, INFOHASH));
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hash, "RC4"));
        cipher.update(new byte[1024]);
        return concat(key, new byte[padding], cipher.update(plain));
    }

    private static byte[] concat(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    @MethodSource("seeds")
    @FuzzTest
    void begins_or_is_refused(byte[] input) throws Exception {
        YARDSTICK.measure(input.length, () -> {
            try {
                EncryptedStreams begun = EncryptedStreams.begin(
                        new ByteArrayInputStream(input), OutputStream.nullOutputStream(), INFOHASH);
                return begun.in().readNBytes(input.length);
            } catch (IOException e) {
                return e;
            }
        });
    }
}
