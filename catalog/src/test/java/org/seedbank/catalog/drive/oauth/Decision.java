package org.seedbank.catalog.drive.oauth;

import java.util.List;

/**
 * What the person in front of the consent screen does.
 *
 * @param kind which answer
 * @param scopes what is allowed instead of what was asked for; of no meaning for other kinds
 */
public record Decision(Kind kind, List<String> scopes) {

    /** Kinds of decisions. */
    public enum Kind {
        CONSENT,
        ALLOW_OTHERS,
        DENY,
        NEVER
    }

    /** Allows all that is asked for. */
    public static Decision consent() {
        return new Decision(Kind.CONSENT, List.of());
    }

    /** Allows only these scopes, whatever is asked for. */
    public static Decision allow(String... scopes) {
        return new Decision(Kind.ALLOW_OTHERS, List.of(scopes));
    }

    /** Refuses. */
    public static Decision deny() {
        return new Decision(Kind.DENY, List.of());
    }

    /** Looks at the screen and does nothing. */
    public static Decision never() {
        return new Decision(Kind.NEVER, List.of());
    }
}
