package org.seedbank.integrity.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    void holds_at_most_4_million_values() throws Exception {
        assertThat(BencodeReader.read(listOfEmptyTexts(BencodeReader.MAX_VALUES - 1)))
                .isInstanceOf(BValue.BList.class);
        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> BencodeReader.read(listOfEmptyTexts(BencodeReader.MAX_VALUES)))
                .withMessage("it holds more than 4000000 values");
    }

    @Test
    void tells_where_the_values_of_the_outermost_dictionary_are() throws Exception {
        String input = "d1:ad4:infoi1ee4:infod1:x1:ye1:zi0ee behind";

        OuterDict outer = BencodeReader.readOuter(ascii(input), Set.of("info"), Set.of("z", "none"));

        OuterDict.Span info = outer.span("info").orElseThrow();
        assertThat(input.substring(info.start(), info.end())).isEqualTo("d1:x1:ye");
        assertThat(outer.get("z")).contains(new BValue.BInteger(0));
        assertThat(outer.get("none")).isEmpty();
        assertThat(input.substring(outer.end())).isEqualTo(" behind");
        assertThat(outer.oddities()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d1:ai01e4:infodee                   | a number in it has a leading zero",
                "d1:ai-0e4:infodee                   | a number in it has a leading zero",
                "d1:ai99999999999999999999e4:infodee | a number in it is too long",
                "d1:a02:xx4:infodee                  | a length in it has a leading zero",
                "d1:ai1e1:ai2e4:infodee              | 'a' is in it twice, and the first counts",
                "d4:infode1:ai1ee                    | its keys are not in order",
                "d1:xi1e1:xi1e4:infodee              | its keys are not in order",
                "d1:ad1:xi1e1:xi2ee4:infodee         | ''"
            })
    void notes_what_is_odd_where_it_is_not_strict(String input, String oddity) throws Exception {
        OuterDict outer = BencodeReader.readOuter(ascii(input), Set.of("info"), Set.of("a"));

        assertThat(String.join("; ", outer.oddities())).isEqualTo(oddity);
        assertThat(outer.get("info")).contains(BDict.of(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "le                      | it is not a dictionary",
                "l                       | it ends too early, at byte 1",
                "x                       | a digit is missing at byte 0",
                "d4:infodei1e            | a digit is missing at byte 9",
                "d1:ai1e                 | it ends too early, at byte 7",
                "d1:aixee                | a digit is missing at byte 5",
                "d1:a99:x4:infodee       | the 99 bytes at byte 7 reach past the end",
                "d4:infodi01ei1eee       | a digit is missing at byte 8",
                "d4:infod1:xi01eee       | the number at byte 12 has a leading zero",
                "d4:infod1:xi1e1:xi1eee  | the dictionary at byte 7 has a key twice",
                "d4:infode4:infodee      | it has 'info' twice",
                "d4:infode1:a1:x4:infodee| it has 'info' twice"
            })
    void refuses_in_the_outermost_dictionary_what_nobody_can_read(String input, String message) {
        assertThatExceptionOfType(BencodeException.class)
                .isThrownBy(() -> BencodeReader.readOuter(ascii(input), Set.of("info"), Set.of("a")))
                .withMessage(message);
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
