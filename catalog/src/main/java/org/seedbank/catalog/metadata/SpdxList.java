package org.seedbank.catalog.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Licenses and exceptions on SPDX's lists, read once from the lists in the jar. */
final class SpdxList {

    private static final String DEPRECATED = "-";

    /** Identifiers as the lists have them, by themselves in small letters. */
    private final Map<String, String> licenses = new HashMap<>();

    private final Map<String, String> exceptions = new HashMap<>();

    /** Names by identifier, without deprecated licenses: those are understood and not suggested. */
    private final Map<String, String> current = new LinkedHashMap<>();

    private SpdxList() {
        for (String line : lines("licenses.tsv")) {
            boolean deprecated = line.startsWith(DEPRECATED);
            String[] columns = (deprecated ? line.substring(1) : line).split("\t", 2);
            licenses.put(columns[0].toLowerCase(Locale.ROOT), columns[0]);
            if (!deprecated) {
                current.put(columns[0], columns[1]);
            }
        }
        lines("exceptions.txt").forEach(each -> exceptions.put(each.toLowerCase(Locale.ROOT), each));
    }

    /** The lists; read when they are first asked for. */
    static SpdxList instance() {
        return Holder.LIST;
    }

    /** A license's identifier as the list has it, in whatever case it is asked for. */
    Optional<String> license(String id) {
        return Optional.ofNullable(licenses.get(id.toLowerCase(Locale.ROOT)));
    }

    /** An exception's identifier as the list has it. */
    Optional<String> exception(String id) {
        return Optional.ofNullable(exceptions.get(id.toLowerCase(Locale.ROOT)));
    }

    /** Names by identifier, in the order of identifiers. */
    Map<String, String> current() {
        return current;
    }

    Collection<String> exceptions() {
        return exceptions.values();
    }

    private static List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        try (InputStream in = SpdxList.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        static final SpdxList LIST = new SpdxList();
    }
}
