package org.seedbank.catalog.internal.oauth;

import java.time.Instant;

/** A token that opens, until about when by this machine's clock. */
public record AccessGrant(Secret token, Instant expiry) {}
