/** The catalog in a folder: a torrent and a JSON file side by side for each dataset. */
package org.seedbank.catalog.folder;
