package org.seedbank.swarm.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.Sha256;

/** The patch fits the library that it was made for, and changes nothing else; {@code StrangerTest} says what it is good for. */
class NativePatchTest {

    private static final String RESOURCE = "lib/x86_64/libtorrent4j.so";

    /** As objdump shows {@code hash_picker::hashes_rejected} from 0x5773b0, with what fills it up to the next function. */
    private static final String REJECTED = "448b5e0c8b56084585db7e6449b80000000000000080662e0f1f840000000000"
            + "85d248630e8d82ff0100004c8b4f100f49c281c200020000488d0c49c1f809498d0cc9488b09"
            + "489848c1e0044c89040148630e4c8b5710488d0c49498d0cca480301836808018b460c03460839d07fb0c3"
            + "900f1f4000662e0f1f840000000000";

    /** The beginning of the binding's {@code torrent_handle_set_ssl_certificate_buffer_ex}, as objdump shows it from 0x260400. */
    private static final String ROOM =
            "4157415641554154554889fd534881eca800000064488b042528000000488984249800000031c04c8bb424"
                    + "e00000004c8bac24f00000004d85c00f84000500004d85f60f847f0500004d85ed0f846e0400004d8b7808"
                    + "488d442430498b184989d44889442408488d5424404c89f848895424184829d84889542430488944242848"
                    + "83f80f0f87c60500004c39fb0f8404010000488d4b014889d04d8d47ff4829c84929d84883f80e0f867206"
                    + "00004983f8060f86680600004c89f94829d94983f80e0f86750600004889ce31c04883e6f00f1f800000";

    @Test
    void it_replaces_these_places_of_the_library_that_is_there_and_nothing_around_them() throws Exception {
        byte[] before = library();
        byte[] after = NativePatch.applied(RESOURCE, library());

        assertThat(Sha256.digestOf(before))
                .hasToString("761a4463355e6827be367798e379449d9ef0acf6c0e868abb85fff03dedbf98c");
        for (Place place : new Place[] {
            new Place(0x5773b0, REJECTED),
            new Place(0x577a2a, "e881b4d6ff"), // call 0x2e2eb0
            new Place(0x5768b7, "8b334889ef"), // mov (%rbx), %esi; mov %rbp, %rdi
            new Place(0x5ee7a1, "7515"), // jne 0x5ee7b8
            new Place(0x260400, ROOM),
            new Place(0x67659d, "0fb64a1d48"), // movzbl 0x1d(%rdx), %ecx; the beginning of lea 0x20(%rsp), %rdi
            new Place(0x3c3a20, "0fb7400266"), // movzwl 0x2(%rax), %eax; the beginning of ror $8, %ax
            new Place(0x64eefb, "488d95ac020000"), // lea 0x2ac(%rbp), %rdx
            new Place(0x3ef5bf, "a820"), // test $0x20, %al
            new Place(0x64f479, "83c820"), // or $0x20, %eax
            new Place(0x65b34f, "488b4500488d7c2460"), // mov (%rbp), %rax; lea 0x60(%rsp), %rdi
            new Place(0x3f8e17, "0f858b0d0000") // jne 0x3f9ba8
        }) {
            byte[] code = HexFormat.of().parseHex(place.code());
            assertThat(before).containsSequence(code);
            System.arraycopy(code, 0, after, place.offset(), code.length);
        }
        assertThat(after).isEqualTo(before);
    }

    private record Place(int offset, String code) {}

    @Test
    void other_libraries_stay_as_they_are() throws Exception {
        assertThat(NativePatch.applied("lib/arm64/libtorrent4j.so", library())).isEqualTo(library());
        assertThat(NativePatch.applied(RESOURCE, new byte[10])).isEqualTo(new byte[10]);
    }

    private static byte[] library() throws IOException {
        try (InputStream library = NativePatch.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            return library.readAllBytes();
        }
    }
}
