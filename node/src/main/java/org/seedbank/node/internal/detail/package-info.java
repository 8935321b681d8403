/** Finds out what is told of one dataset in depth, when somebody asks. */
package org.seedbank.node.internal.detail;
