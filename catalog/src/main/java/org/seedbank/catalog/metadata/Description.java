package org.seedbank.catalog.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A description of a dataset, beside its bytes. Empty means that nothing is said.
 *
 * @param title a short name for people
 * @param text free text, may span lines
 * @param creators people and bodies who made it, in their order
 * @param license an SPDX license expression
 * @param doi a bare DOI such as {@code 10.5281/zenodo.1234}
 * @param keywords words to find it by
 * @param version its own version
 */
public record Description(
        Optional<String> title,
        Optional<String> text,
        List<String> creators,
        Optional<String> license,
        Optional<String> doi,
        List<String> keywords,
        Optional<String> version) {

    /** Says nothing. */
    public static final Description NONE = new Description(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** Copies the lists. */
    public Description {
        creators = List.copyOf(creators);
        keywords = List.copyOf(keywords);
    }

    /** This description with a title. */
    public Description withTitle(String changed) {
        return new Description(Optional.of(changed), text, creators, license, doi, keywords, version);
    }

    /** This description with a text. */
    public Description withText(String changed) {
        return new Description(title, Optional.of(changed), creators, license, doi, keywords, version);
    }

    /** This description with these makers of the dataset. */
    public Description withCreators(List<String> changed) {
        return new Description(title, text, changed, license, doi, keywords, version);
    }

    /** This description with a licence, however it is written. */
    public Description withLicense(String changed) {
        return new Description(title, text, creators, Optional.of(changed), doi, keywords, version);
    }

    /** This description with a DOI, however it is written. */
    public Description withDoi(String changed) {
        return new Description(title, text, creators, license, Optional.of(changed), keywords, version);
    }

    /** This description with these words to find the dataset by. */
    public Description withKeywords(List<String> changed) {
        return new Description(title, text, creators, license, doi, changed, version);
    }

    /** This description with the version of the dataset. */
    public Description withVersion(String changed) {
        return new Description(title, text, creators, license, doi, keywords, Optional.of(changed));
    }

    /** What this says, a text or a list of texts, by the names of an entry's fields and in their order there. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        title.ifPresent(value -> fields.put("title", value));
        text.ifPresent(value -> fields.put("description", value));
        fields.put("creators", creators);
        license.ifPresent(value -> fields.put("license", value));
        doi.ifPresent(value -> fields.put("doi", value));
        fields.put("keywords", keywords);
        version.ifPresent(value -> fields.put("version", value));
        fields.values().removeIf(List.of()::equals);
        return fields;
    }

    /** This description; where it says nothing, what the other says. */
    public Description orElse(Description other) {
        return new Description(
                first(other, Description::title),
                first(other, Description::text),
                creators.isEmpty() ? other.creators : creators,
                first(other, Description::license),
                first(other, Description::doi),
                keywords.isEmpty() ? other.keywords : keywords,
                first(other, Description::version));
    }

    /**
     * This description with licence and DOI as entries hold them, whichever way they were written.
     *
     * @throws IllegalArgumentException when the licence is no SPDX license expression, or the DOI is none; the message
     *     names the field
     */
    public Description canonical() {
        return new Description(
                title,
                text,
                creators,
                license.map(LicenseExpression::parse).map(LicenseExpression::text),
                doi.map(Doi::parse).map(Doi::text),
                keywords,
                version);
    }

    private Optional<String> first(Description other, Function<Description, Optional<String>> field) {
        return field.apply(this).or(() -> field.apply(other));
    }
}
