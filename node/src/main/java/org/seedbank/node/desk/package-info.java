/** What can be asked of a node about the catalogs of its home: what they list, and where it may go. */
package org.seedbank.node.desk;
