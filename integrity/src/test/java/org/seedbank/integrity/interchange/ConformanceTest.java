package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FixityReport;

/** The Library of Congress' conformance suite of BagIt, and the bags that its Java library is tested with. */
final class ConformanceTest {

    private static final Path FOLDER = Path.of("src/test/resources/fixtures/bags/loc");

    @TempDir
    static Path bags;

    @BeforeAll
    static void unpack() throws IOException {
        try (ZipFile zip = new ZipFile(FOLDER.resolve("bags.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path place = bags.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? place : place.getParent());
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, place);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void each_bag_gets_its_verdict(String verdict, String bag, String words) throws Exception {
        assertThat(verdict(bags.resolve(bag)) + "\t" + words(bags.resolve(bag))).isEqualTo(verdict + "\t" + words);
    }

    static Stream<Arguments> verdicts() throws IOException {
        return Files.readAllLines(FOLDER.resolve("verdicts.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .map(fields -> Arguments.of(fields[0], fields[1], fields[2]));
    }

    private static String verdict(Path bag) throws InterruptedException {
        if (!FixityVerification.isBag(bag)) {
            return "no bag";
        }
        try {
            FixityReport report = FixityVerification.ofBag(bag).run(2, Progress.NONE);
            if (!report.damage().isEmpty()) {
                return "damaged";
            }
            return report.isIntact() ? "valid" : "invalid";
        } catch (IntegrityException e) {
            return "unusable";
        }
    }

    private static String words(Path bag) throws InterruptedException {
        String first = Told.ofBag(bag).lines().findFirst().orElseThrow().replace(bag.toString(), "BAG");
        return first.matches("(\\d+) of \\1 intact") ? "" : first;
    }

    @Test
    void each_bag_has_a_verdict() throws Exception {
        List<String> named = verdicts().map(line -> (String) line.get()[1]).toList();
        try (Stream<Path> all = Files.walk(bags)) {
            List<String> there = all.filter(path -> path.endsWith("bagit.txt"))
                    .map(path -> bags.relativize(path.getParent()).toString())
                    .filter(bag -> !bag.matches(".*/data(/.*)?"))
                    .toList();
            assertThat(named).containsAll(there);
        }
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void the_verdict_is_the_suite_s(String verdict, String bag, String words) {
        if (bag.matches("loc/.*/valid/.*")) {
            assertThat(verdict).isEqualTo("valid");
        } else if (bag.matches("loc/.*/(invalid|linux-only|windows-only)/.*")) {
            assertThat(verdict).isNotEqualTo("valid");
        } else if (bag.matches("loc/.*/warning/.*")) {
            assertThat(words).isNotEmpty();
        }
    }
}
