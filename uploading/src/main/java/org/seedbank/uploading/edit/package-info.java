/** What is beside a published dataset's bytes, changed later. */
package org.seedbank.uploading.edit;
