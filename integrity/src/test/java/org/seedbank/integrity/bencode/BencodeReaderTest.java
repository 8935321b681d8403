package org.seedbank.integrity.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BencodeReaderTest {

    private static final String SAMPLE = "d1:ai-12e4:listli0e0:5:helloded3:keyi7eee2:zz3:\u00ff\u0000\u0001e";

    @Test
    void reads_every_kind_of_value() throws Exception {
        BDict expected = BDict.of(Map.of(
                "a",
                new BValue.BInteger(-12),
                "list",
                new BValue.BList(List.of(
                        new BValue.BInteger(0),
                        bytes(""),
                        bytes("hello"),
                        BDict.of(Map.of()),
                        BDict.of(Map.of("key", new BValue.BInteger(7))))),
                "zz",
                bytes("\u00ff\u0000\u0001")));

        assertThat(read(SAMPLE)).isEqualTo(expected);
    }

    static IntStream everyLengthButTheWhole() {
        return IntStream.range(0, SAMPLE.length());
    }

    @ParameterizedTest
    @MethodSource("everyLengthButTheWhole")
    void refuses_an_input_that_was_cut_off(int length) {
        assertThatExceptionOfType(BencodeException.class).isThrownBy(() -> read(SAMPLE.substring(0, length)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 10, Long.MAX_VALUE, Long.MIN_VALUE})
    void reads_every_integer_of_64_bits(long value) throws Exception {
        assertThat(read("i" + value + "e")).isEqualTo(new BValue.BInteger(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | it ends too early, at byte 0",
                "i00e                     | the number at byte 1 has a leading zero",
                "i012e                    | the number at byte 1 has a leading zero",
                "i-0e                     | the number at byte 1 has a leading zero",
                "i-01e                    | the number at byte 1 has a leading zero",
                "i--1e                    | a digit is missing at byte 2",
                "i+1e                     | a digit is missing at byte 1",
                "ie                       | a digit is missing at byte 1",
                "i-e                      | a digit is missing at byte 2",
                "i1.5e                    | the number at byte 1 does not end",
                "i1                       | it ends too early, at byte 2",
                "i9223372036854775808e    | the number at byte 1 does not fit 64 bits",
                "i-9223372036854775809e   | the number at byte 1 does not fit 64 bits",
                "i10000000000000000000e   | the number at byte 1 is too long",
                "1                        | it ends too early, at byte 1",
                "1x                       | the length at byte 0 has no ':'",
                "01:a                     | the length at byte 0 has a leading zero",
                "00:                      | the length at byte 0 has a leading zero",
                "-1:a                     | a digit is missing at byte 0",
                "2:a                      | the 2 bytes at byte 2 reach past the end",
                "2147483647:a             | the 2147483647 bytes at byte 11 reach past the end",
                "2147483648:a             | the 2147483648 bytes at byte 11 reach past the end",
                "9999999999:a             | the 9999999999 bytes at byte 11 reach past the end",
                "10000000000:a            | the number at byte 0 is too long",
                "x                        | a digit is missing at byte 0",
                "l                        | it ends too early, at byte 1",
                "li1e                     | it ends too early, at byte 4",
                "d                        | it ends too early, at byte 1",
                "di1ei2ee                 | a digit is missing at byte 1",
                "d1:ae                    | a digit is missing at byte 4",
                "d1:ai1e1:ai2ee           | the dictionary at byte 0 has a key twice",
                "ld1:bi1e1:ai1e1:bi2eee   | the dictionary at byte 1 has a key twice",
                "i1ei2e                   | 3 bytes follow the end at byte 3",
                "le0                      | 1 bytes follow the end at byte 2"
            })
    void says_what_is_wrong_and_where(String input, String message) {
        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> read(input))
                .withMessage(message);
    }

    @Test
    void accepts_keys_out_of_order_and_keeps_their_order() throws Exception {
        BDict dict = (BDict) read("d1:bi1e1:ai2ee");

        assertThat(dict.keys()).containsExactly("b", "a");
        assertThat(dict.isSorted()).isFalse();
        assertThat(dict.get("a")).contains(new BValue.BInteger(2));
    }

    @Test
    void finds_each_of_many_keys() throws Exception {
        StringBuilder text = new StringBuilder("d");
        IntStream.range(100, 200).forEach(i -> text.append("3:%di%de".formatted(i, i)));
        BDict dict = (BDict) read(text + "e");

        assertThat(dict.keys())
                .allSatisfy(key -> assertThat(dict.get(key)).contains(new BValue.BInteger(Long.parseLong(key))));
        assertThat(dict.get("200")).isEmpty();
    }

    @Test
    void nests_as_deep_as_libtorrent_does() throws Exception {
        String deepest = "l".repeat(99) + "e".repeat(99);

        assertThat(read(deepest)).isInstanceOf(BValue.BList.class);
        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> read("l" + deepest + "e"))
                .withMessage("it is nested more than 99 deep");
    }

    @Test
    void refuses_a_hundred_megabytes_of_nesting_at_once() {
        byte[] lists = new byte[100 << 20];
        Arrays.fill(lists, (byte) 'l');

        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> BencodeReader.read(lists))
                .withMessage("it is nested more than 99 deep");
    }

    @Test
    void holds_at_most_3_million_values() throws Exception {
        assertThat(BencodeReader.read(listOfEmptyTexts(BencodeReader.MAX_VALUES - 1)))
                .isInstanceOf(BValue.BList.class);
        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> BencodeReader.read(listOfEmptyTexts(BencodeReader.MAX_VALUES)))
                .withMessage("it holds more than 3000000 values");
    }

    @Test
    void marks_where_a_value_of_the_outermost_dictionary_was_read() throws Exception {
        String input = "d1:ad4:infoi1ee4:infod1:x1:ye1:zi0ee";

        BencodeReader.Marked marked = BencodeReader.readMarking(ascii(input), "info");

        assertThat(input.substring(marked.start(), marked.end())).isEqualTo("d1:x1:ye");
    }

    @Test
    void marks_nothing_where_the_key_is_not_there() throws Exception {
        BencodeReader.Marked marked = BencodeReader.readMarking(ascii("d1:ai0ee"), "info");

        assertThat(marked).isEqualTo(new BencodeReader.Marked(BDict.of(Map.of("a", new BValue.BInteger(0))), -1, -1));
    }

    @Test
    void marking_wants_a_dictionary() {
        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> BencodeReader.readMarking(ascii("le"), "info"))
                .withMessage("it is not a dictionary");
    }

    private static BValue read(String latin1) throws BencodeException {
        return BencodeReader.read(ascii(latin1));
    }

    private static BBytes bytes(String latin1) {
        return BBytes.of(ascii(latin1));
    }

    private static byte[] ascii(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] listOfEmptyTexts(int count) {
        byte[] input = new byte[2 * count + 2];
        for (int i = 0; i < count; i++) {
            input[2 * i + 1] = '0';
            input[2 * i + 2] = ':';
        }
        input[0] = 'l';
        input[input.length - 1] = 'e';
        return input;
    }
}
