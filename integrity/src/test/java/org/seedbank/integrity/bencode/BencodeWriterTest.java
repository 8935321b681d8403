package org.seedbank.integrity.bencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bencode has one form for each value (BEP 3). */
class BencodeWriterTest {

    @Test
    void names_are_written_as_utf8_and_keys_in_order() {
        BValue.BList names = new BValue.BList(List.of(BBytes.of("\ud83c\udf0a"), BBytes.of("")));
        byte[] bencoded = BencodeWriter.write(BDict.of(Map.of(
                "names",
                names,
                "number",
                new BValue.BInteger(-3),
                "bytes",
                BBytes.of(new byte[] {'x'}),
                "d",
                BDict.of(Map.of()))));

        assertThat(new String(bencoded, StandardCharsets.UTF_8))
                .isEqualTo("d5:bytes1:x1:dde5:namesl4:\ud83c\udf0a0:e6:numberi-3ee");
    }

    @Test
    void what_is_bencoded_already_goes_in_as_it_is() {
        byte[] source = "d1:bi1e1:ai2ee".getBytes(StandardCharsets.US_ASCII);
        BencodeWriter writer = new BencodeWriter().beginDict();
        writer.key("info").encoded(ByteBuffer.wrap(source, 4, 3)).end();

        assertThat(writer.toByteArray()).asString(StandardCharsets.US_ASCII).isEqualTo("d4:infoi1ee");
    }

    @Test
    void keys_out_of_order_are_refused() {
        BencodeWriter writer = new BencodeWriter().beginDict();
        writer.key("b").integer(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.key("a"))
                .withMessage("keys out of order: 'a' behind 'b'");
    }
}
