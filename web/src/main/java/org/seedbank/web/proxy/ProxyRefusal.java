package org.seedbank.web.proxy;

import java.io.IOException;

/** Thrown when a proxy makes no connection. */
final class ProxyRefusal extends IOException {

    private static final long serialVersionUID = 1;

    /** Whose trouble it is. */
    enum Whose {
        /** The proxy cannot be used. */
        PROXY,
        /** The host behind it has no such name, or takes no connection. */
        HOST
    }

    private final Whose whose;

    /** A refusal in words that go on after the name of the proxy, or of the host. */
    ProxyRefusal(Whose whose, String words) {
        super(words);
        this.whose = whose;
    }

    Whose whose() {
        return whose;
    }
}
