package org.seedbank.integrity.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.seedbank.integrity.Copies;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Over any small tree of files, any format and piece length, and any damage. */
@Tag("thorough")
final class RepairPropertyTest {

    private static final int KIB = 1 << 10;

    private Path temp;

    @BeforeProperty
    void makeFolder() throws IOException {
        temp = Files.createTempDirectory("seedbank-property");
    }

    @AfterTry
    void emptyFolder() throws IOException {
        try (var below = Files.walk(temp)) {
            for (Path path : below.sorted((x, y) -> y.compareTo(x)).toList()) {
                if (!path.equals(temp)) {
                    Files.delete(path);
                }
            }
        }
    }

    @AfterProperty
    void deleteFolder() throws IOException {
        Files.delete(temp);
    }

    private enum Kind {
        FLIP,
        CUT,
        LENGTHEN,
        DELETE
    }

    /** Damage to the file with this number, counted around, at this share of its length. */
    record Damage(Kind kind, int file, double where) {}

    @Property(tries = 60)
    void a_copy_is_the_original_again_after_repair_from_a_good_one(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll("damages") List<Damage> damages,
            @ForAll TorrentFormat format,
            @ForAll boolean foreign,
            @ForAll("pieceLengths") int pieceLength)
            throws Exception {
        Tree tree = write(files);
        Metainfo made = Publication.of(tree.root(), format, pieceLength);
        Metainfo torrent = foreign ? Publication.foreign(made) : made;
        Tree copy = Copies.of(tree.root(), temp.resolve("copy"));
        Set<DatasetPath> damaged = damage(copy, List.copyOf(files.keySet()), damages);

        Repair.Result result = Copies.mend(torrent, copy.root(), tree.root());

        assertThat(Copies.content(copy.root())).isEqualTo(Copies.content(tree.root()));
        assertThat(damaged).containsAll(result.mended());
    }

    @Property(tries = 40)
    void a_file_is_as_it_was_or_the_original_after_repair_from_a_damaged_copy(
            @ForAll("trees") Map<String, Integer> files,
            @ForAll("damages") List<Damage> damages,
            @ForAll("damages") List<Damage> damagesOfSource,
            @ForAll TorrentFormat format,
            @ForAll boolean foreign,
            @ForAll("pieceLengths") int pieceLength)
            throws Exception {
        Tree tree = write(files);
        Metainfo made = Publication.of(tree.root(), format, pieceLength);
        Metainfo torrent = foreign ? Publication.foreign(made) : made;
        Tree copy = Copies.of(tree.root(), temp.resolve("copy"));
        damage(copy, List.copyOf(files.keySet()), damages);
        Tree source = Copies.of(tree.root(), temp.resolve("source"));
        damage(source, List.copyOf(files.keySet()), damagesOfSource);
        Map<String, String> before = Copies.content(copy.root());
        Map<String, String> sourceBefore = Copies.content(source.root());

        Repair.Result result = Copies.mend(torrent, copy.root(), source.root());

        Map<String, String> good = Copies.content(tree.root());
        Map<String, String> after = Copies.content(copy.root());
        for (String path : files.keySet()) {
            boolean mended = result.mended().contains(new DatasetPath(path));
            assertThat(after.get(path)).as(path).isEqualTo((mended ? good : before).get(path));
        }
        assertThat(good.keySet()).containsAll(after.keySet());
        assertThat(Copies.content(source.root())).isEqualTo(sourceBefore);
    }

    @Provide
    Arbitrary<Map<String, Integer>> trees() {
        Arbitrary<String> paths = Arbitraries.of("a", "a-b", "b/a", "b/a.b", "b/c/d", "b-c", "e.f", "ü", "z");
        Arbitrary<Integer> lengths = Arbitraries.oneOf(
                Arbitraries.of(0, 1, 16 * KIB - 1, 16 * KIB, 16 * KIB + 1, 32 * KIB, 1024 * KIB + 1),
                Arbitraries.integers().between(0, 200 * KIB));
        return Arbitraries.maps(paths, lengths)
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(files -> (Map<String, Integer>) new TreeMap<>(files))
                .filter(files -> files.values().stream().anyMatch(length -> length > 0));
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.doubles().between(0, true, 1, false))
                .as(Damage::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Integer> pieceLengths() {
        return Arbitraries.of(16 * KIB, 32 * KIB, 256 * KIB, 1024 * KIB);
    }

    private Tree write(Map<String, Integer> files) {
        Tree tree = new Tree(temp.resolve("soil"));
        files.forEach((path, length) -> {
            byte[] bytes = new byte[length];
            new Random(path.hashCode()).nextBytes(bytes);
            tree.with(path, bytes);
        });
        return tree;
    }

    /** Leaves at least one file: where there is none, there is no copy to be mended. */
    private static Set<DatasetPath> damage(Tree copy, List<String> paths, List<Damage> damages) throws IOException {
        Set<DatasetPath> damaged = new HashSet<>();
        for (Damage each : damages) {
            String path = paths.get(each.file() % paths.size());
            boolean last =
                    paths.stream().filter(one -> Files.exists(copy.at(one))).count() == 1;
            if (Files.exists(copy.at(path)) && !(last && each.kind() == Kind.DELETE)) {
                damage(copy.at(path), each);
                damaged.add(new DatasetPath(path));
            }
        }
        return damaged;
    }

    private static void damage(Path file, Damage damage) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = (int) (damage.where() * bytes.length);
        switch (damage.kind()) {
            case FLIP -> Copies.flip(file, bytes.length == 0 ? new long[0] : new long[] {at});
            case CUT -> Files.write(file, Arrays.copyOf(bytes, at));
            case LENGTHEN -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + at));
            case DELETE -> Files.delete(file);
        }
    }
}
