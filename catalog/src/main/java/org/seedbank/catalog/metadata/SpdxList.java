package org.seedbank.catalog.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Licenses and exceptions on SPDX's lists, read once from the lists in the jar. */
final class SpdxList {

    private static final String DEPRECATED = "-";

    private final Set<String> licenses = new HashSet<>();
    private final Set<String> exceptions;

    /** Names by identifier, without deprecated licenses: those are understood and not suggested. */
    private final Map<String, String> current = new LinkedHashMap<>();

    private SpdxList() {
        for (String line : lines("licenses.tsv")) {
            boolean deprecated = line.startsWith(DEPRECATED);
            String[] columns = (deprecated ? line.substring(1) : line).split("\t", 2);
            licenses.add(columns[0]);
            if (!deprecated) {
                current.put(columns[0], columns[1]);
            }
        }
        exceptions = Set.copyOf(lines("exceptions.txt"));
    }

    /** The lists; read when they are first asked for. */
    static SpdxList instance() {
        return Holder.LIST;
    }

    boolean hasLicense(String id) {
        return licenses.contains(id);
    }

    boolean hasException(String id) {
        return exceptions.contains(id);
    }

    /** Names by identifier, in the order of identifiers. */
    Map<String, String> current() {
        return current;
    }

    Set<String> exceptions() {
        return exceptions;
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
