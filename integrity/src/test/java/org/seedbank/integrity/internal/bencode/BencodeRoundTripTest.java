package org.seedbank.integrity.internal.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.bencode.BencodeWriter;

@Tag("thorough")
final class BencodeRoundTripTest {

    @Property(tries = 500)
    void reading_undoes_writing(@ForAll("values") BValue value) throws Exception {
        byte[] written = BencodeWriter.write(value);

        BValue read = BencodeReader.read(written);

        assertThat(read).isEqualTo(value).hasSameHashCodeAs(value);
        assertThat(BencodeWriter.write(read)).isEqualTo(written);
    }

    @Property(tries = 5000)
    void any_bytes_are_read_or_refused(@ForAll byte[] input) {
        assertThat(outcome(input)).isIn("read", "refused");
    }

    @Property(tries = 5000)
    void any_text_in_the_alphabet_of_bencode_is_read_or_refused(@ForAll("nearlyBencode") String input) {
        assertThat(outcome(input.getBytes(StandardCharsets.US_ASCII))).isIn("read", "refused");
    }

    @Example
    void keys_out_of_order_are_not_written() throws Exception {
        BValue unsorted = BencodeReader.read("d1:bi1e1:ai2ee".getBytes(StandardCharsets.US_ASCII));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BencodeWriter.write(unsorted))
                .withMessage("keys out of order: 'a' behind 'b'");
    }

    private static String outcome(byte[] input) {
        try {
            BencodeReader.read(input);
            return "read";
        } catch (BencodeException e) {
            return "refused";
        }
    }

    @Provide
    Arbitrary<BValue> values() {
        return values(4);
    }

    private static Arbitrary<BValue> values(int depth) {
        Arbitrary<BValue> leaves = Arbitraries.oneOf(
                Arbitraries.longs().map(BValue.BInteger::new),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(BBytes::of));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<BValue> below = values(depth - 1);
        return Arbitraries.oneOf(
                leaves,
                below.list().ofMaxSize(3).map(BValue.BList::new),
                Arbitraries.maps(keys(), below).ofMaxSize(3).map(BDict::of));
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(6).map(BDict::key);
    }

    @Provide
    Arbitrary<String> nearlyBencode() {
        return Arbitraries.strings().withChars("ilde:-0123").ofMaxLength(24);
    }
}
