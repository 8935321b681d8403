package org.seedbank.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.uploading.edit.DescriptionChange;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that say something about a dataset. */
public final class DescriptionOptions {

    @Option(names = "--title", paramLabel = "TEXT", description = "A short name for people.")
    private String title;

    @Option(names = "--description", paramLabel = "TEXT", description = "What the dataset is.")
    private String description;

    @Option(
            names = "--description-file",
            paramLabel = "FILE",
            description = "A file of UTF-8 text that says what the dataset is.")
    private Path descriptionFile;

    @Option(names = "--creator", paramLabel = "NAME", description = "Who made it; may be given several times.")
    private List<String> creators = new ArrayList<>();

    @Option(names = "--license", paramLabel = "SPDX", description = "Terms of use, such as CC-BY-4.0 or CC0-1.0.")
    private String license;

    @Option(names = "--doi", paramLabel = "DOI", description = "Its DOI, such as 10.5281/zenodo.1234.")
    private String doi;

    @Option(names = "--keyword", paramLabel = "WORD", description = "A word to find it by; may be given several times.")
    private List<String> keywords = new ArrayList<>();

    @Option(names = "--dataset-version", paramLabel = "TEXT", description = "The dataset's own version.")
    private String version;

    /**
     * Collects what was said.
     *
     * @throws ParameterException when the options contradict each other, or the file holds no text
     * @throws IntegrityException.CannotRead when the file cannot be read
     */
    public Description description(CommandLine commandLine) {
        return new Description(
                Optional.ofNullable(title),
                text(commandLine),
                creators,
                Optional.ofNullable(license),
                Optional.ofNullable(doi),
                keywords,
                Optional.ofNullable(version));
    }

    /** Options that change what is said of a dataset. */
    public static final class Change {

        @Mixin
        private DescriptionOptions what;

        @Option(
                names = "--clear",
                paramLabel = "FIELD",
                description =
                        "Empty a field: description, creators, license, doi, keywords or version; may be given several"
                                + " times.")
        private Set<String> cleared = new LinkedHashSet<>();

        /**
         * Collects what is to change.
         *
         * @throws ParameterException when that makes no sense
         */
        public DescriptionChange change(CommandLine commandLine) {
            for (String field : cleared) {
                if (!DescriptionChange.CLEARABLE.contains(field)) {
                    throw new ParameterException(
                            commandLine,
                            "--clear '%s' is not one of %s"
                                    .formatted(field, String.join(", ", DescriptionChange.CLEARABLE)));
                }
            }
            try {
                return new DescriptionChange(what.description(commandLine).canonical(), cleared);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(commandLine, e.getMessage(), e);
            }
        }
    }

    private Optional<String> text(CommandLine commandLine) {
        if (descriptionFile == null) {
            return Optional.ofNullable(description);
        }
        if (description != null) {
            throw new ParameterException(commandLine, "--description and --description-file exclude each other");
        }
        try (InputStream in = Files.newInputStream(descriptionFile)) {
            byte[] utf8 = in.readNBytes(Entry.MAX_JSON_BYTES + 1);
            if (utf8.length > Entry.MAX_JSON_BYTES) {
                throw new ParameterException(
                        commandLine,
                        "'%s' is longer than the %d bytes that an entry can take"
                                .formatted(descriptionFile, Entry.MAX_JSON_BYTES));
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString()
                    .stripTrailing());
        } catch (CharacterCodingException e) {
            throw new ParameterException(commandLine, "'%s' is not UTF-8 text".formatted(descriptionFile));
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(descriptionFile, e);
        }
    }
}
