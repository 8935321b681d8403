package org.seedbank.catalog.drive;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;

/** Drive refuses something that concerns one file; of the others it says nothing. */
final class RefusedFileException extends GoogleJsonResponseException {

    private final String name;

    /** The answer, and the name of the file that was asked for. */
    RefusedFileException(GoogleJsonResponseException answer, String name) {
        super(
                new HttpResponseException.Builder(answer.getStatusCode(), null, answer.getHeaders()),
                answer.getDetails());
        this.name = name;
    }

    /** The file's name, which is a stranger's text. */
    String name() {
        return name;
    }
}
