package org.seedbank.cli.publish;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.cli.option.AddressArguments;
import org.seedbank.cli.screen.ShellWord;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.uploading.edit.Untaken;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Options of {@code publish} that change nothing where a catalog lists the same bytes already, and the command that does. Addresses
 * that the catalog has are left out: they are as they were asked for.
 */
final class UntakenOptions {

    private static final String TRACKER = "--tracker";
    private static final String WEB_SEED = "--web-seed";
    private static final String SEED_ADDRESS = "--seed-address";

    /** Those that {@code edit} has under the same name. */
    private static final List<String> WORDS = List.of(
            "--title",
            "--description",
            "--description-file",
            "--creator",
            "--license",
            "--doi",
            "--keyword",
            "--dataset-version");

    /** By the fields of an entry. */
    private static final Map<String, String> OPTION = Map.of(
            "title", "--title",
            "description", "--description",
            "creators", "--creator",
            "license", "--license",
            "doi", "--doi",
            "keywords", "--keyword",
            "version", "--dataset-version");

    private static final Map<String, String> ADDING =
            Map.of(TRACKER, "--add-tracker", WEB_SEED, "--add-web-seed", SEED_ADDRESS, "--add-seed-address");

    private final Set<String> untaken = new LinkedHashSet<>();
    private final List<String> edit = new ArrayList<>();

    private UntakenOptions() {}

    /** Says which they are, and what to do; empty where all is as it was asked for. */
    static Optional<String> of(CommandLine publish, Listed listed, Metainfo torrent, Optional<Description> edited) {
        ParseResult given = publish.getParseResult();
        UntakenOptions found = new UntakenOptions();
        found.addNew(TRACKER, AddressArguments.trackers(publish, TRACKER, values(given, TRACKER)), torrent.trackers());
        found.addNew(
                WEB_SEED, AddressArguments.webSeeds(publish, WEB_SEED, values(given, WEB_SEED)), torrent.webSeeds());
        found.addNew(
                SEED_ADDRESS,
                texts(AddressArguments.seeds(publish, SEED_ADDRESS, values(given, SEED_ADDRESS))),
                texts(listed.entry().seedAddresses()));
        if (edited.isPresent()) {
            found.addEdited(edited.get(), listed.entry());
        } else {
            WORDS.forEach(option -> values(given, option).forEach(value -> found.add(option, value)));
        }
        return found.untaken.isEmpty()
                ? Optional.empty()
                : Optional.of("without effect: %s; to change what is listed: %s"
                        .formatted(String.join(", ", found.untaken), edit(publish, listed, found.edit)));
    }

    /** The command that changes what the catalog of this publication has. */
    static String edit(CommandLine publish, Listed listed, List<String> options) {
        List<String> words = new ArrayList<>(List.of("seedbank", "edit", listed.reference()));
        List<String> catalog = values(publish.getParseResult(), "--catalog");
        if (!catalog.isEmpty()) {
            words.addAll(List.of("--catalog", catalog.get(0)));
        }
        words.addAll(options);
        return ShellWord.line(words);
    }

    private static List<String> values(ParseResult given, String option) {
        return given.hasMatchedOption(option) ? given.matchedOption(option).originalStringValues() : List.of();
    }

    private static List<String> texts(List<HostPort> addresses) {
        return addresses.stream().map(HostPort::toString).toList();
    }

    /** Those that an edit would add to what is there, without personal keys: what is told may be seen by others. */
    private void addNew(String option, List<String> addresses, List<String> present) {
        Untaken.addresses(addresses, present, option).forEach(each -> add(option, AddressKeys.hidden(each)));
    }

    /** What was written in an editor is not lost: the command says all of it that the entry does not. */
    private void addEdited(Description after, Entry entry) {
        Untaken.said(after, entry).forEach((field, values) -> {
            untaken.add("--edit");
            values.forEach(each -> edit.addAll(List.of(OPTION.get(field), each)));
        });
    }

    private void add(String option, String value) {
        untaken.add(option);
        edit.add(ADDING.getOrDefault(option, option));
        edit.add(value);
    }
}
