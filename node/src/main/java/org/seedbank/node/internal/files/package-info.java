/** Work on the files of a dataset that a node holds. */
package org.seedbank.node.internal.files;
