package org.seedbank.catalog.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licences that well-known addresses stand for. Those that leave out which of several versions is meant are not known. */
final class LicenseUrl {

    private static final Pattern URL =
            Pattern.compile("https?://(?:www\\.)?([^/\\s]+)/([^?#\\s]*?)/*(?:[?#]\\S*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern CREATIVE_COMMONS =
            Pattern.compile("licenses/([a-z-]+)/([0-9.]+)(?:/([a-z]{2,3}))?(?:/(?:deed|legalcode)\\S*)?");

    /** Addresses without scheme and {@code www.}, in small letters, whose ending stands for nothing of its own. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"),
            Map.entry("creativecommons.org/publicdomain/mark/1.0", "CC-PDM-1.0"),
            Map.entry("opendatacommons.org/licenses/pddl", "PDDL-1.0"),
            Map.entry("opendatacommons.org/licenses/by", "ODC-By-1.0"),
            Map.entry("opendatacommons.org/licenses/odbl", "ODbL-1.0"),
            Map.entry("apache.org/licenses/license-2.0", "Apache-2.0"),
            Map.entry("nationalarchives.gov.uk/doc/open-government-licence/version/3", "OGL-UK-3.0"),
            Map.entry("govdata.de/dl-de/by-2-0", "DL-DE-BY-2.0"),
            Map.entry("govdata.de/dl-de/zero-2-0", "DL-DE-ZERO-2.0"),
            Map.entry("etalab.gouv.fr/licence-ouverte-open-licence", "etalab-2.0"),
            Map.entry("cdla.dev/permissive-2-0", "CDLA-Permissive-2.0"),
            Map.entry("cdla.dev/sharing-1-0", "CDLA-Sharing-1.0"));

    private static final Pattern ENDING =
            Pattern.compile("(?:/(?:deed|legalcode)\\S*|/1[.-]0|/summary)?(?:\\.(?:html?|txt|json))?$");

    /** Hosts whose addresses end in an identifier of SPDX. */
    private static final Pattern BY_IDENTIFIER = Pattern.compile(
            "(?:spdx\\.org/licenses|opensource\\.org/licenses?|choosealicense\\.com/licenses)/([a-z0-9.+-]+)");

    private LicenseUrl() {}

    /** SPDX's identifier of the licence at an address; nothing where the text is no address, or not of one licence. */
    static Optional<String> toSpdx(String text) {
        Matcher url = URL.matcher(text.strip());
        if (text.length() > LicenseParser.LONGEST || !url.matches()) {
            return Optional.empty();
        }
        String host = url.group(1).toLowerCase(Locale.ROOT);
        String path = url.group(2).toLowerCase(Locale.ROOT);
        return candidates(host, path).stream()
                .map(SpdxList.instance()::license)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<String> candidates(String host, String path) {
        List<String> candidates = new ArrayList<>();
        Matcher commons = CREATIVE_COMMONS.matcher(path);
        if (host.equals("creativecommons.org") && commons.matches()) {
            String country = commons.group(3) == null ? "" : "-" + commons.group(3);
            candidates.add("cc-" + commons.group(1) + "-" + commons.group(2) + country);
        }
        String address = host + "/" + path;
        String bare = ENDING.matcher(address).replaceFirst("");
        if (KNOWN.containsKey(address)) {
            candidates.add(KNOWN.get(address));
        } else if (KNOWN.containsKey(bare)) {
            candidates.add(KNOWN.get(bare));
        }
        Matcher identifier = BY_IDENTIFIER.matcher(address.replaceFirst("\\.(html?|txt|json)$", ""));
        if (identifier.matches()) {
            candidates.add(identifier.group(1));
        }
        return candidates;
    }
}
