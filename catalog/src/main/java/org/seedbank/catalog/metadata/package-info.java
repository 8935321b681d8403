/**
 * Forms of what is said about a dataset: license expressions and DOIs, as a person types them and as entries hold them, and
 * citations and metadata, as other programs read them.
 */
package org.seedbank.catalog.metadata;
