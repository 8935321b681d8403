package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code verify} and {@code show} of torrents that other programs made: links, stated digests, shared pieces. */
@ExtendWith(Benches.class)
class VerifyOddTest {

    private static final String A = "abc";
    private static final String B = "defg";

    /** Writes a v1 torrent {@code odd} of {@code a.txt}, {@code b.txt} and one more thing, with pieces of 4 bytes. */
    static void write(Bench bench, String factsOfA, String more) throws IOException {
        bench.write("odd/a.txt", A);
        bench.write("odd/b.txt", B);
        ByteArrayOutputStream torrent = new ByteArrayOutputStream();
        torrent.writeBytes(ascii("d4:infod5:filesl"
                + "d" + (factsOfA.startsWith("5:crc32") ? factsOfA : "") + "6:lengthi3e"
                + (factsOfA.startsWith("5:crc32") ? "" : factsOfA) + "4:pathl5:a.txtee"
                + "d6:lengthi4e4:pathl5:b.txtee" + more
                + "e4:name3:odd12:piece lengthi4e6:pieces40:"));
        torrent.writeBytes(DigestUtils.sha1((A + B).substring(0, 4)));
        torrent.writeBytes(DigestUtils.sha1((A + B).substring(4)));
        torrent.writeBytes(ascii("ee"));
        Files.write(bench.path("odd.torrent"), torrent.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String plain(Outcome outcome) {
        return outcome.out().replaceFirst("\\([^()]*SECONDS, by", "(…, by");
    }

    static final String LINK = "d4:attr1:l4:pathl6:lateste12:symlink pathl5:a.txtee";

    @Test
    void a_link_that_is_missing_is_told_and_no_damage(Bench bench) throws Exception {
        write(bench, "", LINK);

        Outcome verify = bench.run("verify", "BENCH/odd.torrent", "BENCH/odd");

        assertThat(plain(verify)).isEqualTo("""
            no link       latest  (it should lead to 'a.txt')
            all 2 files intact (…, by pieces only, the torrent has no file digests)
            """);
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void a_link_or_a_copy_of_what_it_leads_to_is_fine(Bench bench) throws Exception {
        write(bench, "", LINK);
        Files.createSymbolicLink(bench.path("odd/latest"), Path.of("a.txt"));
        Outcome link = bench.run("verify", "BENCH/odd.torrent", "BENCH/odd");
        Files.delete(bench.path("odd/latest"));
        bench.write("odd/latest", A);
        Outcome copy = bench.run("verify", "BENCH/odd.torrent", "BENCH/odd");

        assertThat(link.out()).startsWith("all 2 files intact");
        assertThat(copy.out()).startsWith("copy          latest  (of 'a.txt')\nall 2 files intact");
        assertThat(copy.exitCode()).isZero();
    }

    @Test
    void other_bytes_in_a_link_s_place_end_with_3(Bench bench) throws Exception {
        write(bench, "", LINK);
        bench.write("odd/latest", "other");

        Outcome verify = bench.run("verify", "BENCH/odd.torrent", "BENCH/odd");

        assertThat(plain(verify)).isEqualTo("""
            no copy       latest  (it should lead to 'a.txt')
            a file or folder that is no copy stands in a link's place (…, by pieces only, the torrent has no file digests)
            """);
        assertThat(verify.exitCode()).isEqualTo(3);
    }

    @Test
    void stated_digests_are_shown_and_compared(Bench bench) throws Exception {
        write(bench, "3:md532:" + DigestUtils.md5Hex(A), "");

        Outcome show = bench.run("show", "BENCH/odd.torrent");
        Outcome verify = bench.run("verify", "BENCH/odd.torrent", "BENCH/odd");

        assertThat(show.out()).endsWith("""
                size  stated digest                         path
                 3 B  md5:900150983cd24fb0d6963f7d28e17f72  a.txt
                 4 B  -                                     b.txt
                """);
        assertThat(plain(verify))
                .isEqualTo("all 2 files intact (…, by pieces and the digests that the torrent states)\n");
        assertThat(bench.run("show", "--json", "BENCH/odd.torrent").out().replaceAll("\\s", ""))
                .contains("\"stated\":[{\"algorithm\":\"md5\",\"digest\":\"900150983cd24fb0d6963f7d28e17f72\"}]");
    }

    @Test
    void a_stated_digest_that_is_wrong_is_a_warning_about_the_torrent(Bench bench) throws Exception {
        write(bench, "5:crc328:00000000", "");

        Outcome verify = bench.run("verify", "BENCH/odd.torrent", "BENCH/odd");

        assertThat(verify.err())
                .isEqualTo(
                        "seedbank: warning: the torrent contradicts itself: the crc32 of 'a.txt', as it states it, is not"
                                + " that of the bytes that its pieces prove\n");
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void it_says_which_bytes_a_missing_neighbour_leaves_undecided(Bench bench) throws Exception {
        write(bench, "", "");
        Files.delete(bench.path("odd/a.txt"));

        Outcome verify = bench.run("verify", "BENCH/odd.torrent", "BENCH/odd");

        assertThat(plain(verify)).isEqualTo("""
            missing       a.txt
            not verified  b.txt  (it shares a piece with 'a.txt', which is missing: all but bytes 0-0 is proven)
            1 of 2 files is damaged (…, by pieces only, the torrent has no file digests)
            """);
        JsonObject file = JsonParser.parseString(bench.run("verify", "--json", "BENCH/odd.torrent", "BENCH/odd")
                        .out())
                .getAsJsonObject()
                .getAsJsonArray("files")
                .get(1)
                .getAsJsonObject();
        assertThat(file.get("undecided")).hasToString("[{\"start\":0,\"end\":1}]");
        assertThat(file.get("reason").getAsString()).isEqualTo("it shares a piece with 'a.txt', which is missing");
    }

    @Test
    void what_other_programs_left_is_named(Bench bench) throws Exception {
        write(bench, "", "");
        bench.write("odd/b.txt.!qB", "de");
        bench.write("odd/Thumbs.db", "");

        Outcome verify = bench.run("verify", "BENCH/odd.torrent", "BENCH/odd");

        assertThat(verify.out()).startsWith("""
            extra         Thumbs.db  (Windows keeps it for itself)
            extra         b.txt.!qB  (an unfinished download of qBittorrent)
            """);
        assertThat(verify.exitCode()).isZero();
    }
}
