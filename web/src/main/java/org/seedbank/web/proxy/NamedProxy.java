package org.seedbank.web.proxy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A proxy, and who names it.
 *
 * @param proxy the proxy
 * @param variable the variable of the environment that names it, as it is spelled there; empty for one that is set for the node
 */
public record NamedProxy(ProxyAddress proxy, Optional<String> variable) {

    /** In words that go on with what it does, without its password: {@code the proxy 'p.example:3128', which the variable 'HTTP_PROXY' names,}. */
    public String words() {
        String origin =
                variable.map(", which the variable '%s' names,"::formatted).orElse(", which is set for the node,");
        return "the proxy '%s'".formatted(proxy.place()) + origin;
    }

    /**
     * The first of these variables that is set, as it is spelled there, in lower or upper case.
     *
     * @param names in lower case
     */
    public static Optional<String> variable(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst();
    }
}
