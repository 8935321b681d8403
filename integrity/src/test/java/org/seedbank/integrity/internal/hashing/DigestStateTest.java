package org.seedbank.integrity.internal.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

final class DigestStateTest {

    @Test
    void states_are_supported_where_the_packages_are_open() {
        assertThat(DigestState.isSupported()).isTrue();
    }

    @Property(tries = 100)
    void a_digest_goes_on_from_the_end_of_any_block(
            @ForAll @Size(max = 2000) byte[] tail, @ForAll @IntRange(min = 1, max = 100) int blocks) {
        byte[] head = new byte[64 * blocks];
        new Random(blocks).nextBytes(head);
        MessageDigest first = DigestUtils.getSha256Digest();
        first.update(head);

        DigestState state = DigestState.of(first).orElseThrow();
        first.update((byte) 1);

        MessageDigest second = state.resumed(head.length);
        second.update(tail);
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        assertThat(second.digest()).isEqualTo(DigestUtils.sha256(all));
        assertThat(second.digest(head)).isEqualTo(DigestUtils.sha256(head));
    }

    @Test
    void there_is_no_state_within_a_block_at_the_beginning_or_of_another_algorithm() {
        MessageDigest digest = DigestUtils.getSha256Digest();
        assertThat(DigestState.of(digest)).isEmpty();
        digest.update(new byte[65]);
        assertThat(DigestState.of(digest)).isEmpty();

        MessageDigest md5 = DigestUtils.getMd5Digest();
        md5.update(new byte[64]);
        assertThat(DigestState.of(md5)).isEmpty();
        MessageDigest sha224 = DigestUtils.getDigest("SHA-224");
        sha224.update(new byte[64]);
        assertThat(DigestState.of(sha224)).isEmpty();
    }

    @Test
    void a_state_has_eight_words() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DigestState(1, 2, 3));
    }
}
