package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.seedbank.integrity.IntegrityException;

/** Whatever stands in a list, it is read or refused. */
@Tag("thorough")
final class FixityListFuzzTest {

    private static final List<String> PARTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "d41d8cd98f00b204e9800998ecf8427e",
            "\n",
            "\r\n",
            "  ",
            " *",
            "\\",
            "\\n",
            "name",
            "./",
            "../",
            "/",
            ",",
            "SHA256 (",
            ") = ",
            "#",
            "\u0000",
            "\ufeff",
            "7",
            "-1",
            "## Invoked from: /",
            "%%%% HASHDEEP-1.0\n",
            "%%%% size,md5,sha256,filename\n");

    private static Path list;

    @BeforeContainer
    static void aFile() throws IOException {
        list = Files.createTempFile("list", ".txt");
    }

    @AfterContainer
    static void noFile() throws IOException {
        Files.delete(list);
    }

    @Property
    void parts_of_lists_in_any_order(@ForAll("texts") String text) throws IOException {
        readOrRefused(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PARTS).list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    @Property
    void any_bytes(@ForAll byte[] bytes) throws IOException {
        readOrRefused(bytes);
    }

    private static void readOrRefused(byte[] bytes) throws IOException {
        Files.write(list, bytes);
        try {
            assertThat(FixityList.read(list).files()).isNotEmpty();
        } catch (IntegrityException.BadList e) {
            assertThat(e).hasMessageContaining("is not a usable list: ");
        }
    }
}
