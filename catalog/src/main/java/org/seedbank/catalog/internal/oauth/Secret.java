package org.seedbank.catalog.internal.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/** A text that must not be seen: it is in no message and in no {@link #toString}. */
public record Secret(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Throws {@link NullPointerException} when there is none. */
    public Secret {
        Objects.requireNonNull(value, "value");
    }

    /** A new one of that many random bytes, in base64url without padding. */
    public static Secret random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Tells whether the text is this secret, in a time that tells nothing about where they differ. */
    public boolean isSameAs(String text) {
        return MessageDigest.isEqual(bytes(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text as UTF-8. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
