package org.seedbank.web;

import java.io.IOException;
import java.util.Optional;

/** A proxy cannot be used. The message says who names it, and holds no password. */
public final class BadProxyException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Optional<String> variable;

    /**
     * Trouble with a proxy.
     *
     * @param variable the variable that names it, as it is spelled; empty for the setting of the node
     */
    BadProxyException(String message, Optional<String> variable) {
        super(message);
        this.variable = variable;
    }

    /** What to do about it, in words that say where the proxy is named. */
    public String remedy() {
        return variable.map("check the proxy; correct the variable '%s', or unset it"::formatted)
                .orElse("check the proxy; set another for the node, or none");
    }
}
