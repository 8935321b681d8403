/** The fetch use case. */
package org.seedbank.downloading;
