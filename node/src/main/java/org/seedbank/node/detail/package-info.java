/** What can be asked of a node in depth: files, pieces and peers of one dataset. Nothing of it is worked out before somebody asks. */
package org.seedbank.node.detail;
