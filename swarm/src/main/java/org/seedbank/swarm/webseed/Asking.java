package org.seedbank.swarm.webseed;

import java.net.URI;
import org.seedbank.web.HttpCall;

/** Makes requests to web seeds, each with the rule of who may be asked. */
@FunctionalInterface
public interface Asking {

    /**
     * A request for an address.
     *
     * @param byServer whether the server itself has led there before
     */
    HttpCall get(URI uri, boolean byServer);

    /** For servers that a person names, on this machine or elsewhere. */
    static Asking byPerson() {
        return (uri, byServer) -> byServer ? HttpCall.get(uri).namedByStranger() : HttpCall.get(uri);
    }
}
