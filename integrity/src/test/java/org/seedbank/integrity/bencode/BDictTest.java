package org.seedbank.integrity.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BDictTest {

    private static final BDict DICT =
            BDict.of(Map.of("number", new BValue.BInteger(1), BDict.key("ü"), BBytes.of("text")));

    @Test
    void gives_a_value_of_the_kind_that_is_asked_for() throws Exception {
        assertThat(DICT.get("number", BValue.BInteger.class)).contains(new BValue.BInteger(1));
        assertThat(DICT.get("absent", BValue.BInteger.class)).isEmpty();
        assertThat(DICT.require(BDict.key("ü"), BBytes.class).text()).isEqualTo("text");
    }

    @Test
    void says_which_kind_it_holds_instead() {
        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> DICT.get("number", BValue.BList.class))
                .withMessage("'number' is an integer");
    }

    @Test
    void says_what_is_missing() {
        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> DICT.require("absent", BDict.class))
                .withMessage("'absent' is missing");
    }

    @Test
    void keys_are_bytes_and_may_be_text() throws Exception {
        assertThat(BDict.bytes(BDict.key("ü🌱")).text()).isEqualTo("ü🌱");
        assertThat(BDict.bytes("\u00ff").utf8()).isEmpty();
    }

    @Test
    void text_that_is_not_utf_8_is_refused_with_its_place() throws Exception {
        byte[] input = {'l', '2', ':', 'o', 'k', '2', ':', (byte) 0xc3, '(', 'e'};
        BValue.BList list = (BValue.BList) BencodeReader.read(input);

        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> ((BBytes) list.values().get(1)).text())
                .withMessage("the text at byte 7 is not valid UTF-8");
    }
}
