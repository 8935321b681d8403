/** What the packages of this module share, and nobody else. */
package org.seedbank.integrity.internal;
