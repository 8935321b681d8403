package org.seedbank.integrity.internal.hashing;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * Where a SHA-256 computation stands at a multiple of 64 bytes: eight words, from which it can go on in another
 * process. {@link MessageDigest} cannot give them out, and any other code for SHA-256 is several times slower than the
 * JDK's, so they are taken from the JDK's own object by reflection; the program's jar asks for the two packages to be
 * opened. Where this Java has them closed, or anything looks or computes other than expected, there are no states, and
 * a checkpoint then knows whole files only. Immutable.
 */
final class DigestState {

    /** Words of a state; each is 4 bytes. */
    static final int WORDS = 8;

    private static final int BLOCK = 64;
    private static final String SHA_256 = MessageDigestAlgorithms.SHA_256;

    private final int[] words;

    /** A state with these words, which are copied. */
    DigestState(int... words) {
        if (words.length != WORDS) {
            throw new IllegalArgumentException("a state of SHA-256 has 8 words, not " + words.length);
        }
        this.words = words.clone();
    }

    /** Tells whether states can be taken and put back on this Java. */
    static boolean isSupported() {
        return Access.TRIED.isPresent();
    }

    /** Where a computation stands after a multiple of 64 bytes; empty when that cannot be told. It may go on. */
    static Optional<DigestState> of(MessageDigest digest) {
        return Access.TRIED.flatMap(access -> access.take(digest));
    }

    /** A computation that goes on from here; states must be supported. */
    MessageDigest resumed(long position) {
        return Access.TRIED.orElseThrow().resumed(this, position);
    }

    /** A word, 0 to 7. */
    int word(int index) {
        return words[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DigestState state && Arrays.equals(words, state.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /** The fields of the JDK's objects. */
    private record Access(Field inner, Field state, Field processed, Field pending) {

        /** Tried once, when the first state is wanted. */
        static final Optional<Access> TRIED = tried();

        private static Optional<Access> tried() {
            try {
                MessageDigest digest = DigestUtils.getSha256Digest();
                Field inner = opened(digest.getClass().getSuperclass(), "digestSpi");
                Class<?> type = inner.get(digest).getClass();
                Class<?> sha2 = type.getSuperclass();
                Class<?> base = sha2.getSuperclass();
                Access access = new Access(
                        inner, opened(sha2, "state"), opened(base, "bytesProcessed"), opened(base, "bufOfs"));
                return access.works() ? Optional.of(access) : Optional.empty();
            } catch (ReflectiveOperationException | RuntimeException e) {
                return Optional.empty(); // Another provider, a later JDK or a closed module: nothing can be said of it.
            }
        }

        private static Field opened(Class<?> type, String name) throws ReflectiveOperationException {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        }

        /** Tells whether a computation that was taken apart half-way gives what an undisturbed one does. */
        private boolean works() {
            byte[] bytes =
                    "The quick brown fox jumps over the lazy dog. ".repeat(8).getBytes(StandardCharsets.US_ASCII);
            int half = 2 * BLOCK;
            MessageDigest first = DigestUtils.getSha256Digest();
            first.update(bytes, 0, half);
            Optional<DigestState> taken = take(first);
            first.update(bytes, half, 1);
            if (taken.isEmpty() || take(first).isPresent()) {
                return false;
            }
            MessageDigest second = resumed(taken.get(), half);
            second.update(bytes, half, bytes.length - half);
            return Arrays.equals(second.digest(), DigestUtils.sha256(bytes));
        }

        private Optional<DigestState> take(MessageDigest digest) {
            try {
                Object spi = inner.get(digest);
                boolean ours = digest.getAlgorithm().equals(SHA_256);
                boolean betweenBlocks = ours && pending.getInt(spi) == 0 && processed.getLong(spi) > 0;
                return betweenBlocks ? Optional.of(new DigestState((int[]) state.get(spi))) : Optional.empty();
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                return Optional.empty(); // An object of another provider.
            }
        }

        private MessageDigest resumed(DigestState from, long position) {
            MessageDigest digest = DigestUtils.getSha256Digest();
            digest.update(new byte[BLOCK]);
            try {
                Object spi = inner.get(digest);
                System.arraycopy(from.words, 0, (int[]) state.get(spi), 0, WORDS);
                processed.setLong(spi, position);
                return digest;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("what worked before does not work any more", e);
            }
        }
    }
}
