/** Requests to remote catalogs: one pace, one judgement of what is tried again, bounded and interruptible. */
package org.seedbank.catalog.internal.calls;
