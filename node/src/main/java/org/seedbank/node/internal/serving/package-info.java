/** Serves datasets over plain HTTP, read-only, to everybody who asks. */
package org.seedbank.node.internal.serving;
