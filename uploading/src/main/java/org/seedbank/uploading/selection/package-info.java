/** The choice of what is published of a file or folder: what is left out, never shared, or warned of. */
package org.seedbank.uploading.selection;
