package org.seedbank.catalog.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.NearMiss;

/** Finds the SPDX license expression that was probably meant by what somebody typed. */
final class LicenseSuggestion {

    /** Words that names of licenses have and identifiers have not. */
    private static final Pattern FILLERS =
            Pattern.compile("\\b(the|licen[cs]e|version|international|generic|unported|v)\\b|\\bv(?=[0-9])");

    private static final Pattern GLUED_VERSION = Pattern.compile("(?<=[a-z])v(?=[0-9])");

    private static final Pattern CREATIVE_COMMONS =
            Pattern.compile("creativecommons\\.org/licenses/([a-z-]+)/([0-9.]+)", Pattern.CASE_INSENSITIVE);

    /** Names that people give to licenses which are on the list under quite another one. */
    private static final Map<String, String> ALSO_CALLED = Map.of(
            "publicdomain", "CC0-1.0",
            "creativecommons", "CC-BY-4.0",
            "creativecommonszero", "CC0-1.0",
            "bsd", "BSD-3-Clause",
            "newbsd", "BSD-3-Clause",
            "simplifiedbsd", "BSD-2-Clause",
            "gpl", "GPL-3.0-or-later",
            "lgpl", "LGPL-3.0-or-later",
            "agpl", "AGPL-3.0-or-later",
            "odcpddl10", "PDDL-1.0");

    private static final LicenseSuggestion INSTANCE = new LicenseSuggestion();

    private final Map<String, String> byPlainText = new HashMap<>(ALSO_CALLED);

    private LicenseSuggestion() {
        Map<String, String> current = SpdxList.instance().current();
        current.forEach((id, name) -> byPlainText.putIfAbsent(plain(name), id));
        current.keySet().forEach(id -> byPlainText.put(plain(id), id));
    }

    /** An expression that is one, and close to what was typed. */
    static Optional<String> of(String typed) {
        if (typed.isBlank() || typed.length() > LicenseParser.LONGEST) {
            return Optional.empty();
        }
        return INSTANCE.license(typed).or(() -> INSTANCE.expression(typed)).filter(near -> LicenseParser.canonical(near)
                .isPresent());
    }

    /** Mends each name of an expression, and operators in small letters. */
    private Optional<String> expression(String typed) {
        List<String> mended = new ArrayList<>();
        List<String> name = new ArrayList<>();
        for (String word : LicenseParser.words(typed)) {
            String upper = word.toUpperCase(Locale.ROOT);
            boolean structure = LicenseParser.OPERATORS.contains(upper) || word.equals("(") || word.equals(")");
            if (!structure) {
                name.add(word);
            } else if (endName(name, mended)) {
                mended.add(upper);
            } else {
                return Optional.empty();
            }
        }
        return endName(name, mended) ? Optional.of(LicenseParser.joined(mended)) : Optional.empty();
    }

    /** Adds the license or exception that the words name, if there are any; whether one could be found. */
    private boolean endName(List<String> words, List<String> mended) {
        if (words.isEmpty()) {
            return true;
        }
        String name = String.join(" ", words);
        words.clear();
        boolean exception = !mended.isEmpty() && mended.get(mended.size() - 1).equals("WITH");
        Optional<String> found = exception ? exception(name) : license(name);
        found.ifPresent(mended::add);
        return found.isPresent();
    }

    private static Optional<String> exception(String name) {
        return SpdxList.instance().exceptions().stream()
                .filter(each -> plain(each).equals(plain(name)))
                .findFirst();
    }

    private Optional<String> license(String name) {
        Optional<String> canonical = LicenseParser.canonical(name);
        if (canonical.isPresent()) {
            return canonical;
        }
        Matcher address = CREATIVE_COMMONS.matcher(name);
        if (address.find()) {
            return license("cc-" + address.group(1) + "-" + address.group(2));
        }
        String plain = plain(name);
        return Optional.ofNullable(byPlainText.get(plain))
                .or(() -> newestVersion(plain))
                .or(() -> misspelt(name));
    }

    /** Of {@code cc-by}, which leaves the version out, the newest one. */
    private Optional<String> newestVersion(String plain) {
        Pattern versions = Pattern.compile(Pattern.quote(plain) + "[0-9]+(only|orlater)?");
        return plain.isEmpty()
                ? Optional.empty()
                : byPlainText.keySet().stream()
                        .filter(each -> versions.matcher(each).matches())
                        .max(String::compareTo)
                        .map(byPlainText::get);
    }

    private static Optional<String> misspelt(String name) {
        List<String> ids = List.copyOf(SpdxList.instance().current().keySet());
        List<String> lower = ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList();
        return NearMiss.of(name.strip().toLowerCase(Locale.ROOT).replace(' ', '-'), lower)
                .map(near -> ids.get(lower.indexOf(near)));
    }

    /** Letters and digits alone, without words that carry no meaning. */
    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('_', '-');
        String bare =
                GLUED_VERSION.matcher(FILLERS.matcher(lower).replaceAll("")).replaceAll("");
        return bare.replaceAll("[^\\p{L}0-9]", "");
    }
}
