/** What of a file or folder is published: what is left out, what is never shared, and what a person is warned of. */
package org.seedbank.uploading.selection;
