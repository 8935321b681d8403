package org.seedbank.catalog;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.seedbank.catalog.Versions.Version;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Chains of versions, as strangers may write them. */
final class VersionsTest {

    private static final Instant BEGIN = Instant.parse("2024-05-17T09:30:00Z");
    private static final int NONE = 0;

    private static Sha256 digest(int number) {
        return Sha256.of(Sha256.newDigest().digest(Integer.toString(number).getBytes(StandardCharsets.UTF_8)));
    }

    /** An entry with this serial that follows on another, of which 0 is none. */
    private static Listed listed(int serial, int before, boolean withdrawn) {
        return new Listed(
                serial,
                Entry.builder(digest(serial))
                        .title("Soil")
                        .published(BEGIN.plus(Duration.ofDays(serial)))
                        .bytes(1)
                        .files(1)
                        .pieceLength(1 << 14)
                        .infohashV1(new InfoHash("%040x".formatted(serial)))
                        .supersedes(before == NONE || before == serial ? null : digest(before))
                        .withdrawn(withdrawn)
                        .build());
    }

    private static Versions versions(int count, IntUnaryOperator before) {
        return Versions.of(IntStream.rangeClosed(1, count)
                .mapToObj(each -> listed(each, before.applyAsInt(each), false))
                .toList());
    }

    private static List<Integer> serials(List<Version> versions) {
        return versions.stream().map(each -> each.label().number()).toList();
    }

    private static Optional<Integer> newest(Versions versions, int serial) {
        return versions.newest(digest(serial)).map(each -> each.label().number());
    }

    @Test
    void a_chain_has_one_newest_and_each_knows_its_neighbours() {
        Versions chain = versions(4, each -> each - 1);

        assertThat(newest(chain, 1)).contains(4);
        assertThat(newest(chain, 3)).contains(4);
        assertThat(newest(chain, 4)).isEmpty();
        assertThat(chain.olderThan(digest(4))).isEqualTo(3);
        assertThat(chain.olderThan(digest(3))).isZero();
        assertThat(serials(chain.earlier(digest(3)))).containsExactly(2, 1);
        assertThat(serials(chain.later(digest(2)))).containsExactly(3, 4);
        assertThat(chain.others(digest(2))).containsExactly(digest(1), digest(3), digest(4));
    }

    @Test
    void a_version_that_was_taken_back_makes_none_old() {
        Versions chain = Versions.of(List.of(listed(1, NONE, false), listed(2, 1, false), listed(3, 2, true)));

        assertThat(newest(chain, 1)).contains(2);
        assertThat(newest(chain, 2)).isEmpty();
        assertThat(serials(chain.later(digest(2)))).containsExactly(3);
    }

    @Test
    void of_two_that_follow_on_one_the_later_is_its_newest_and_both_stay_newest_themselves() {
        Versions fork = versions(3, each -> each == 1 ? NONE : 1);

        assertThat(newest(fork, 1)).contains(3);
        assertThat(newest(fork, 2)).isEmpty();
        assertThat(newest(fork, 3)).isEmpty();
        assertThat(serials(fork.later(digest(1)))).containsExactly(2, 3);
        assertThat(serials(fork.earlier(digest(2)))).containsExactly(1);
    }

    @Test
    void links_to_nothing_and_in_a_circle_count_for_nothing() {
        Versions odd = versions(4, each -> List.of(3, 1, 2, 99).get(each - 1));

        IntStream.rangeClosed(1, 4)
                .forEach(each -> assertThat(newest(odd, each)).isEmpty());
        assertThat(serials(odd.earlier(digest(1)))).containsExactly(3, 2);
        assertThat(serials(odd.later(digest(1)))).containsExactly(2, 3);
        assertThat(odd.earlier(digest(4))).isEmpty();
        assertThat(odd.later(digest(99))).isEmpty();
    }

    @Test
    @Timeout(120)
    void a_hundred_thousand_versions_in_a_row_and_as_many_of_one_cost_no_more_than_their_number() {
        int many = 100_000;

        Versions row = versions(many, each -> each - 1);
        Versions star = versions(many, each -> each == 1 ? NONE : 1);
        Versions circle = versions(many, each -> each == 1 ? many : each - 1);

        assertThat(newest(row, 1)).contains(many);
        assertThat(row.olderThan(digest(many))).isEqualTo(many - 1);
        assertThat(newest(star, 1)).contains(many);
        assertThatNoException().isThrownBy(() -> circle.newest(digest(1)));
        for (Versions each : List.of(row, star, circle)) {
            assertThat(each.earlier(digest(many))).hasSizeLessThanOrEqualTo(Versions.MOST_NAMED);
            assertThat(each.later(digest(1))).hasSize(Versions.MOST_NAMED);
        }
    }

    /** Each dataset names any other, one that is not there, or none; some are taken back. */
    @Property
    void whoever_has_a_newer_one_is_led_to_one_that_stands_follows_on_it_and_has_none_newer(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = -13, max = 13) Integer> links) {
        List<Listed> entries = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            entries.add(listed(i + 1, Math.abs(links.get(i)), links.get(i) < 0));
        }

        Versions versions = Versions.of(entries);

        int folded = 0;
        for (Listed each : entries) {
            Sha256 digest = each.entry().digest();
            Set<Sha256> later =
                    versions.later(digest).stream().map(Version::digest).collect(toSet());
            for (Listed other : entries) {
                Sha256 its = other.entry().digest();
                boolean isEarlier =
                        versions.earlier(its).stream().map(Version::digest).anyMatch(digest::equals);
                assertThat(later.contains(its)).isEqualTo(isEarlier);
            }
            assertThat(later).doesNotContain(digest);
            Optional<Version> newest = versions.newest(digest);
            if (newest.isPresent()) {
                folded++;
                assertThat(newest.get().withdrawn()).isFalse();
                assertThat(later).contains(newest.get().digest());
                assertThat(versions.newest(newest.get().digest())).isEmpty();
            }
        }
        assertThat(entries.stream()
                        .mapToInt(each -> versions.olderThan(each.entry().digest()))
                        .sum())
                .isEqualTo(folded);
    }
}
