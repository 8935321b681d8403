package org.seedbank.catalog.internal.oauth;

import java.net.URI;

/**
 * The program as an authorization server knows it.
 *
 * @param secret of an installed program it is none that could be kept from its user, but one that must not leak
 * @param authUri where a person is asked
 * @param tokenUri where tokens come from
 */
public record OAuthClient(String id, Secret secret, URI authUri, URI tokenUri) {}
