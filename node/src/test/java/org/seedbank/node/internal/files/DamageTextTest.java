package org.seedbank.node.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DamageTextTest {

    @Test
    void one_is_and_several_are() {
        assertThat(DamageText.of(1, 1)).isEqualTo("the file is not what was published");
        assertThat(DamageText.of(1, 3)).isEqualTo("1 of 3 files is not what was published");
        assertThat(DamageText.of(2, 3)).isEqualTo("2 of 3 files are not what was published");
    }

    @Test
    void those_with_other_names_are_told() {
        assertThat(DamageText.of(1, 3, 0)).isEqualTo("1 of 3 files is not what was published");
        assertThat(DamageText.of(1, 3, 1))
                .isEqualTo(
                        "1 of 3 files is not what was published; it has other names (hard links), and a program may have"
                                + " written to it there");
        assertThat(DamageText.of(2, 3, 1))
                .contains("; 1 of them has other names")
                .endsWith("written to it there");
        assertThat(DamageText.of(2, 3, 2))
                .contains("; 2 of them have other names")
                .endsWith("written to them there");
    }
}
