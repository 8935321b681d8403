package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Sha256Test {

    /** FIPS 180-4, the example "abc". */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digests_bytes_as_fips_180_4_does() {
        assertThat(Sha256.digestOf("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(new Sha256(ABC));
    }

    @Test
    void bytes_and_text_are_two_forms_of_one_digest() {
        Sha256 digest = new Sha256(ABC);

        assertThat(Sha256.of(digest.bytes())).isEqualTo(digest).hasToString(ABC);
    }

    @Test
    void sorts_by_its_bytes() {
        Sha256 low = new Sha256("0f".repeat(32));
        Sha256 high = new Sha256("f0".repeat(32));

        assertThat(low).isLessThan(high);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ba7816bf",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ag",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"
            })
    void refuses_what_is_not_64_lower_case_hex_digits(String text) {
        assertThat(Sha256.isDigest(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sha256(text))
                .withMessage("'%s' is not a SHA-256 digest: expected 64 lower-case hex digits", text);
    }

    @Test
    void refuses_bytes_that_are_not_32() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sha256.of(new byte[2]))
                .withMessage("'0000' is not a SHA-256 digest: expected 64 lower-case hex digits");
    }
}
