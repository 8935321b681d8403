/** Notices changes in folders as they happen, where the system tells. */
package org.seedbank.node.internal.watching;
