package org.seedbank.catalog.internal.google;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.auth.oauth2.PKCEProvider;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.catalog.internal.oauth.Secret;

/** A proof key for one login (RFC 7636, S256). The library's own is longer than the standard lets it be. */
public final class ProofKey implements PKCEProvider {

    /** They make 86 characters. */
    private static final int VERIFIER_BYTES = 64;

    private final Secret verifier = Secret.random(VERIFIER_BYTES);

    @Override
    public String getCodeVerifier() {
        return verifier.value();
    }

    @Override
    public String getCodeChallenge() {
        byte[] digest = DigestUtils.sha256(verifier.value().getBytes(US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    @Override
    public String getCodeChallengeMethod() {
        return "S256";
    }
}
