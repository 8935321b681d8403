package org.seedbank.catalog.internal.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IndexReaderTest {

    private static final String HEAD = "{\"format\":\"seedbank-catalog\",\"schema\":1,\"entries\":[";

    private static List<String> read(String index) throws IOException {
        return read(index.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(byte[] index) throws IOException {
        List<String> entries = new ArrayList<>();
        IndexReader.read(new ByteArrayInputStream(index), entries::add);
        return entries;
    }

    @Test
    void entries_are_passed_on_as_they_stand() throws IOException {
        String entry = "{\"b\":1.50e+2,\"a\":null,\"a\":[true,{}],\"größe\":\"\\u2028\\\"\\\\\"}";

        assertThat(read(HEAD + "\n" + entry + ",\n7\n]}\n")).containsExactly(entry, "7");
    }

    @Test
    void fields_that_are_not_known_are_passed_over() throws IOException {
        assertThat(read("{\"made\":{\"by\":[1]}," + HEAD.substring(1) + "{}],\"more\":[[]]}"))
                .containsExactly("{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                           | ends too early
            {                                                            | ends too early
            {}                                                           | is not a catalog's index
            []                                                           | is not a catalog's index
            {"entries":[]}                                               | is not a catalog's index
            {"format":"other","schema":1,"entries":[]}                   | is not a catalog's index
            {"format":["seedbank-catalog"],"schema":1,"entries":[]}      | is not a catalog's index
            {"format":"seedbank-catalog","entries":[]}                   | is not a catalog's index
            {"format":"seedbank-catalog","schema":0,"entries":[]}        | is not a catalog's index
            {"format":"seedbank-catalog","schema":1.5,"entries":[]}      | is not a catalog's index
            {"format":"seedbank-catalog","schema":1,"entries":{}}        | is not a catalog's index
            {"format":"seedbank-catalog","schema":1,"entries":[],"entries":[]} | is not a catalog's index
            {"format":"seedbank-catalog","schema":2,"entries":[]}        | has version 2 of its format, and only 1 is known here
            {"format":"seedbank-catalog","schema":1,"entries":[{}        | ends too early
            {"format":"seedbank-catalog","schema":1,"entries":[{},]}     | is not strict JSON
            {"format":"seedbank-catalog","schema":1,"entries":[]} {}     | is not strict JSON
            {'format':'seedbank-catalog'}                                | is not strict JSON
            <html>                                                       | is not strict JSON
            """)
    void anything_else_is_refused(String index, String reason) {
        assertThatThrownBy(() -> read(index))
                .isInstanceOf(UnusableIndexException.class)
                .hasMessage(reason);
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        assertThatThrownBy(() -> read((HEAD + "\"ä\"]}").getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(UnusableIndexException.class)
                .hasMessage("is not UTF-8");
    }

    @Test
    void depth_has_a_limit() {
        assertThatThrownBy(() -> read(HEAD + "[".repeat(100_000)))
                .isInstanceOf(UnusableIndexException.class)
                .hasMessage("is not strict JSON");
    }

    @Test
    void a_single_entry_has_a_limit() {
        assertThatThrownBy(() -> read(HEAD + "\"" + "x".repeat(5_000_000) + "\"]}"))
                .isInstanceOf(UnusableIndexException.class)
                .hasMessage("goes on for more than 4194304 characters without a new entry");
    }

    @Test
    void a_million_entries_are_read_and_no_more() throws IOException {
        String million = HEAD + "1" + ",1".repeat(IndexReader.MAX_ENTRIES - 1);
        AtomicInteger count = new AtomicInteger();

        IndexReader.read(
                new ByteArrayInputStream((million + "]}").getBytes(StandardCharsets.UTF_8)),
                entry -> count.incrementAndGet());

        assertThat(count).hasValue(IndexReader.MAX_ENTRIES);
        assertThatThrownBy(() -> read(million + ",1]}"))
                .isInstanceOf(UnusableIndexException.class)
                .hasMessage("has more than 1000000 entries");
    }
}
