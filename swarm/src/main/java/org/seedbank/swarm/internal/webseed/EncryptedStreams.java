package org.seedbank.swarm.internal.webseed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.ProtocolException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A connection to a peer that takes no plain text: the caller's half of Message Stream Encryption, with RC4. It hides the
 * protocol from devices on the way and is no secrecy.
 */
final class EncryptedStreams {

    /** A prime of 768 bits that the protocol sets, and its generator. */
    private static final BigInteger PRIME = new BigInteger(
            "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd"
                    + "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a63a36210000000000090563",
            16);

    private static final int KEY = 96;
    private static final int SECRET_BITS = 160;

    /** The start of the key stream tells too much of the key. */
    private static final int DROPPED = 1024;

    private static final int MOST_PADDING = 512;
    private static final int CONSTANT = 8;
    private static final int RC4 = 2;

    private final InputStream in;
    private final OutputStream out;

    private EncryptedStreams(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Decrypted. */
    InputStream in() {
        return in;
    }

    /** Encrypts. */
    OutputStream out() {
        return out;
    }

    /**
     * Shakes hands with whoever was called.
     *
     * @param infohash the 20 bytes that the other side knows the torrent by
     */
    static EncryptedStreams begin(InputStream in, OutputStream out, byte[] infohash) throws IOException {
        BigInteger own = new BigInteger(SECRET_BITS, new SecureRandom());
        out.write(bytes(BigInteger.TWO.modPow(own, PRIME)));
        out.flush();
        byte[] other = new byte[KEY];
        new DataInputStream(in).readFully(other);
        byte[] secret = bytes(new BigInteger(1, other).modPow(own, PRIME));
        Cipher sending = cipher(hash("keyA", secret, infohash));
        Cipher receiving = cipher(hash("keyB", secret, infohash));
        out.write(hash("req1", secret));
        byte[] torrent = hash("req2", infohash);
        byte[] mask = hash("req3", secret);
        for (int i = 0; i < torrent.length; i++) {
            torrent[i] ^= mask[i];
        }
        out.write(torrent);
        // The constant, what is offered, no padding, and nothing of what follows.
        out.write(sending.update(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, RC4, 0, 0, 0, 0}));
        out.flush();
        passPadding(in, receiving.update(new byte[CONSTANT]));
        InputStream decrypted = decrypted(in, receiving);
        DataInputStream answer = new DataInputStream(decrypted);
        if (answer.readInt() != RC4) {
            throw new ProtocolException("the session takes another cipher than was offered");
        }
        answer.skipNBytes(answer.readUnsignedShort());
        return new EncryptedStreams(decrypted, encrypted(out, sending));
    }

    /** The other side pads its key with random bytes up to the constant, which is known by how it is encrypted. */
    private static void passPadding(InputStream in, byte[] constant) throws IOException {
        byte[] last = new byte[CONSTANT];
        for (int count = 1; count <= MOST_PADDING + CONSTANT; count++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the session ends the connection");
            }
            System.arraycopy(last, 1, last, 0, CONSTANT - 1);
            last[CONSTANT - 1] = (byte) next;
            if (count >= CONSTANT && Arrays.equals(last, constant)) {
                return;
            }
        }
        throw new ProtocolException("the session has another key");
    }

    private static byte[] bytes(BigInteger key) {
        byte[] number = key.toByteArray();
        byte[] all = new byte[KEY];
        int length = Math.min(KEY, number.length);
        System.arraycopy(number, number.length - length, all, KEY - length, length);
        return all;
    }

    private static byte[] hash(String label, byte[]... parts) {
        MessageDigest sha1 = DigestUtils.getSha1Digest();
        sha1.update(label.getBytes(ISO_8859_1));
        for (byte[] part : parts) {
            sha1.update(part);
        }
        return sha1.digest();
    }

    private static Cipher cipher(byte[] key) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("RC4");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "RC4"));
            cipher.update(new byte[DROPPED]);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no RC4", e);
        }
    }

    private static InputStream decrypted(InputStream in, Cipher cipher) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count > 0) {
                    System.arraycopy(cipher.update(bytes, offset, count), 0, bytes, offset, count);
                }
                return count;
            }

            @Override
            public long skip(long count) throws IOException {
                return readNBytes((int) Math.min(count, DROPPED)).length;
            }
        };
    }

    private static OutputStream encrypted(OutputStream out, Cipher cipher) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) {
                    out.write(cipher.update(bytes, offset, length));
                }
            }
        };
    }
}
