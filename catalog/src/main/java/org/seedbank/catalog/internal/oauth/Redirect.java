package org.seedbank.catalog.internal.oauth;

import java.util.Optional;

/**
 * How a person answered (RFC 6749 section 4.1.2).
 *
 * @param code what the tokens are exchanged for; empty when there is an error
 * @param error the kind of error, such as {@code access_denied}; empty when there is none
 */
public record Redirect(Optional<Secret> code, String error) {}
