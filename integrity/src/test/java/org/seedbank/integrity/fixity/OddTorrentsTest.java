package org.seedbank.integrity.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.Torrents;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Verification against torrents of other programs: without piece layers, with links, with digests of old, other names. */
final class OddTorrentsTest {

    private static final int PIECE = 16 << 10;

    private static final DatasetPath B = new DatasetPath("b.csv");

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void aDataset() {
        soil = new Tree(temp.resolve("soil")).with("2024/a.csv", PIECE + 100).with("b.csv", 3 * PIECE);
    }

    private FixityReport verify(Metainfo torrent) throws InterruptedException {
        return Verification.run(VerificationRequest.of(torrent, soil.root()), Progress.NONE);
    }

    private void flip(String file, int at) throws Exception {
        byte[] bytes = Files.readAllBytes(soil.at(file));
        bytes[at] ^= 1;
        soil.with(file, bytes);
    }

    private static Map<String, BValue> values(BDict dict) throws BencodeException {
        Map<String, BValue> values = new TreeMap<>();
        for (String key : dict.keys()) {
            values.put(key, dict.require(key, BValue.class));
        }
        return values;
    }

    @Nested
    final class WithoutPieceLayers {

        private Metainfo lacking(TorrentFormat format) throws Exception {
            Map<String, BValue> root = values((BDict) BencodeReader.read(
                    Publication.foreign(soil.root(), format, PIECE).bytes()));
            root.remove("piece layers");
            return Metainfo.parse(BencodeWriter.write(BDict.of(root)));
        }

        @ParameterizedTest
        @EnumSource(
                value = TorrentFormat.class,
                names = {"V2", "HYBRID"})
        void an_unchanged_copy_is_intact_and_it_says_what_the_torrent_lacks(TorrentFormat format) throws Exception {
            FixityReport report = verify(lacking(format));

            assertThat(report.isIntact()).isTrue();
            assertThat(report.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("'soil': it lacks the piece layers of 2 of its files");
        }

        @Test
        void the_root_of_a_file_tells_damage_of_all_of_it() throws Exception {
            Metainfo torrent = lacking(TorrentFormat.V2);
            flip("b.csv", PIECE);

            assertThat(verify(torrent).damage())
                    .containsExactly(new FileFinding.Damaged(B, 3 * PIECE, List.of(new ByteRange(0, 3 * PIECE))));
        }

        @Test
        void v1_pieces_tell_it_to_the_piece() throws Exception {
            Metainfo torrent = lacking(TorrentFormat.HYBRID);
            flip("b.csv", PIECE);

            assertThat(verify(torrent).damage())
                    .containsExactly(new FileFinding.Damaged(B, 3 * PIECE, List.of(new ByteRange(PIECE, 2 * PIECE))));
        }

        /** Whoever made such a torrent changed one half of it; the other one is that of the copy. */
        @Test
        void v1_pieces_of_other_bytes_are_a_warning_where_the_root_proves_the_file() throws Exception {
            Metainfo torrent = withHalvesOf("b.csv", false);

            FixityReport report = verify(torrent);

            assertThat(report.isIntact()).isTrue();
            assertThat(report.warnings())
                    .last()
                    .isEqualTo(
                            "the torrent contradicts itself: the v1 pieces of 'b.csv' are not those of the bytes that"
                                    + " its v2 hashes prove");
        }

        @Test
        void a_root_of_other_bytes_tells_damage_whatever_v1_pieces_say() throws Exception {
            Metainfo torrent = withHalvesOf("b.csv", true);

            assertThat(verify(torrent).damage())
                    .containsExactly(new FileFinding.Damaged(B, 3 * PIECE, List.of(new ByteRange(0, 3 * PIECE))));
        }

        /** The v2 half is that of a folder, and the v1 half of the same with a byte changed; one of them stays on the disk. */
        private Metainfo withHalvesOf(String file, boolean changedStays) throws Exception {
            Map<String, BValue> root = values(
                    (BDict) BencodeReader.read(lacking(TorrentFormat.HYBRID).bytes()));
            flip(file, PIECE);
            BValue otherPieces = values((BDict) values((BDict) BencodeReader.read(
                                    lacking(TorrentFormat.HYBRID).bytes()))
                            .get("info"))
                    .get("pieces");
            if (!changedStays) {
                flip(file, PIECE);
            }
            Map<String, BValue> info = values((BDict) root.get("info"));
            info.put("pieces", otherPieces);
            root.put("info", BDict.of(info));
            return Metainfo.parse(BencodeWriter.write(BDict.of(root)));
        }

        @Test
        void a_file_cut_off_is_not_proven_anywhere() throws Exception {
            Metainfo torrent = lacking(TorrentFormat.V2);
            soil.with("b.csv", Tree.content("b.csv", PIECE));

            assertThat(verify(torrent).damage())
                    .containsExactly(new FileFinding.WrongLength(
                            B,
                            3 * PIECE,
                            PIECE,
                            List.of(new ByteRange(PIECE, 3 * PIECE)),
                            List.of(new ByteRange(0, PIECE))));
        }
    }

    /** The v1 torrent of another program, with these changes to each of its files, and these files besides. */
    private Metainfo torrent(BiConsumer<String, Map<String, BValue>> change, BDict... others) throws Exception {
        BDict root = (BDict) BencodeReader.read(
                Publication.foreign(soil.root(), TorrentFormat.V1, PIECE).bytes());
        Map<String, BValue> info = values(root.require("info", BDict.class));
        List<BValue> files = new ArrayList<>();
        for (BValue each : ((BValue.BList) info.get("files")).values()) {
            Map<String, BValue> file = values((BDict) each);
            BValue.BList path = (BValue.BList) file.get("path");
            change.accept(
                    new String(((BBytes) path.values().get(path.values().size() - 1)).copy(), StandardCharsets.UTF_8),
                    file);
            files.add(BDict.of(file));
        }
        files.addAll(List.of(others));
        info.put("files", new BValue.BList(files));
        Map<String, BValue> changed = values(root);
        changed.put("info", BDict.of(info));
        return Metainfo.parse(BencodeWriter.write(BDict.of(changed)));
    }

    @Nested
    final class WithLinks {

        private Metainfo torrent;

        @BeforeEach
        void aLinkInsideAndOneOut() throws Exception {
            torrent = torrent(
                    (name, file) -> {},
                    link(List.of("latest.csv"), "2024", "a.csv"),
                    link(List.of("newest"), "2024"),
                    link(List.of("out"), "..", "x"));
        }

        private static BDict link(List<String> path, String... target) {
            return BDict.of(Map.of(
                    "attr", BBytes.of("l"),
                    "length", new BValue.BInteger(0),
                    "path", Torrents.list(path.toArray(String[]::new)),
                    "symlink path", Torrents.list(target)));
        }

        private List<LinkFinding.State> states() throws Exception {
            return verify(torrent).links().stream().map(LinkFinding::state).toList();
        }

        @Test
        void links_that_lead_where_they_should_are_that() throws Exception {
            Files.createSymbolicLink(soil.at("latest.csv"), Path.of("2024/a.csv"));
            Files.createSymbolicLink(soil.at("newest"), Path.of("2024"));

            FixityReport report = verify(torrent);

            assertThat(states()).containsExactly(LinkFinding.State.LINK, LinkFinding.State.LINK);
            assertThat(report.isIntact()).isTrue();
            assertThat(report.extras()).isEmpty();
            assertThat(report.warnings())
                    .containsExactly("'soil': the link 'out' leads out of the dataset and is left out");
        }

        @Test
        void copies_of_what_they_lead_to_stand_for_them() throws Exception {
            Files.copy(soil.at("2024/a.csv"), soil.at("latest.csv"));
            Files.createDirectory(soil.at("newest"));
            Files.copy(soil.at("2024/a.csv"), soil.at("newest/a.csv"));

            FixityReport report = verify(torrent);

            assertThat(states()).containsExactly(LinkFinding.State.COPY, LinkFinding.State.COPY);
            assertThat(report.isIntact()).isTrue();
            assertThat(report.extras()).isEmpty();
        }

        @Test
        void an_empty_file_is_what_programs_without_links_make_of_one() throws Exception {
            soil.with("latest.csv", "");

            FixityReport report = verify(torrent);

            assertThat(states()).containsExactly(LinkFinding.State.EMPTY, LinkFinding.State.MISSING);
            assertThat(report.isIntact()).isTrue();
            assertThat(report.extras()).isEmpty();
        }

        @Test
        void a_copy_with_other_bytes_is_none() throws Exception {
            soil.with("latest.csv", "other");

            FixityReport report = verify(torrent);

            assertThat(states()).containsExactly(LinkFinding.State.DIFFERENT, LinkFinding.State.MISSING);
            assertThat(report.isIntact()).isFalse();
        }

        @Test
        void links_that_are_missing_or_lead_elsewhere_are_told_and_are_no_damage() throws Exception {
            Files.createSymbolicLink(soil.at("newest"), Path.of("/etc"));

            FixityReport report = verify(torrent);

            assertThat(states()).containsExactly(LinkFinding.State.MISSING, LinkFinding.State.ELSEWHERE);
            assertThat(report.damage()).isEmpty();
            assertThat(report.isIntact()).isTrue();
        }
    }

    @Nested
    final class WithStatedDigests {

        private static void put(Map<String, BValue> file, String key, String value) {
            file.put(key, BBytes.of(value));
        }

        private String md5(String path) throws Exception {
            return DigestUtils.md5Hex(Files.readAllBytes(soil.at(path)));
        }

        private String sha1(String path) throws Exception {
            return DigestUtils.sha1Hex(Files.readAllBytes(soil.at(path)));
        }

        @Test
        void those_that_agree_are_shown_beside_what_was_found() throws Exception {
            String a = sha1("2024/a.csv");
            String b = sha1("b.csv");
            FixityReport report = verify(torrent((name, file) -> put(file, "sha1", name.equals("b.csv") ? b : a)));

            assertThat(report.isIntact()).isTrue();
            assertThat(report.warnings()).isEmpty();
            assertThat(report.digests().expected(1)).contains(ContentDigest.of(DigestAlgorithm.SHA1, b));
            assertThat(report.digests().found(1)).contains(ContentDigest.of(DigestAlgorithm.SHA1, b));
        }

        @Test
        void one_that_disagrees_with_what_the_pieces_prove_is_a_warning_about_the_torrent() throws Exception {
            Metainfo torrent = torrent((name, file) -> put(file, "md5", "0".repeat(32)));

            FixityReport report = verify(torrent);

            assertThat(report.isIntact()).isTrue();
            assertThat(report.warnings())
                    .containsExactly("the torrent contradicts itself: the md5 of '2024/a.csv' and those of 1 more file,"
                            + " as it states them, are not those of the bytes that its pieces prove");
        }

        @Test
        void a_sha1_proves_a_file_of_which_the_pieces_say_too_little() throws Exception {
            String b = sha1("b.csv");
            Metainfo torrent = torrent((name, file) -> put(file, "sha1", b));
            Files.delete(soil.at("2024/a.csv"));

            assertThat(verify(torrent).findings().get(1)).isEqualTo(new FileFinding.Intact(B, 3 * PIECE));
        }

        @Test
        void an_md5_does_not_as_it_can_be_forged() throws Exception {
            String b = md5("b.csv");
            Metainfo torrent = torrent((name, file) -> put(file, "md5sum", b));
            Files.delete(soil.at("2024/a.csv"));

            assertThat(verify(torrent).findings().get(1)).isInstanceOf(FileFinding.NotVerified.class);
        }

        @Test
        void they_are_not_compared_where_pieces_alone_were_asked_for() throws Exception {
            Metainfo torrent = torrent((name, file) -> put(file, "md5", "0".repeat(32)));

            FixityReport report = Verification.run(
                    VerificationRequest.of(torrent, soil.root()).withDepth(FixityReference.Depth.PIECES),
                    Progress.NONE);

            assertThat(report.warnings()).isEmpty();
        }
    }

    @Test
    void room_that_another_program_took_and_has_not_filled_is_named() throws Exception {
        Metainfo torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
        soil.with("b.csv", new byte[3 * PIECE]);

        FixityReport report = verify(torrent);

        assertThat(report.damage())
                .containsExactly(new FileFinding.Damaged(B, 3 * PIECE, List.of(new ByteRange(0, 3 * PIECE))));
        assertThat(report.warnings())
                .containsExactly(
                        "1 damaged file seems to hold nothing but zeros, such as 'b.csv': another program may have"
                                + " taken the room and not filled it yet");
    }

    @Test
    void half_of_a_file_is_no_room_alone() throws Exception {
        Metainfo torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
        byte[] bytes = Arrays.copyOf(Arrays.copyOf(Files.readAllBytes(soil.at("b.csv")), PIECE), 3 * PIECE);
        soil.with("b.csv", bytes);

        FixityReport report = verify(torrent);

        assertThat(report.damage())
                .containsExactly(new FileFinding.Damaged(B, 3 * PIECE, List.of(new ByteRange(PIECE, 3 * PIECE))));
        assertThat(report.warnings()).isEmpty();
    }

    @Nested
    final class WithOtherUnicodeForms {

        private static final String COMPOSED = "Messgr\u00f6\u00dfen.csv";
        private static final String DECOMPOSED = "Messgro\u0308\u00dfen.csv";

        private Metainfo torrent;

        @BeforeEach
        void publish() throws Exception {
            soil.with(COMPOSED, 100);
            torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
        }

        @Test
        void a_file_under_the_other_form_is_the_same_and_costs_a_warning() throws Exception {
            Files.move(soil.at(COMPOSED), soil.at(DECOMPOSED));

            FixityReport report = verify(torrent);

            assertThat(report.isIntact()).isTrue();
            assertThat(report.extras()).isEmpty();
            assertThat(report.warnings())
                    .containsExactly(
                            "1 name is here in another Unicode form than in the torrent, such as '%s': other programs"
                                            .formatted(COMPOSED)
                                    + " take it for another file");
        }

        @Test
        void where_both_are_there_the_other_one_is_extra() throws Exception {
            soil.with(DECOMPOSED, 5);

            FixityReport report = verify(torrent);

            assertThat(report.isIntact()).isTrue();
            assertThat(report.extras()).containsExactly(DECOMPOSED);
            assertThat(report.warnings()).isEmpty();
        }

        @Test
        void the_dataset_s_folder_or_one_file_may_be_in_another_form_too() throws Exception {
            Path file = new Tree(temp).with(COMPOSED, "1").at(COMPOSED);
            Metainfo one = Publication.of(file, TorrentFormat.HYBRID, PIECE);
            Files.move(file, temp.resolve(DECOMPOSED));

            FixityReport report = Verification.run(VerificationRequest.of(one, temp), Progress.NONE);

            assertThat(report.isIntact()).isTrue();
        }

        @Test
        void those_who_serve_a_copy_need_the_very_name() throws Exception {
            Files.move(soil.at(COMPOSED), soil.at(DECOMPOSED));

            FixityReport report = Verification.at(soil.root(), torrent, path -> true, 1, Progress.NONE);

            assertThat(report.damage()).containsExactly(new FileFinding.Missing(new DatasetPath(COMPOSED), 100));
        }
    }
}
