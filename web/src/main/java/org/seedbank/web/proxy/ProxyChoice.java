package org.seedbank.web.proxy;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person has said of proxies.
 *
 * @param kind which of them is meant
 * @param named the proxy of {@link Kind#NAMED}; empty for the others
 */
public record ProxyChoice(Kind kind, Optional<ProxyAddress> named) {

    /** Ways to say it. */
    public enum Kind {
        /** Those that the environment names. */
        ENVIRONMENT,
        /** None, whatever the environment names. */
        NONE,
        /** This one for everything. */
        NAMED
    }

    /** What counts where nobody has said anything. */
    public static final ProxyChoice ENVIRONMENT = new ProxyChoice(Kind.ENVIRONMENT, Optional.empty());

    /** No proxy. */
    public static final ProxyChoice NONE = new ProxyChoice(Kind.NONE, Optional.empty());

    /** Throws {@link IllegalArgumentException} when a proxy is named and not meant, or the other way round. */
    public ProxyChoice {
        Objects.requireNonNull(named, "named");
        if (named.isPresent() != (kind == Kind.NAMED)) {
            throw new IllegalArgumentException("one proxy or none");
        }
    }

    /** Reads {@code environment}, {@code none} or the address of a proxy. Throws {@link IllegalArgumentException} as {@link ProxyAddress#parse}. */
    public static ProxyChoice parse(String text) {
        return switch (text) {
            case "environment" -> ENVIRONMENT;
            case "none" -> NONE;
            default -> new ProxyChoice(Kind.NAMED, Optional.of(ProxyAddress.parse(text)));
        };
    }

    /**
     * The proxy for what is no HTTP: the one that is named, or that of the variable {@code all_proxy}, in lower or upper case. Throws
     * {@link IllegalArgumentException} when that variable holds no proxy.
     */
    public Optional<NamedProxy> forPeers(Map<String, String> environment) {
        if (kind != Kind.ENVIRONMENT) {
            return named.map(proxy -> new NamedProxy(proxy, Optional.empty()));
        }
        Optional<String> variable = NamedProxy.variable(environment, "all_proxy");
        try {
            return variable.map(name -> new NamedProxy(ProxyAddress.parse(environment.get(name)), variable));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the variable '%s' cannot be used: %s".formatted(variable.orElseThrow(), e.getMessage()), e);
        }
    }

    /** The text with the password, which {@link #parse} reads. */
    public String withPassword() {
        return named.map(ProxyAddress::withPassword).orElse(toString());
    }

    /** The text, without a password. */
    @Override
    public String toString() {
        return switch (kind) {
            case ENVIRONMENT -> "environment";
            case NONE -> "none";
            case NAMED -> named.orElseThrow().toString();
        };
    }
}
