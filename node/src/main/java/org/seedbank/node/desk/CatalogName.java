package org.seedbank.node.desk;

/**
 * A catalog of the home.
 *
 * @param name what it is called on this machine
 * @param location where it is: the address that was given when it was added
 */
public record CatalogName(String name, String location) {}
