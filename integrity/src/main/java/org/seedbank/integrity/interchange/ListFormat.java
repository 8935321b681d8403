package org.seedbank.integrity.interchange;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.torrent.Manifest;

/** The formats in which lists of digests are written for other programs. Lines are sorted by the bytes of the paths. */
public enum ListFormat {
    /** The manifest, as {@code sha256sum} of coreutils 9 prints it. */
    SHA256SUM {
        @Override
        String line(ListedFile file) {
            return new Manifest.Line(new Sha256(hex(file, DigestAlgorithm.SHA256)), file.path()).text();
        }
    },

    /**
     * Lines as {@code hashdeep -r -l .} prints them in the dataset's folder. A name with a line end has no place in it.
     */
    HASHDEEP {
        @Override
        Set<DigestAlgorithm> algorithms() {
            return EnumSet.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA256);
        }

        @Override
        Stream<String> header(Dataset dataset) {
            Path folder = dataset.singleFile() ? dataset.root().getParent() : dataset.root();
            return Stream.of(
                    HashdeepLines.HEADER + "\n",
                    HashdeepLines.COLUMNS + "size,md5,sha256,filename\n",
                    HashdeepLines.INVOKED_FROM + folder.toString().replaceAll("[\n\r]", "?") + "\n",
                    "## $ seedbank manifest --format hashdeep .\n",
                    "## \n");
        }

        @Override
        String line(ListedFile file) {
            return "%d,%s,%s,./%s\n"
                    .formatted(
                            file.length(),
                            hex(file, DigestAlgorithm.MD5),
                            hex(file, DigestAlgorithm.SHA256),
                            file.path());
        }

        @Override
        void checkName(SourceFile file) {
            if (file.path().text().indexOf('\n') >= 0 || file.path().text().endsWith("\r")) {
                throw IntegrityException.UnusableName.inList(file.file());
            }
        }
    },

    /** The {@code manifest-sha256.txt} of a bag with this payload (RFC 8493, 2.1.3). */
    BAGIT {
        @Override
        String line(ListedFile file) {
            return BagTags.line(
                    hex(file, DigestAlgorithm.SHA256),
                    BagTags.inPayload(file.path()).text());
        }
    };

    /** The digests that every line has. */
    Set<DigestAlgorithm> algorithms() {
        return EnumSet.of(DigestAlgorithm.SHA256);
    }

    /** Lines in front of those of the files. */
    Stream<String> header(Dataset dataset) {
        return Stream.empty();
    }

    /** The line of a file, with its line feed. */
    abstract String line(ListedFile file);

    /** Throws {@link IntegrityException.UnusableName} when the format cannot hold the name of a file. */
    void checkName(SourceFile file) {
        // Most formats have escapes for what they cannot hold.
    }

    private static String hex(ListedFile file, DigestAlgorithm algorithm) {
        return file.digests().get(algorithm).hex();
    }
}
