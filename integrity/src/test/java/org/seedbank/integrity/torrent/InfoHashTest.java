package org.seedbank.integrity.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InfoHashTest {

    private static final String V1 = "0123456789abcdef".repeat(2) + "01234567";
    private static final String V2 = "0123456789abcdef".repeat(4);

    @Test
    void forty_digits_are_v1() {
        InfoHash hash = new InfoHash(V1);

        assertThat(hash.isV2()).isFalse();
        assertThat(InfoHash.of(hash.bytes())).isEqualTo(hash).hasToString(V1);
    }

    @Test
    void sixty_four_digits_are_v2() {
        InfoHash hash = new InfoHash(V2);

        assertThat(hash.isV2()).isTrue();
        assertThat(InfoHash.of(hash.bytes())).isEqualTo(hash).hasToString(V2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcdef0123456",
                "0123456789abcdef0123456789abcdef012345678",
                "0123456789ABCDEF0123456789ABCDEF01234567",
                "0123456789abcdef0123456789abcdef0123456g"
            })
    void refuses_every_other_text(String text) {
        assertThat(InfoHash.isInfoHash(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InfoHash(text))
                .withMessage("'%s' is not an infohash: expected 40 (v1) or 64 (v2) lower-case hex digits", text);
    }
}
