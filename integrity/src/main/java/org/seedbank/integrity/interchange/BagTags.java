package org.seedbank.integrity.interchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;

/** The tag files that seedbank writes into a bag, as BagIt 1.0 (RFC 8493) has them. */
final class BagTags {

    static final String MANIFEST = "manifest-sha256.txt";
    static final String TAG_MANIFEST = "tagmanifest-sha256.txt";

    /** In the order of writing: the declaration, which makes a folder a bag, comes last. */
    static final List<String> NAMES = List.of(MANIFEST, Bag.INFO, TAG_MANIFEST, BagDeclaration.FILE);

    private BagTags() {}

    /**
     * The files' bytes by their names, in the order of {@link #NAMES}.
     *
     * @param payload its files with their SHA-256, relative to the payload's folder
     * @param agent the program that makes the bag
     */
    static Map<String, byte[]> of(List<ListedFile> payload, String agent, LocalDate date) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        NAMES.forEach(name -> tags.put(name, new byte[0]));
        tags.put(MANIFEST, bytes(manifest(payload)));
        tags.put(Bag.INFO, bytes(info(payload, agent, date)));
        tags.put(BagDeclaration.FILE, bytes(BagDeclaration.TEXT));
        StringBuilder tagManifest = new StringBuilder();
        new TreeMap<>(tags).forEach((name, bytes) -> {
            if (!name.equals(TAG_MANIFEST)) {
                tagManifest.append(line(Sha256.digestOf(bytes).hex(), name));
            }
        });
        tags.put(TAG_MANIFEST, bytes(tagManifest.toString()));
        return tags;
    }

    /** Two spaces, as coreutils has them, so that {@code sha256sum -c} reads the same file. */
    static String line(String hex, String path) {
        return hex + "  " + ListedFile.encoded(path) + "\n";
    }

    private static String manifest(List<ListedFile> payload) {
        StringBuilder text = new StringBuilder();
        payload.stream()
                .sorted(Comparator.comparing(ListedFile::path))
                .forEach(file -> text.append(line(
                        file.digests().get(DigestAlgorithm.SHA256).hex(),
                        inPayload(file.path()).text())));
        return text.toString();
    }

    /** Where a file lies in a bag. Being one name deeper, its path can be too long. */
    static DatasetPath inPayload(DatasetPath path) {
        try {
            return new DatasetPath(Bag.PAYLOAD + "/" + path);
        } catch (IllegalArgumentException e) {
            throw new IntegrityException.UnusableName(Path.of(path.text()), e.getMessage());
        }
    }

    private static String info(List<ListedFile> payload, String agent, LocalDate date) {
        long bytes = payload.stream().mapToLong(ListedFile::length).sum();
        return "Bag-Software-Agent: %s\nBagging-Date: %s\n%s: %d.%d\n"
                .formatted(agent, date, Bag.OXUM, bytes, payload.size());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
