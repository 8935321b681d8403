/** Requests over HTTP: one client for the process, bounded in time and size, through proxies where the environment names some. */
package org.seedbank.web;
