package org.seedbank.catalog.drive.oauth;

/** What can go wrong with one answer of an {@link OAuthServer}. */
public enum Fault {
    /** 503 in JSON. */
    UNAVAILABLE,
    /** 502 in HTML, as proxies send it. */
    HTML_502,
    /** Half of the answer, then the connection ends. The request has had its effect. */
    TRUNCATED,
    /** No answer until the server is closed. */
    STALLED,
    /** 400 {@code invalid_grant}, though nothing is wrong with the request. */
    INVALID_GRANT,
    /** 400 {@code invalid_grant} with the subtype {@code invalid_rapt}, as when an organisation wants a new login each day. */
    INVALID_RAPT,
    /** 400 {@code admin_policy_enforced}. */
    ADMIN_POLICY,
    /** 401 {@code invalid_client}, as when the client was deleted. */
    INVALID_CLIENT,
    /** A good answer without a refresh token. */
    NO_REFRESH_TOKEN
}
