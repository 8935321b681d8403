/** Looks into the catalogs of the home for whoever asks a node, and has it fetch what they list. */
package org.seedbank.node.internal.desk;
